"""Reads graphs back from what kgbuild wrote: every RDF format, node-link JSON and SQLite, which keep all that a graph holds."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kgbuild.errors import SourceError

if TYPE_CHECKING:
    from kgbuild.assemble.graph import KnowledgeGraph

_RDF = "kgbuild.restore.rdf:read_rdf"
RESTORERS: Mapping[str, str] = MappingProxyType(
    {
        ".json": "kgbuild.restore.node_link:read_node_link",
        ".sqlite": "kgbuild.restore.sqlite:read_sqlite",
        ".ttl": _RDF,
        ".nt": _RDF,
        ".trig": _RDF,
        ".jsonld": _RDF,
        ".ttl12": _RDF,
    }
)
"""`module:function` of what reads a file, by suffix; of several files of one graph the first is taken."""

PARTIAL = frozenset((".graphml", ".gexf", ".cyjs", ".dot", ".html", ".zip", ".parquet", ".csv"))
"""Formats that keep one sentence of each edge, or none."""


def restore(path: Path) -> "KnowledgeGraph":
    """Return the graph that kgbuild wrote into a file.

    Args:
        path: The file, or a folder with `graph.json`, `graph.sqlite` or RDF.

    Raises:
        SourceError: If it is no such file, is damaged, or keeps less than a graph holds.

    Example:
        >>> import tempfile
        >>> from kgbuild.assemble.graph import KnowledgeGraph, Node
        >>> from kgbuild.restore.node_link import read_node_link
        >>> file = Path(tempfile.mkdtemp()) / "graph.nt"
        >>> _ = file.write_text("<urn:x:model/bert> <urn:p> <urn:o> .")
        >>> restore(file)
        Traceback (most recent call last):
            ...
        kgbuild.errors.SourceError: ...graph.nt is RDF, but no graph of kgbuild: it has no header (a void:Dataset)
    """
    file = graph_file(path) if path.is_dir() else path
    if file is None or not file.is_file():
        raise SourceError(f"no graph in {path}: make one with 'kgbuild build INPUT -o {path}'")
    location = RESTORERS.get(file.suffix)
    if location is None:
        why = "keeps only part of a graph" if file.suffix in PARTIAL else "is no format that kgbuild reads a graph from"
        raise SourceError(f"{file} {why}: use one of {', '.join(RESTORERS)}")
    module, _, function = location.partition(":")
    read: Callable[[Path], KnowledgeGraph] = getattr(import_module(module), function)
    return read(file)


def graph_file(folder: Path) -> Path | None:
    """Return the file of a folder that its graph can be read back from, None if there is none.

    Args:
        folder: A graph directory.

    Example:
        >>> graph_file(Path("nowhere")) is None
        True
    """
    return next((folder / f"graph{suffix}" for suffix in RESTORERS if (folder / f"graph{suffix}").is_file()), None)
