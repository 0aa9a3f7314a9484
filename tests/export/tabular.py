"""Foreign readers of the formats that are tables, JSON or DOT: each gives nodes and edges by id, with their attributes."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import networkx as nx
import pandas as pd
import pydot
from foreign import Attributes, Loaded

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export import exporter_named

Rows = list[dict[str, Any]]


def written(graph: KnowledgeGraph, name: str, **options: bool) -> bytes:
    """Return the graph in a format, as bytes; a format of several files as a zip."""
    stream = io.BytesIO()
    exporter_named(name).writer(**options)(graph, stream)
    return stream.getvalue()


def unpacked(graph: KnowledgeGraph, name: str, **options: bool) -> dict[str, bytes]:
    """Return the files of a format of several."""
    with zipfile.ZipFile(io.BytesIO(written(graph, name, **options))) as archive:
        return {member: archive.read(member) for member in archive.namelist()}


def loaded(nodes: Rows, edges: Rows, ids: tuple[str, str, str] = ("id", "source", "target")) -> Loaded:
    """Return rows by id, without the cells that are absent."""
    own, source, target = ids

    def there(row: dict[str, Any]) -> Attributes:
        return {key: value for key, value in row.items() if value is not None and value == value}  # noqa: PLR0124 - NaN

    return Loaded({row[own]: there(row) for row in nodes}, {row[own]: (row[source], row[target], there(row)) for row in edges})


def pandas_reads_csv(graph: KnowledgeGraph, folder: Path, **options: bool) -> Loaded:
    """Read the CSV pair with pandas; the empty text is no missing value."""
    del folder
    files = unpacked(graph, "csv", **options)
    frames = [
        pd.read_csv(io.BytesIO(files[name]), keep_default_na=False, na_values={}, dtype=object, lineterminator=None)
        for name in ("nodes.csv", "edges.csv")
    ]
    numbers = {"weight": float, "confidence": float, "support": int, "first_year": int, "number": float}
    rows = [frame.to_dict("records") for frame in frames]
    for row in (*rows[0], *rows[1]):
        row.update({key: kind(row[key]) for key, kind in numbers.items() if row.get(key) not in {None, ""}})
    return loaded(*rows)


def duckdb_reads_csv(graph: KnowledgeGraph, folder: Path, **options: bool) -> Loaded:
    """Read the CSV pair with DuckDB, which finds the types by itself."""
    files = unpacked(graph, "csv", **options)
    tables = []
    for name in ("nodes.csv", "edges.csv"):
        (folder / name).write_bytes(files[name])
        query = f"SELECT * FROM read_csv('{folder / name}', header = true, strict_mode = true, quote = '\"', escape = '\"', delim = ',', max_line_size = 4000000, all_varchar = {str(graph.nx.number_of_edges() == 0).lower()})"  # noqa: E501, S608
        tables.append(_rows(duckdb.sql(query)))
    return loaded(*tables)


def pandas_reads_parquet(graph: KnowledgeGraph, folder: Path) -> Loaded:
    """Read the Parquet files with pandas."""
    del folder
    files = unpacked(graph, "parquet")
    nodes, edges = (
        pd.read_parquet(io.BytesIO(files[f"{name}.parquet"])).astype(object).to_dict("records") for name in ("nodes", "edges")
    )
    return loaded(nodes, edges)


def duckdb_reads_parquet(graph: KnowledgeGraph, folder: Path) -> Loaded:
    """Read the Parquet files with DuckDB."""
    files = unpacked(graph, "parquet")
    for name in ("nodes", "edges"):
        (folder / f"{name}.parquet").write_bytes(files[f"{name}.parquet"])
    nodes, edges = (_rows(duckdb.sql(f"SELECT * FROM '{folder}/{name}.parquet'")) for name in ("nodes", "edges"))  # noqa: S608
    return loaded(nodes, edges)


def _rows(table: duckdb.DuckDBPyRelation) -> Rows:
    return [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]


def sqlite_reads(graph: KnowledgeGraph, folder: Path) -> Loaded:
    """Read the SQLite database with Python's own module."""
    file = folder / "graph.sqlite"
    file.write_bytes(written(graph, "sqlite"))
    with closing(sqlite3.connect(file)) as database:
        database.row_factory = sqlite3.Row
        nodes = [dict(row) for row in database.execute("SELECT iri AS id, * FROM nodes")]
        edges = [dict(row) for row in database.execute("SELECT * FROM edges")]
    return loaded(nodes, edges)


def networkx_reads_json(graph: KnowledgeGraph, folder: Path) -> Loaded:
    """Read node-link JSON with networkx; the weight is that of the flat formats."""
    del folder
    read = nx.node_link_graph(json.loads(written(graph, "json")), edges="edges")
    assert read.is_multigraph()
    assert read.is_directed()
    edges = {
        data["id"]: (source, target, {**data, "predicate": key, "weight": data["confidence"] or 0.01})
        for source, target, key, data in read.edges(keys=True, data=True)
    }
    return Loaded(dict(read.nodes(data=True)), edges)


def json_reads_cytoscape(graph: KnowledgeGraph, folder: Path) -> Loaded:
    """Read Cytoscape JSON as Cytoscape.js does: elements with data."""
    del folder
    elements = json.loads(written(graph, "cyjs"))["elements"]
    return loaded([each["data"] for each in elements["nodes"]], [each["data"] for each in elements["edges"]])


def pydot_reads(graph: KnowledgeGraph, folder: Path) -> Loaded:
    """Read DOT with pydot, and undo its escapes as Graphviz does."""
    del folder
    (read,) = pydot.graph_from_dot_data(written(graph, "dot").decode()) or ()

    def text(value: str) -> str:
        inner, out, place = value.removeprefix('"').removesuffix('"'), [], 0
        while place < len(inner):
            if inner[place] == "\\":
                place += 1
                out.append("\n" if inner[place] == "n" else inner[place])
            else:
                out.append(inner[place])
            place += 1
        return "".join(out)

    def attributes(item: pydot.Node | pydot.Edge) -> dict[str, Any]:
        found: dict[str, Any] = {text(key): text(value) for key, value in item.get_attributes().items()}
        return {key: float(value) if key in {"weight", "confidence"} else value for key, value in found.items()}

    nodes = {
        text(node.get_name()): attributes(node) for node in read.get_nodes() if node.get_name() not in {"node", "edge", "graph"}
    }
    edges = [(text(edge.get_source()), text(edge.get_destination()), attributes(edge)) for edge in read.get_edges()]
    return Loaded(nodes, {data["id"]: (source, target, data) for source, target, data in edges})


READERS: dict[str, Callable[[KnowledgeGraph, Path], Loaded]] = {
    "csv with pandas": lambda graph, folder: pandas_reads_csv(graph, folder, raw=True),
    "csv with DuckDB": lambda graph, folder: duckdb_reads_csv(graph, folder, raw=True),
    "parquet with pandas": pandas_reads_parquet,
    "parquet with DuckDB": duckdb_reads_parquet,
    "sqlite": sqlite_reads,
    "json with networkx": networkx_reads_json,
    "cyjs": json_reads_cytoscape,
    "dot with pydot": pydot_reads,
}
