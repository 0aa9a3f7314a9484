"""TriG: what a paper states is in its graph, what holds for the corpus in the default graph."""

from pathlib import Path

import graphs
import pyoxigraph as ox
import pytest
from rdf_readers import KINDS, addresses, node_reads, oxigraph_reads, tiny, written

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.identifiers import ONTOLOGY, Identifiers

SELECT = "PREFIX kg: <https://w3id.org/kgbuild/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#> SELECT * "


def store(graph: KnowledgeGraph) -> ox.Store:
    """Load the graph's TriG."""
    result = ox.Store()
    result.load(written(graph, "trig"), format=ox.RdfFormat.TRIG)
    return result


def rows(store: ox.Store, pattern: str) -> list[dict[str, str]]:
    """Return the solutions of a pattern."""
    answer = store.query(SELECT + pattern)
    names = [variable.value for variable in answer.variables]
    return [{name: row[name].value for name in names} for row in answer]


def test_each_paper_has_its_graph() -> None:
    """Evidence, edges and statements of a paper are together, and the graph's name tells the paper."""
    found = rows(store(graphs.tiny()), "{ GRAPH ?g { ?s kg:evidence ?a . ?a oa:hasTarget ?t . ?t oa:hasSource ?paper } }")
    assert {(row["g"], row["paper"]) for row in found} == {
        (f"{paper}/graph", paper) for paper in (graphs.BERT_PAPER, graphs.ELMO_PAPER)
    }
    edges = rows(store(graphs.tiny()), "{ GRAPH ?g { ?paper kg:introduces ?model } }")
    assert edges == [{"g": f"{graphs.BERT_PAPER}/graph", "paper": graphs.BERT_PAPER, "model": graphs.BERT}]


def test_the_rest_is_in_the_default_graph() -> None:
    """Nodes, the header and what was derived belong to no paper alone."""
    loaded = store(graphs.tiny())
    default = {quad.subject.value for quad in loaded.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    assert {graphs.BERT, graphs.BERT_PAPER, graphs.NLP, f"{graphs.IDS.base}dataset"} <= default
    assert rows(loaded, "{ ?paper kg:buildsOn ?other }") == [{"paper": graphs.BERT_PAPER, "other": graphs.ELMO_PAPER}]
    assert rows(loaded, "{ ?paper kg:introduces ?model }") == []


def test_an_edge_of_two_papers_is_in_both_graphs() -> None:
    """Each paper states the edge; how sure it is over both is said in the default graph."""
    graph = addresses("http://e/")
    loaded, ids = store(graph), Identifiers("http://e/")
    places = {row["g"] for row in rows(loaded, "{ GRAPH ?g { ?a kg:outperforms ?b } }")}
    assert places == {f"{ids.paper(number)}/graph" for number in ("0", "1")}
    assert [row["n"] for row in rows(loaded, f"{{ ?s a kg:Statement ; kg:support ?n FILTER(?n > 1) }} # {ONTOLOGY}")] == ["2"]


@pytest.mark.parametrize("kind", KINDS)
def test_all_graphs_together_are_the_turtle(kind: str) -> None:
    """Nothing is lost or added by the graphs."""
    graph = KINDS[kind]()
    assert oxigraph_reads("trig", written(graph, "trig")) == oxigraph_reads("ttl", written(graph, "ttl"))


def test_readers_agree_on_the_graphs(tmp_path: Path) -> None:
    """N3.js puts each triple into the graph that pyoxigraph puts it into."""
    data = written(tiny(), "trig")
    (tmp_path / "graph.trig").write_bytes(data)
    assert node_reads("trig", [tmp_path / "graph.trig"], graphs_too=True) == [oxigraph_reads("trig", data, graphs_too=True)]
