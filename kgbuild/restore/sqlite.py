"""Reads the SQLite database that `kgbuild.export.sqlite` writes."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kgbuild.assemble.graph import KnowledgeGraph, Passage
from kgbuild.errors import SourceError
from kgbuild.restore import fields

_NODE = ("iri", "type", "label", "aliases", "concept", "support", "first_year", "last_year", "details")
_EDGE = ("id", "source", "predicate", "target", "confidence", "support", "derived_from", "rank", "rule")
_PASSAGE = ("edge", "paper", "field", "start", "end", "text", "marks", "confidence", "extractor")


def read_sqlite(path: Path) -> KnowledgeGraph:
    """Return the graph of a database.

    Args:
        path: The file; it is opened read-only.

    Raises:
        SourceError: If kgbuild did not write it, or it is damaged.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "graph.sqlite"
        >>> sqlite3.connect(file).close()
        >>> read_sqlite(file)
        Traceback (most recent call last):
            ...
        kgbuild.errors.SourceError: ...graph.sqlite is no database of kgbuild (no such table: about): export the graph anew
    """
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)) as database:
            return _graph(database)
    except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
        raise SourceError(f"{path} is no database of kgbuild ({error}): export the graph anew") from None


def _graph(database: sqlite3.Connection) -> KnowledgeGraph:
    graph = fields.empty_graph({key: json.loads(value) for key, value in database.execute("SELECT key, value FROM about")})
    for row in _rows(database, "nodes", _NODE):
        row["aliases"], row["details"] = json.loads(row["aliases"]), json.loads(row["details"])
        graph.add_node(fields.node(row.pop("iri"), row))
    evidence: defaultdict[str, list[Passage]] = defaultdict(list)
    for row in _rows(database, "evidence", _PASSAGE):
        row["marks"] = json.loads(row["marks"])
        evidence[row.pop("edge")].append(fields.passage(row))
    for row in _rows(database, "edges", _EDGE):
        row["derived_from"] = json.loads(row["derived_from"])
        graph.add_edge(fields.edge(row, evidence.get(row["id"], ())))
    return graph


def _rows(database: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    names = ", ".join(f'"{name}"' for name in columns)
    for row in database.execute(f"SELECT {names} FROM {table} ORDER BY rowid"):  # noqa: S608 - our own names
        yield dict(zip(columns, row, strict=True))
