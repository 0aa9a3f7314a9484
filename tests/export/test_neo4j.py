"""The CSV files keep the rules of `neo4j-admin database import` (Neo4j Operations Manual, CSV file header format)."""

import csv
import io
import re

import graphs
import pytest
from tabular import unpacked

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export.neo4j import relationship_type

TYPES = {"int", "long", "float", "double", "boolean", "byte", "short", "char", "string"}


def table(data: bytes) -> tuple[list[str], list[list[str]]]:
    """Return header and rows."""
    csv.field_size_limit(1_000_000)
    header, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
    return header, rows


@pytest.mark.parametrize("graph", [graphs.tiny(), graphs.hostile(), graphs.parallel()])
def test_headers_and_rows_fit(graph: KnowledgeGraph) -> None:
    """One id, one label column, start, end and type; each property with a type that Neo4j knows, and values of it."""
    files = unpacked(graph, "neo4j")
    node_header, nodes = table(files["nodes.csv"])
    edge_header, edges = table(files["relationships.csv"])
    assert [name for name in node_header if re.search(r":(ID|LABEL)$", name)] == ["id:ID", ":LABEL"]
    assert edge_header[:3] == [":START_ID", ":END_ID", ":TYPE"]
    for header, rows in ((node_header[1:-1], [row[1:-1] for row in nodes]), (edge_header[3:], [row[3:] for row in edges])):
        assert {name.rpartition(":")[2] for name in header} <= TYPES
        assert len({name.rpartition(":")[0] for name in header}) == len(header)
        for name, cells in zip(header, zip(*rows, strict=True), strict=True):
            _check(name.rpartition(":")[2], [cell for cell in cells if cell])
    ids = {row[0] for row in nodes}
    assert len(ids) == len(nodes) == graph.nx.number_of_nodes()
    assert {end for row in edges for end in row[:2]} <= ids
    assert len(edges) == graph.nx.number_of_edges()


def _check(kind: str, cells: list[str]) -> None:
    for cell in cells:
        if kind in {"int", "long"}:
            int(cell)
        elif kind == "double":
            float(cell)
        elif kind == "boolean":
            assert cell in {"true", "false"}


def test_labels_and_types_need_no_quotes_in_cypher() -> None:
    """Classes and relations are plain identifiers; labels are parted by the array delimiter, which none of them holds."""
    files = unpacked(graphs.tiny(), "neo4j")
    labels = {row[-1] for row in table(files["nodes.csv"])[1]}
    assert "Model;Entity" in labels
    assert all(re.fullmatch(r"[A-Za-z]+;Entity", label) for label in labels)
    assert all(re.fullmatch(r"[A-Z]+(_[A-Z]+)*", row[2]) for row in table(files["relationships.csv"])[1])


def test_the_readme_names_the_files() -> None:
    """The command in the README imports what is beside it."""
    files = unpacked(graphs.tiny(), "neo4j")
    for name in ("nodes.csv", "relationships.csv"):
        assert name in files
        assert f"={name}" in files["README.txt"].decode()


@pytest.mark.parametrize(
    ("predicate", "name"), [("introduces", "INTRODUCES"), ("hasCode", "HAS_CODE"), ("onDataset", "ON_DATASET")]
)
def test_relationship_type(predicate: str, name: str) -> None:
    """Capitals and underscores, as Cypher's style guide has them."""
    assert relationship_type(predicate) == name
