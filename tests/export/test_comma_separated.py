"""CSV that no spreadsheet takes for formulas, and that programs read back."""

import csv
import io

import graphs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tabular import unpacked

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.export.xml_text import legal

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\uff1d1",
    '=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
)


def labelled(label: str) -> KnowledgeGraph:
    """Return one model and a variant of it, whose texts are all the same."""
    graph = KnowledgeGraph()
    graph.add_node(Node("urn:m", "Model", label, aliases=(label,), details=(("abstract", label),)))
    graph.add_edge(graphs.edge("urn:m", "variantOf", "urn:m", graphs.passage("urn:m", label)))
    return graph


def rows(data: bytes) -> list[list[str]]:
    """Read CSV with Python's own module."""
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize("label", FORMULAS)
def test_no_cell_starts_a_formula(label: str) -> None:
    """A text that a spreadsheet would run has an apostrophe before it (OWASP)."""
    for data in unpacked(labelled(label), "csv").values():
        for cell in (cell for row in rows(data)[1:] for cell in row):
            assert not cell.lstrip(" ").startswith(tuple("=+-@\t\r\n\uff1d"))
            assert label.lstrip() not in cell or cell.startswith("'")


@pytest.mark.parametrize("label", FORMULAS)
def test_raw_leaves_texts_as_they_are(label: str) -> None:
    """Programs get the text itself."""
    (_, node) = rows(unpacked(labelled(label), "csv", raw=True)["nodes.csv"])
    assert node[1] == label


def test_numbers_stay_numbers() -> None:
    """A negative number is no formula."""
    graph = KnowledgeGraph()
    graph.add_node(Node("urn:r", "Result", "-1.5", details=(("number", -1.5),)))
    header, row = rows(unpacked(graph, "csv")["nodes.csv"])
    assert row[header.index("number")] == "-1.5"
    assert row[header.index("label")] == "'-1.5"


def test_unknown_and_empty_differ() -> None:
    """What is unknown is an empty cell, what is empty an empty text."""
    graph = KnowledgeGraph()
    graph.add_node(Node("urn:m", "Model", ""))
    line = unpacked(graph, "csv")["nodes.csv"].split(b"\r\n")[1]
    assert line == b'"urn:m","","Model",,,1,,,0,1.0,1,""'


@given(st.text(st.characters()))
def test_any_text_comes_back(label: str) -> None:
    """Quotation marks, commas and line ends are part of the text."""
    (_, row) = rows(unpacked(labelled(label), "csv", raw=True)["nodes.csv"])
    assert row[1] == legal(label)
