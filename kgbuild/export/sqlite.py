"""SQLite with a ready schema and full-text search; it keeps everything, so that `kgbuild import` gives back the same graph."""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.measures import measures
from kgbuild.export.frames import sorted_edges
from kgbuild.export.json_text import json_line
from kgbuild.export.node_link import about
from kgbuild.export.style import weight
from kgbuild.export.tables import phrase
from kgbuild.export.xml_text import legal

_SCHEMA = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")


def write_sqlite(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    """Write a graph as an SQLite 3 database: tables of nodes, edges and evidence, views of papers and named edges, indexes of text.

    Datasette and `sqlite3` open it; Datasette offers its search, for the indexes tell which tables they are of. The bytes depend on
    the graph and on the version of SQLite.

    Args:
        graph: What to write; it is not changed.
        stream: Where to; it stays open.

    Example:
        >>> import io
        >>> from kgbuild.assemble.graph import Node
        >>> graph, stream = KnowledgeGraph(), io.BytesIO()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> write_sqlite(graph, stream)
        >>> with closing(sqlite3.connect(":memory:")) as database:
        ...     database.deserialize(stream.getvalue())
        ...     database.execute("SELECT label FROM nodes_text WHERE nodes_text MATCH 'bert'").fetchall()
        [('BERT',)]
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.sqlite"
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;")
            database.executescript(_SCHEMA)
            database.execute("BEGIN")
            _fill(database, graph)
            database.execute("COMMIT")
            database.execute("VACUUM")
        with path.open("rb") as file:
            shutil.copyfileobj(file, stream, 1 << 20)


def _fill(database: sqlite3.Connection, graph: KnowledgeGraph) -> None:
    for key, value in about(graph).items():
        database.execute("INSERT INTO about VALUES (?, ?)", (key, json_line(value)))
    _insert(database, "nodes", _nodes(graph), 13)
    for some in sorted_edges(graph):
        edges = list(zip(*some, strict=True))
        _insert(database, "edges", map(_edge, edges), 11)
        _insert(database, "evidence", _evidence(edges), 9)
    database.execute("INSERT INTO nodes_text (nodes_text) VALUES ('rebuild')")
    database.execute("INSERT INTO evidence_text (evidence_text) VALUES ('rebuild')")


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]], columns: int) -> None:
    database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})", rows)  # noqa: S608 - our own names


def _nodes(graph: KnowledgeGraph) -> Iterator[tuple[Any, ...]]:
    measured, nodes = measures(graph), graph.rows()
    for iri in sorted(nodes):
        row = nodes[iri]
        yield (
            iri,
            row["type"],
            legal(row["label"]),
            json_line(row["aliases"]),
            row["concept"],
            row["support"],
            row["first_year"],
            row["last_year"],
            *measured[iri][:3],
            legal(measured[iri].community_name),
            json_line(dict(row["details"])),
        )


def _edge(edge: tuple[str, str, str, dict[str, Any]]) -> tuple[Any, ...]:
    source, predicate, target, row = edge
    return (
        row["id"],
        source,
        predicate,
        target,
        phrase(predicate),
        weight(row["confidence"], row["support"]),
        row["confidence"],
        row["support"],
        json.dumps(row["derived_from"], separators=(",", ":")),
        row["rank"],
        row["rule"],
    )


def _evidence(edges: Iterable[tuple[str, str, str, dict[str, Any]]]) -> Iterator[tuple[Any, ...]]:
    for *_, row in edges:
        for passage in row["evidence"]:
            yield (
                row["id"],
                passage.paper,
                passage.field,
                passage.start,
                passage.end,
                legal(passage.text),
                json_line(passage.marks),
                passage.confidence,
                passage.extractor,
            )
