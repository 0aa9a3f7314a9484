"""Writers of knowledge graphs: one module a format, found by name or by a file's suffix."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from kgbuild.errors import ExportError
from kgbuild.files import atomic_write

if TYPE_CHECKING:
    from kgbuild.assemble.graph import KnowledgeGraph

Writer: TypeAlias = "Callable[[KnowledgeGraph, BinaryIO], None]"
Member: TypeAlias = tuple[str, Callable[[BinaryIO], None]]
"""A file's name, folders parted by slashes, and what writes it."""

Members: TypeAlias = "Callable[..., Iterable[Member]]"
"""Takes a graph, and what options the format has."""


@dataclass(frozen=True)
class Exporter:
    """A format that graphs are written in.

    A format of several files is written into a folder, or as one zip where the path ends in `.zip`.

    Attributes:
        name: What the user calls it, and the suffix of its files without the dot.
        description: What opens it, in a few words.
        location: `module:function` of its `Writer`, or of what names its `Members`; imported when first used.
        by_default: Whether `kgbuild build` writes it if the user names no formats.
        several: Whether it has several files.
        fixed_name: The name that the file must have, if its readers ask for one: it describes the folder that it is in.
        projects: Whether it can hold a projection, which has no evidence and no words of the ontology.
        spreadsheet: Whether spreadsheets open it, so that no cell may start a formula.
    """

    name: str
    description: str
    location: str
    by_default: bool = False
    several: bool = False
    fixed_name: str = ""
    projects: bool = False
    spreadsheet: bool = False

    @property
    def filename(self) -> str:
        """The file's name inside a graph directory."""
        return self.fixed_name or f"graph.{self.name}{'.zip' if self.several else ''}"

    def writer(self, **options: object) -> Writer:
        """Import and return the function that writes this format; one of several files as a zip.

        Args:
            options: Those of the format: `raw` for a spreadsheet, to leave cells as they are; `folder` for what describes one.
        """
        if self.several:
            return partial(_write_zip, partial(self.members(), **options))
        return partial(self._function(), **options) if options else self._function()

    def members(self) -> Members:
        """Import and return the function that names the files of a format of several, each with what writes it."""
        return self._function()

    def _function(self) -> Callable[..., Any]:
        module, _, function = self.location.partition(":")
        return getattr(import_module(module), function)  # type: ignore[no-any-return]  # checked by the tests


def _write_zip(members: Members, graph: "KnowledgeGraph", stream: BinaryIO) -> None:
    from kgbuild.export.bundle import write_zip  # noqa: PLC0415 - only formats of several files need zips

    write_zip(members(graph), stream)


EXPORTERS = {
    exporter.name: exporter
    for exporter in (
        Exporter("ttl", "RDF as Turtle, for triple stores and SPARQL", "kgbuild.export.turtle:write_turtle", by_default=True),
        Exporter(
            "graphml",
            "GraphML, for Gephi, igraph, yEd and networkx",
            "kgbuild.export.graphml:write_graphml",
            by_default=True,
            projects=True,
        ),
        Exporter(
            "gexf",
            "GEXF with a timeline, for Gephi and Gephi Lite",
            "kgbuild.export.gexf:write_gexf",
            by_default=True,
            projects=True,
        ),
        Exporter("html", "an interactive page, for any browser, offline", "kgbuild.export.html:write_html", by_default=True),
        Exporter("nt", "RDF as sorted N-Triples, for diff, pipes and bulk loaders", "kgbuild.export.ntriples:write_ntriples"),
        Exporter("jsonld", "RDF as JSON-LD, for programs that read JSON", "kgbuild.export.jsonld:write_jsonld"),
        Exporter("trig", "RDF as TriG, with a named graph for each paper", "kgbuild.export.trig:write_trig"),
        Exporter(
            "ttl12", "RDF 1.2 as Turtle, each edge with its statement as annotation", "kgbuild.export.turtle12:write_turtle12"
        ),
        Exporter("json", "node-link JSON, for networkx and D3; keeps everything", "kgbuild.export.node_link:write_node_link"),
        Exporter(
            "cyjs",
            "Cytoscape JSON, for Cytoscape and Cytoscape.js",
            "kgbuild.export.cytoscape:write_cytoscape",
            projects=True,
        ),
        Exporter("dot", "DOT, for Graphviz", "kgbuild.export.dot:write_dot", projects=True),
        Exporter(
            "csv",
            "nodes.csv and edges.csv, for spreadsheets, pandas and R",
            "kgbuild.export.comma_separated:csv_files",
            several=True,
            projects=True,
            spreadsheet=True,
        ),
        Exporter(
            "neo4j", "CSV files and the command that imports them into Neo4j", "kgbuild.export.neo4j:neo4j_files", several=True
        ),
        Exporter(
            "parquet",
            "nodes, edges and evidence as Parquet, for DuckDB, pandas and Spark",
            "kgbuild.export.parquet:parquet_files",
            several=True,
        ),
        Exporter(
            "sqlite", "SQLite with full-text search, for SQL and Datasette; keeps everything", "kgbuild.export.sqlite:write_sqlite"
        ),
        Exporter(
            "obsidian",
            "linked Markdown notes, one a paper and entity, for Obsidian",
            "kgbuild.export.obsidian:obsidian_files",
            several=True,
        ),
        Exporter(
            "rocrate",
            "RO-Crate metadata of a graph directory, for archives and repositories",
            "kgbuild.export.ro_crate:write_ro_crate",
            fixed_name="ro-crate-metadata.json",
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


def exporter_for(path: Path) -> Exporter:
    """Return the exporter of a file's format, by its name.

    Args:
        path: A file such as `graph.ttl`, `graph.csv.zip` or `ro-crate-metadata.json`.

    Raises:
        ExportError: If its suffix is no format that kgbuild writes.

    Example:
        >>> exporter_for(Path("demo.csv.zip")).name
        'csv'
    """
    fixed = next((exporter for exporter in EXPORTERS.values() if exporter.fixed_name == path.name), None)
    return fixed or exporter_named(path.with_suffix("").suffix if path.suffix == ".zip" else path.suffix)


def export(graph: "KnowledgeGraph", path: str | Path, format_: str | None = None, **options: object) -> Path:
    """Write a graph to a file, or a folder if its format has several, in the format that the suffix names.

    Args:
        graph: What to write.
        path: Where to; each file appears whole or not at all.
        format_: The format's name, if the suffix does not tell.
        options: Those of `Exporter.writer`.

    Returns:
        The path.

    Raises:
        ExportError: If there is no such format, or it cannot be written there.

    Example:
        >>> import tempfile
        >>> from kgbuild.assemble.graph import KnowledgeGraph, Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> export(graph, Path(tempfile.mkdtemp()) / "graph.ttl").stat().st_size > 0
        True
    """
    path = Path(path)
    exporter = exporter_named(format_) if format_ else exporter_for(path)
    if exporter.several and path.suffix != ".zip":
        from kgbuild.export.bundle import write_folder  # noqa: PLC0415 - only formats of several files need folders

        if path.suffix == f".{exporter.name}" and not path.is_dir():
            raise ExportError(f"{exporter.name} has several files: name a folder (with --format {exporter.name}) or {path}.zip")
        write_folder(exporter.members()(graph, **options), path)
        return path
    if exporter.fixed_name:
        options["folder"] = path.parent
    with atomic_write(path) as stream:
        exporter.writer(**options)(graph, stream)
    return path
