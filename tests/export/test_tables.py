"""The tables behind the flat formats: one type a column, nothing lost, the surest sentence."""

import graphs
import pytest

from kgbuild.assemble.graph import KnowledgeGraph, Node, Scalar
from kgbuild.export.tables import EDGE_COLUMNS, edge_rows, node_columns, node_rows, phrase


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
    assert {len(cells) for _, _, cells in node_rows(graph)} == {len(columns)}
    assert {len(cells) for _, cells in edge_rows(graph)} == {len(EDGE_COLUMNS)}


def test_details_that_readers_would_mistake_are_renamed() -> None:
    """A detail named like a field or a look keeps its value under another name."""
    graph = KnowledgeGraph()
    details = (("detail_x", 1), ("id", "a"), ("label", "b"), ("paper_id", "c"), ("x", 2))
    graph.add_node(Node("urn:p", "Paper", "p", details=details))
    names = [column.name for column in node_columns(graph)]
    ((_, _, cells),) = node_rows(graph)
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
    cells = next(cells for edge, cells in edge_rows(graph) if edge.predicate == "basedOn")
    assert "ELMo first." in cells


@pytest.mark.parametrize(
    ("predicate", "words"), [("introduces", "introduces"), ("hasCode", "has code"), ("usesBaseModel", "uses base model")]
)
def test_phrase(predicate: str, words: str) -> None:
    """Camel case is spelled out."""
    assert phrase(predicate) == words
