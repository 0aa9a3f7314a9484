"""Writers of knowledge graphs: one module a format, found by name or by a file's suffix."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from kgbuild.errors import ExportError
from kgbuild.files import atomic_write

if TYPE_CHECKING:
    from kgbuild.assemble.graph import KnowledgeGraph

Writer: TypeAlias = "Callable[[KnowledgeGraph, BinaryIO], None]"


@dataclass(frozen=True)
class Exporter:
    """A format that graphs are written in.

    Attributes:
        name: What the user calls it, and the suffix of its files without the dot.
        description: What opens it, in a few words.
        location: `module:function` of its `Writer`, imported when first used.
        by_default: Whether `kgbuild build` writes it if the user names no formats.
    """

    name: str
    description: str
    location: str
    by_default: bool = False

    @property
    def filename(self) -> str:
        """The file's name inside a graph directory."""
        return f"graph.{self.name}"

    def writer(self) -> Writer:
        """Import and return the function that writes this format."""
        module, _, function = self.location.partition(":")
        return getattr(import_module(module), function)  # type: ignore[no-any-return]  # checked by the tests


EXPORTERS = {
    exporter.name: exporter
    for exporter in (
        Exporter("ttl", "RDF as Turtle, for triple stores and SPARQL", "kgbuild.export.turtle:write_turtle", by_default=True),
        Exporter(
            "graphml", "GraphML, for Gephi, igraph, yEd and networkx", "kgbuild.export.graphml:write_graphml", by_default=True
        ),
        Exporter("gexf", "GEXF, for Gephi and Gephi Lite", "kgbuild.export.gexf:write_gexf", by_default=True),
        Exporter("html", "an interactive page, for any browser, offline", "kgbuild.export.html:write_html", by_default=True),
        Exporter("nt", "RDF as sorted N-Triples, for diff, pipes and bulk loaders", "kgbuild.export.ntriples:write_ntriples"),
        Exporter("jsonld", "RDF as JSON-LD, for programs that read JSON", "kgbuild.export.jsonld:write_jsonld"),
        Exporter("trig", "RDF as TriG, with a named graph for each paper", "kgbuild.export.trig:write_trig"),
        Exporter(
            "ttl12", "RDF 1.2 as Turtle, each edge with its statement as annotation", "kgbuild.export.turtle12:write_turtle12"
        ),
    )
}

DEFAULT_FORMATS = tuple(name for name, exporter in EXPORTERS.items() if exporter.by_default)
"""What `kgbuild build` writes if the user names no formats."""


def exporter_named(name: str) -> Exporter:
    """Return the exporter with this name.

    Raises:
        ExportError: If there is none; the message lists those that exist.

    Example:
        >>> exporter_named("ttl").filename
        'graph.ttl'
    """
    try:
        return EXPORTERS[name.lower().lstrip(".")]
    except KeyError:
        raise ExportError(f"no format {name!r}: use one of {', '.join(EXPORTERS)}") from None


def export(graph: "KnowledgeGraph", path: str | Path) -> Path:
    """Write a graph to a file in the format that its suffix names.

    Args:
        graph: What to write.
        path: Where to; the file appears whole or not at all.

    Returns:
        The path.

    Raises:
        ExportError: If the suffix is no format that kgbuild writes.

    Example:
        >>> import tempfile
        >>> from kgbuild.assemble.graph import KnowledgeGraph, Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> export(graph, Path(tempfile.mkdtemp()) / "graph.ttl").stat().st_size > 0
        True
    """
    path = Path(path)
    exporter = exporter_named(path.suffix)
    with atomic_write(path) as stream:
        exporter.writer()(graph, stream)
    return path
