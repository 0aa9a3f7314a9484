"""What kgbuild wrote comes back as the same graph, and exported again it is the same bytes."""

import io
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "export"))
import graphs
import rdf_readers

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node, Passage
from kgbuild.errors import SourceError
from kgbuild.export import EXPORTERS, export, exporter_named
from kgbuild.export.xml_text import legal
from kgbuild.identifiers import Identifiers
from kgbuild.restore import RESTORERS, restore

RDF = ("ttl", "nt", "trig", "jsonld", "ttl12")
KEEPERS = ("json", "sqlite")
GRAPH_FORMATS = ("graphml", "gexf", "cyjs", "dot", "csv", "json", "ttl")

every_format = pytest.mark.parametrize("name", [*RDF, *KEEPERS])


def again(graph: KnowledgeGraph, name: str, folder: Path) -> KnowledgeGraph:
    """Write a graph and read it back."""
    return restore(export(graph, folder / f"graph.{name}"))


def written(graph: KnowledgeGraph, name: str) -> bytes:
    """Return the graph in a format, as bytes."""
    stream = io.BytesIO()
    exporter_named(name).writer()(graph, stream)
    return stream.getvalue()


def assert_same(graph: KnowledgeGraph, other: KnowledgeGraph) -> None:
    """Check that two graphs hold the same."""
    assert list(other.nodes()) == list(graph.nodes())
    assert list(other.edges()) == list(graph.edges())
    assert (other.base, other.links) == (graph.base, graph.links)


def built(base: str = "https://w3id.org/kgbuild/id/") -> KnowledgeGraph:
    """Return a graph as an assembly makes it, with all kinds of nodes, marks, lists whose order counts, and provenance."""
    ids = Identifiers(base)
    graph = KnowledgeGraph(base)
    paper, other = ids.paper("one"), ids.paper("two")
    model, metric = ids.entity("Model", "BERT"), ids.entity("Metric", "F1")
    concept = Identifiers().entity("Model", "BERT")
    details = (
        ("abstract", "We use BERT."), ("authors", "Z. First; A. Second; Z. First"), ("categories", "cs.LG; cs.CL"), ("id", "one"),
        ("sources", "a.txt:1; b.txt:2"), ("url", "https://example.org/1"), ("year", 2019),
    )  # fmt: skip
    graph.add_node(Node(paper, "Paper", "One", first_year=2019, last_year=2019, details=details))
    graph.add_node(Node(other, "Paper", "Two", details=(("authors", "A. Alone"), ("id", "two"))))
    graph.add_node(Node(model, "Model", "BERT", ("Bert", "bert model"), concept, 2, 2019, 2019))
    graph.add_node(Node(metric, "Metric", "F1", support=1, details=(("higher_is_better", True),)))
    graph.add_node(Node(ids.result(paper, 0, "1"), "Result", "F1 1", first_year=2019, last_year=2019, details=_RESULT))
    code = ids.entity("CodeRepository", "https://example.org/code")
    graph.add_node(Node(code, "CodeRepository", "code", (), None, 2, 2019, 2019, (("url", "https://example.org/code"),)))
    first = Passage(paper, "abstract", 0, 12, "We use BERT.", ((0, 2), (7, 11)), 0.75, "rules")
    second = Passage(other, "title", 0, 3, "Two", (), 0.5, "rules")

    def add(source: str, predicate: str, target: str, *passages: Passage, **more: object) -> str:
        evidence = tuple(sorted(passages))
        confidence = max((passage.confidence for passage in evidence), default=1.0)
        edge = Edge(
            ids.statement(source, predicate, target), source, predicate, target, confidence, max(len(evidence), 1), evidence
        )
        graph.add_edge(replace(edge, **more))  # type: ignore[arg-type]  # fields of an edge
        return edge.id

    uses = add(paper, "usesBaseModel", model, first)
    introduced = add(other, "introduces", model, second)
    add(paper, "buildsOn", other, derived_from=tuple(sorted((uses, introduced))), rule="base model")
    add(paper, "reportsResult", ids.result(paper, 0, "1"), replace(first, marks=()))
    add(ids.result(paper, 0, "1"), "onMetric", metric, first)
    add(paper, "hasCode", code, first)
    add(other, "hasCode", code, second)
    add(model, "variantOf", model, rule="vocabulary")
    if base != Identifiers().base:
        graph.links = {(model, "exactMatch", concept)}
    graph.provenance = rdf_readers.tiny().provenance
    return graph


_RESULT = (("delta", False), ("number", -0.1), ("unit", "%"), ("value", "-0.1%"))


@every_format
@pytest.mark.parametrize("base", ["https://w3id.org/kgbuild/id/", "https://example.org/g#", "urn:x:"])
def test_the_same_graph_comes_back(name: str, base: str, tmp_path: Path) -> None:
    """Nodes, edges, evidence with its marks, order of authors, links and provenance."""
    graph = built(base)
    read = again(graph, name, tmp_path)
    assert_same(graph, read)
    assert read.provenance == graph.provenance


@every_format
@pytest.mark.parametrize("target", GRAPH_FORMATS)
def test_exports_of_exports_are_the_same_bytes(name: str, target: str, tmp_path: Path) -> None:
    """By way of any format that keeps everything, every other format comes out as it was."""
    graph = built()
    assert written(again(graph, name, tmp_path), target) == written(graph, target)


@pytest.mark.slow
@every_format
def test_the_sample_comes_back(name: str, sample_graph: KnowledgeGraph, tmp_path: Path) -> None:
    """A real graph, with all that the vocabulary says of it."""
    read = again(sample_graph, name, tmp_path)
    assert_same(sample_graph, read)
    assert read.provenance == sample_graph.provenance


