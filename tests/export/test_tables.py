"""The tables behind the flat formats: one type a column, nothing lost, the surest sentence."""

from collections.abc import Iterable
from typing import Any

import graphs
import pytest

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node, Scalar
from kgbuild.export.frames import ROWS, Frame, edge_frames, node_frames
from kgbuild.export.tables import EDGE_COLUMNS, node_columns, phrase
from kgbuild.identifiers import Identifiers


def rows(frames: Iterable[Frame]) -> list[tuple[Any, ...]]:
    """Return the cells of each row."""
    return [row for frame in frames for row in zip(*frame.cells, strict=True)]


def node_rows(graph: KnowledgeGraph) -> list[tuple[Any, ...]]:
    """Return the cells of each node."""
    return rows(node_frames(graph, node_columns(graph)))


def edge_rows(graph: KnowledgeGraph) -> list[dict[str, Any]]:
    """Return the cells of each edge by column."""
    names = [column.name for column in EDGE_COLUMNS]
    return [dict(zip(names, row, strict=True)) for row in rows(edge_frames(graph))]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2], "int"),
        ([1, 2**40], "long"),
        ([1, 2**80], "string"),
        ([1, 0.5], "double"),
        ([2**40, 0.5], "string"),
        ([True, False], "boolean"),
        ([True, 1], "string"),
        (["a", 1], "string"),
        ([1, "a", 0.5], "string"),
    ],
)
def test_a_column_takes_the_narrowest_type_that_fits(values: list[Scalar], expected: str) -> None:
    """Mixed values share one type that loses none of them."""
    graph = KnowledgeGraph()
    for number, value in enumerate(values):
        graph.add_node(Node(f"urn:{number}", "Result", "r", details=(("thing", value),)))
    assert {column.name: column.type for column in node_columns(graph)}["thing"] == expected


@pytest.mark.parametrize("graph", [graphs.tiny(), graphs.hostile(), graphs.corpus(40)])
def test_rows_fit_their_columns(graph: KnowledgeGraph) -> None:
    """Every row has a cell for each column, and columns have different names."""
    columns = node_columns(graph)
    assert len({column.name for column in columns}) == len(columns)
    assert {len(cells) for cells in node_rows(graph)} == {len(columns)}
    assert {len(cells) for cells in rows(edge_frames(graph))} == {len(EDGE_COLUMNS)}


def test_details_that_readers_would_mistake_are_renamed() -> None:
    """A detail named like a field or a look keeps its value under another name."""
    graph = KnowledgeGraph()
    details = (("detail_x", 1), ("id", "a"), ("label", "b"), ("paper_id", "c"), ("x", 2))
    graph.add_node(Node("urn:p", "Paper", "p", details=details))
    names = [column.name for column in node_columns(graph)]
    (cells,) = node_rows(graph)
    row = dict(zip(names, cells, strict=True))
    assert (row["label"], row["paper_id"], row["detail_label"], row["detail_x"]) == ("p", "a", "b", 2)
    assert sorted(map(str, cells[11:])) == ["1", "2", "a", "b", "c"]


def test_counts_are_the_graphs() -> None:
    """One row a node, one row an edge, parallel ones included."""
    graph = graphs.parallel()
    assert len(list(node_rows(graph))) == graph.nx.number_of_nodes()
    assert len(list(edge_rows(graph))) == graph.nx.number_of_edges()


def test_the_first_of_equally_sure_sentences() -> None:
    """Where two papers are as sure, the order of the passages decides, so that the choice is stable."""
    graph = graphs.tiny()
    second = graphs.passage(graphs.BERT_PAPER, "ELMo again.", start=9)
    first = graphs.passage(graphs.BERT_PAPER, "ELMo first.", start=2)
    graph.add_edge(graphs.edge(graphs.BERT, "basedOn", graphs.ELMO, second, first))
    assert "ELMo first." in [row["evidence"] for row in edge_rows(graph) if row["predicate"] == "basedOn"]


def test_frames_are_small_and_whole() -> None:
    """A table of many rows comes in frames, in order, and no row is lost between two."""
    graph = graphs.corpus(1500)
    frames = list(edge_frames(graph))
    assert len(frames) > 1
    assert all(len(frame.ids) < 2 * ROWS for frame in frames)
    ends = [ends for frame in frames for ends in zip(frame.sources, frame.cells[2], frame.targets, strict=True)]
    assert ends == [(edge.source, edge.predicate, edge.target) for edge in graph.edges()]


@pytest.mark.parametrize(
    ("years", "expected"),
    [((2019, 2018), 2018), ((None, 2020), 2020), ((None, None), 2017)],
)
def test_an_edge_is_there_since_a_paper_states_it(years: tuple[int | None, ...], expected: int) -> None:
    """The earliest paper counts; without any year the ends do, the later of them."""
    graph, ids = KnowledgeGraph(), Identifiers()
    papers = [ids.paper(str(number)) for number in range(len(years))]
    for paper, year in zip(papers, years, strict=True):
        graph.add_node(Node(paper, "Paper", "p", first_year=year, last_year=year))
    graph.add_node(Node(graphs.BERT, "Model", "BERT", first_year=2017))
    graph.add_node(Node(graphs.ELMO, "Model", "ELMo", first_year=2016))
    graph.add_edge(graphs.edge(graphs.BERT, "basedOn", graphs.ELMO, *(graphs.passage(paper, "x") for paper in papers)))
    graph.add_edge(Edge("urn:derived", graphs.BERT, "variantOf", graphs.ELMO, 1.0))
    assert {row["predicate"]: row["first_year"] for row in edge_rows(graph)} == {"basedOn": expected, "variantOf": 2017}


@pytest.mark.parametrize(
    ("predicate", "words"), [("introduces", "introduces"), ("hasCode", "has code"), ("usesBaseModel", "uses base model")]
)
def test_phrase(predicate: str, words: str) -> None:
    """Camel case is spelled out."""
    assert phrase(predicate) == words
