"""GraphML and GEXF come back whole from networkx, igraph and graphology, whatever the texts in the graph."""

import os
import subprocess
import sys
from pathlib import Path

import graphs
import networkx as nx
import pytest
from foreign import WRITERS, assert_whole, graphology_reads, igraph_reads, networkx_reads, written
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.export.xml_text import legal

GOLDEN = Path(__file__).parent / "golden"
KINDS = {"tiny": graphs.tiny, "parallel": graphs.parallel, "hostile": graphs.hostile, "empty": KnowledgeGraph}

every_format = pytest.mark.parametrize("name", WRITERS)


@pytest.fixture(params=KINDS)
def graph(request: pytest.FixtureRequest) -> KnowledgeGraph:
    """Each kind of test graph in turn."""
    return KINDS[request.param]()


@every_format
def test_golden(name: str) -> None:
    """The tiny graph is written byte for byte as checked in."""
    assert written(graphs.tiny(), name) == (GOLDEN / f"tiny.{name}").read_bytes()


@every_format
def test_networkx_reads_it_back(name: str, graph: KnowledgeGraph) -> None:
    """Networkx finds every node and edge."""
    assert_whole(graph, networkx_reads(name, written(graph, name)))


def test_igraph_reads_it_back(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """Igraph, which knows GraphML only, finds every node and edge."""
    assert_whole(graph, igraph_reads(graph, written(graph, "graphml"), tmp_path))


@every_format
def test_graphology_reads_it_back(name: str, graph: KnowledgeGraph, tmp_path: Path) -> None:
    """Graphology finds every node and edge."""
    assert_whole(graph, graphology_reads(name, written(graph, name), tmp_path))


@every_format
def test_attributes_have_types(name: str) -> None:
    """Numbers come back as numbers, flags as flags, and what is unknown is absent."""
    nodes = networkx_reads(name, written(graphs.tiny(), name)).nodes
    result, bert, elmo_paper = nodes[graphs.RESULT], nodes[graphs.BERT], nodes[graphs.ELMO_PAPER]
    assert (result["number"], result["delta"], result["unit"], result["value"]) == (80.5, False, "%", "80.5%")
    assert (bert["first_year"], bert["last_year"], bert["support"]) == (2018, 2024, 12)
    assert bert["aliases"] == "bert | Bidirectional Encoder"
    assert not {"year", "aliases", "number", "delta"} & set(elmo_paper)


@every_format
def test_attributes_have_types_in_graphology(name: str, tmp_path: Path) -> None:
    """Graphology, too, gets numbers and flags."""
    nodes = graphology_reads(name, written(graphs.tiny(), name), tmp_path).nodes
    assert nodes[graphs.RESULT]["delta"] is False
    assert nodes[graphs.RESULT]["number"] == 80.5
    assert nodes[graphs.BERT]["support"] == 12
    assert nodes[graphs.BERT]["size"] == 11.55


@every_format
def test_evidence_of_an_edge(name: str) -> None:
    """An edge carries its surest sentence and where it stands."""
    edges = networkx_reads(name, written(graphs.tiny(), name)).edges.values()
    data = next(data for _, _, data in edges if data["predicate"] == "introduces")
    assert (data["evidence"], data["evidence_field"]) == ("BERT: Pre-training", "title")
    assert (data["evidence_start"], data["evidence_end"], data["evidence_papers"]) == (0, 18, 1)
    assert data["evidence_paper"] == graphs.BERT_PAPER


@every_format
def test_hostile_details_and_evidence(name: str) -> None:
    """Abstracts and evidence survive whatever is in them."""
    graph = graphs.hostile()
    loaded = networkx_reads(name, written(graph, name))
    for node in graph.nodes("Paper"):
        assert loaded.nodes[node.iri]["abstract"] == legal(node.label)
    for edge in graph.edges():
        assert loaded.edges[edge.id][2]["evidence"] == legal(edge.evidence[0].text)


@every_format
def test_hostile_details_in_graphology(name: str, tmp_path: Path) -> None:
    """A browser's parser, which follows XML 1.1 in its line ends, gets the same texts."""
    graph = graphs.hostile()
    loaded = graphology_reads(name, written(graph, name), tmp_path)
    for node in graph.nodes("Paper"):
        assert loaded.nodes[node.iri]["abstract"] == legal(node.label)


texts = st.text(st.characters(), max_size=20)
details = st.dictionaries(
    st.sampled_from(["abstract", "id", "label", "value", "x", "year"]),
    texts | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans(),
)
nodes = st.builds(
    Node,
    st.integers(0, 9).map("urn:kgbuild:{}".format),
    st.sampled_from(["Paper", "Model", "Unheard"]),
    texts,
    st.lists(texts, max_size=3).map(tuple),
    st.none() | texts,
    st.integers(1, 10**6),
    st.none() | st.integers(1000, 9999),
    details=details.map(lambda each: tuple(sorted(each.items()))),
)


@st.composite
def any_graph(draw: st.DrawFn) -> KnowledgeGraph:
    """Draw a graph whose texts are anything."""
    graph = KnowledgeGraph()
    for node in draw(st.lists(nodes, max_size=6)):
        graph.add_node(node)
    iris = st.sampled_from(sorted(graph.nx) or [""])
    for _ in range(draw(st.integers(0, 8)) if graph.nx else 0):
        source, target, predicate = draw(iris), draw(iris), draw(st.sampled_from(["introduces", "basedOn", "partOf"]))
        graph.add_edge(graphs.edge(source, predicate, target, graphs.passage(source, draw(texts))))
    return graph


@every_format
@given(graph=any_graph())
@settings(deadline=None, max_examples=60)
def test_any_graph_survives(name: str, graph: KnowledgeGraph) -> None:
    """Every node, label and edge of any graph comes back."""
    assert_whole(graph, networkx_reads(name, written(graph, name)))


@every_format
def test_writers_leave_the_graph_alone(name: str) -> None:
    """What is written is not changed."""
    graph, same = graphs.hostile(), graphs.hostile()
    written(graph, name)
    assert nx.utils.graphs_equal(graph.nx, same.nx)


@pytest.mark.slow
def test_same_bytes_under_every_hash_seed() -> None:
    """A file depends on the graph alone, layout included."""
    code = "import sys; sys.path.insert(0, sys.argv[1]); import graphs; from kgbuild.export import exporter_named; "
    code += "graph = graphs.corpus(60); [exporter_named(name).writer()(graph, sys.stdout.buffer) for name in sys.argv[2:]]"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent), *WRITERS],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "4242")
    }
    assert len(runs) == 1


@every_format
def test_same_bytes_for_any_order_of_building(name: str) -> None:
    """The order in which nodes and edges were added does not show."""
    graph, backwards = graphs.corpus(60), KnowledgeGraph()
    for node in reversed(list(graph.nodes())):
        backwards.add_node(node)
    for edge in reversed(list(graph.edges())):
        backwards.add_edge(edge)
    assert written(graph, name) == written(backwards, name)