@pytest.mark.parametrize("name", KEEPERS)
def test_hostile_texts_come_back(name: str, tmp_path: Path) -> None:
    """All of them, but for what XML cannot hold."""
    graph = graphs.hostile()
    read = again(graph, name, tmp_path)
    assert [node.label for node in read.nodes()] == [legal(node.label) for node in graph.nodes()]
    assert [edge.evidence[0].text for edge in read.edges()] == [legal(edge.evidence[0].text) for edge in graph.edges()]
    assert written(read, name) == written(graph, name)


texts = st.text(st.characters(), max_size=12).map(legal)
scalars = texts | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
nodes = st.builds(
    Node,
    st.integers(0, 6).map("urn:kgbuild:{}".format),
    st.sampled_from(["Paper", "Model", "Result", "Unheard"]),
    texts,
    st.lists(texts, max_size=3).map(tuple),
    st.none() | texts,
    st.integers(1, 10**6),
    st.none() | st.integers(1000, 9999),
    st.none() | st.integers(1000, 9999),
    st.dictionaries(texts, scalars, max_size=3).map(lambda details: tuple(sorted(details.items()))),
)
passages = st.builds(
    Passage,
    st.just("urn:kgbuild:paper"),
    st.sampled_from(["title", "abstract"]),
    st.integers(0, 99),
    st.integers(0, 99),
    texts,
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=2).map(tuple),
    st.floats(0, 1),
    texts,
)


@st.composite
def any_graph(draw: st.DrawFn) -> KnowledgeGraph:
    """Draw a graph of any values."""
    graph = KnowledgeGraph(draw(st.sampled_from(["urn:a:", "https://example.org/"])))
    for node in draw(st.lists(nodes, max_size=4)):
        graph.add_node(node)
    iris = sorted(graph.nx)
    for number in range(draw(st.integers(0, 4)) if iris else 0):
        source, target = draw(st.sampled_from(iris)), draw(st.sampled_from(iris))
        evidence = tuple(sorted(draw(st.lists(passages, max_size=2))))
        rank, rule = draw(st.none() | st.integers(1, 3)), draw(st.none() | texts)
        edge = Edge(
            f"urn:s:{number}",
            source,
            f"r{number}",
            target,
            draw(st.floats(0, 1)),
            draw(st.integers(1, 9)),
            evidence,
            (),
            rank,
            rule,
        )
        graph.add_edge(edge)
    return graph


@pytest.mark.parametrize("name", KEEPERS)
@given(graph=any_graph())
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_graph_comes_back(name: str, graph: KnowledgeGraph, tmp_path: Path) -> None:
    """Whatever its values, types and all."""
    read = again(graph, name, tmp_path)
    assert_same(graph, read)
    assert [repr(node) for node in read.nodes()] == [repr(node) for node in graph.nodes()]
    assert written(read, name) == written(graph, name)


marked = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=3).map(tuple)


@pytest.mark.parametrize("name", RDF)
@given(said=st.tuples(texts, texts, texts), marks=marked)
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_from_rdf(
    name: str, said: tuple[str, str, str], marks: tuple[tuple[int, int], ...], tmp_path: Path
) -> None:
    """Labels, aliases, abstracts and evidence."""
    label, alias, sentence = said
    graph = KnowledgeGraph("https://example.org/")
    graph.add_node(Node("urn:p", "Paper", label, details=(("abstract", sentence),)))
    graph.add_node(Node("urn:m", "Model", label, tuple(sorted({alias, sentence}))))
    passage = Passage("urn:p", "abstract", 0, len(sentence), sentence, marks, 0.5, "rules")
    graph.add_edge(Edge("urn:s", "urn:p", "introduces", "urn:m", 0.5, 1, (passage,)))
    assert_same(graph, again(graph, name, tmp_path))


@pytest.mark.parametrize("suffix", sorted(RESTORERS))
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[1, 2]",
        b"null",
        b"\xff\xfe",
        b"<a> <b>",
        b'{"graph": {"base": 1}, "nodes": 3}',
        b"SQLite format 3\x00" + b"x" * 90,
    ],
    ids=["empty", "cut", "list", "null", "encoding", "triple", "types", "sqlite"],
)
def test_damaged_files_are_one_line(suffix: str, data: bytes, tmp_path: Path) -> None:
    """No traceback: what is wrong, and how to mend it."""
    file = tmp_path / f"graph{suffix}"
    file.write_bytes(data)
    with pytest.raises(SourceError, match=r"graph\.\w+ is") as raised:
        restore(file)
    assert "\n" not in str(raised.value).strip()


def test_truncated_files(tmp_path: Path) -> None:
    """A file that was cut off gives no half graph."""
    for name in (*KEEPERS, "ttl", "jsonld"):
        file = export(built(), tmp_path / f"graph.{name}")
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        with pytest.raises(SourceError):
            restore(file)


@pytest.mark.parametrize("name", ["graphml", "gexf", "html", "cyjs", "dot"])
def test_formats_that_keep_less_say_so(name: str, tmp_path: Path) -> None:
    """One sentence of each edge is not the graph."""
    with pytest.raises(SourceError, match="only part"):
        restore(export(built(), tmp_path / f"graph.{name}"))


def test_every_restorer_has_an_exporter() -> None:
    """What is read is written."""
    assert {suffix.removeprefix(".") for suffix in RESTORERS} <= set(EXPORTERS)
