"""`kgbuild import`."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.cli.paths import NamedPath
from kgbuild.export import DEFAULT_FORMATS, EXPORTERS, Exporter, export, exporter_named

if TYPE_CHECKING:
    from kgbuild.assemble.graph import KnowledgeGraph
    from kgbuild.manifest import Manifest


@click.command(
    epilog="""\b
Examples:
  kgbuild import graph.ttl -o demo
  kgbuild import graph.sqlite -o demo --format ttl,csv
  kgbuild import demo -o copy"""
)
@click.argument("source", metavar="GRAPH", type=NamedPath())
@click.option("-o", "--output", required=True, type=NamedPath(), metavar="DIR", help="Folder for the graph; made if need be.")
@click.option(
    "-f",
    "--format",
    "formats",
    default=",".join(DEFAULT_FORMATS),
    show_default=True,
    help=f"Which graph files to write, with commas: {', '.join(EXPORTERS)}.",
)
def import_(source: Path, output: Path, formats: str) -> None:
    """Make a graph directory from a graph that kgbuild wrote.

    GRAPH is a file that keeps a whole graph (Turtle, N-Triples, TriG, JSON-LD, Turtle 1.2, node-link JSON, SQLite) or a graph
    directory. What comes back is the same graph: exported again, it gives the same bytes.
    """
    exporters = [exporter_named(name.strip()) for name in formats.split(",") if name.strip()]
    from kgbuild.directory import read_graph  # noqa: PLC0415 - `--help` needs no graph
    from kgbuild.restore import graph_file  # noqa: PLC0415 - as above

    kept = graph_file(source) if source.is_dir() else None
    graph = read_graph(kept or source)
    _write(graph, source, output, _lasting(exporters, source))
    nodes, edges = graph.size
    click.echo(f"{nodes:,} nodes and {edges:,} edges from {source} in {output}")


def _lasting(exporters: list[Exporter], source: Path) -> list[Exporter]:
    """Return the formats, and one that keeps the whole graph if none of them does."""
    from kgbuild.directory import EXTRACTIONS  # noqa: PLC0415 - as above
    from kgbuild.restore import RESTORERS  # noqa: PLC0415 - as above

    if (source / EXTRACTIONS).is_file() or any(f".{exporter.name}" in RESTORERS for exporter in exporters):
        return exporters
    click.echo("writing graph.json too, for none of these formats keeps the whole graph", err=True)
    return [exporter_named("json"), *exporters]


def _write(graph: "KnowledgeGraph", source: Path, output: Path, exporters: list[Exporter]) -> None:
    from kgbuild.directory import EXTRACTIONS, LEXICON, LINKS, REJECTS, checksums, staged  # noqa: PLC0415 - as above

    manifest = _manifest(graph, source)
    with staged(output) as stage:
        for name in (EXTRACTIONS, LEXICON, LINKS, REJECTS):
            if (source / name).is_file():
                shutil.copyfile(source / name, stage / name)
        for exporter in exporters:
            click.echo(f"writing {exporter.filename}", err=True)
            export(graph, stage / exporter.filename)
        manifest.model_copy(update={"outputs": checksums(stage)}).write(stage)


def _manifest(graph: "KnowledgeGraph", source: Path) -> "Manifest":
    """Return the manifest of the directory that is imported, or what the graph itself tells of its build."""
    import kgbuild  # noqa: PLC0415 - as above
    from kgbuild.manifest import MANIFEST, Manifest, counts, grounded, read_manifest  # noqa: PLC0415 - as above
    from kgbuild.sources import InputFile  # noqa: PLC0415 - as above
    from kgbuild.vocabulary import load_vocabulary  # noqa: PLC0415 - as above

    if (source / MANIFEST).is_file():
        return read_manifest(source)
    nodes, edges = counts(graph)
    made = graph.provenance
    files = made.inputs if made else ()
    return Manifest(
        kgbuild=made.software if made else kgbuild.__version__,
        ontology=load_vocabulary().version,
        extractor="unknown",
        base=graph.base,
        inputs=tuple(InputFile(name=file.name, sha256=file.sha256, records=file.records, reader="", rejected=0) for file in files),
        papers=nodes.get("Paper", 0),
        merged=0,
        rejected=0,
        lookalikes=(),
        nodes=nodes,
        grounded=grounded(graph),
        edges=edges,
        outputs={},
    )
