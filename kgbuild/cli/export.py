"""`kgbuild export`."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.cli.options import confidence_option, related_option
from kgbuild.cli.paths import NamedPath
from kgbuild.cli.terminal import output
from kgbuild.errors import ExportError
from kgbuild.export import EXPORTERS, Exporter, exporter_for, exporter_named

if TYPE_CHECKING:
    from kgbuild.assemble.graph import KnowledgeGraph


@click.command(
    epilog="""\b
Examples:
  kgbuild export demo demo.gexf
  kgbuild export demo models.gexf --project model-model
  kgbuild export demo tables --format csv
  kgbuild export demo vault --format obsidian
  kgbuild export demo demo/ro-crate-metadata.json
  kgbuild export demo - --format ttl | gzip > demo.ttl.gz"""
)
@click.argument("graph", type=NamedPath())
@click.argument("file")
@click.option(
    "-f", "--format", "format_", type=click.Choice(list(EXPORTERS)), default=None, help="The format; by default the suffix of FILE."
)
@click.option(
    "--project",
    "ends",
    metavar="KIND-KIND",
    default=None,
    help="Only nodes of these kinds, linked by what they share: paper-paper, model-model, model-dataset, …",
)
@confidence_option
@related_option
@click.option("--raw", is_flag=True, help="CSV for programs: cells that look like formulas stay as they are.")
def export(
    graph: Path,
    file: str,
    format_: str | None,
    ends: str | None,
    min_confidence: float,
    related: bool,  # noqa: FBT001 - click gives a flag by name
    raw: bool,  # noqa: FBT001 - click gives a flag by name
) -> None:
    """Write a graph in another format.

    GRAPH is a graph directory, or a file that kgbuild wrote. FILE is the file to write, or `-` for standard output. A format of
    several files (csv, neo4j, parquet, obsidian) is written into the folder FILE, or as one zip if FILE ends in `.zip` or is `-`.
    """
    if format_ is None and not Path(file).suffix:
        raise ExportError(f"no format for {file}: add a suffix or --format, one of {', '.join(EXPORTERS)}")
    exporter = exporter_named(format_) if format_ else exporter_for(Path(file))
    if raw and not exporter.spreadsheet:
        raise ExportError(f"--raw is for csv: {exporter.name} is written as it is anyway")
    if file == "-" and exporter.fixed_name:
        raise ExportError(f"{exporter.name} describes a folder: name the file {exporter.fixed_name} in it")
    _write(_graph(graph, ends, exporter, min_confidence, related=related), file, exporter, {"raw": True} if raw else {})


def _graph(path: Path, ends: str | None, exporter: Exporter, min_confidence: float, *, related: bool) -> "KnowledgeGraph":
    if ends is not None and not exporter.projects:
        able = ", ".join(each.name for each in EXPORTERS.values() if each.projects)
        raise ExportError(f"{exporter.name} has no words for a projection: use one of {able}")
    from kgbuild.directory import read_graph  # noqa: PLC0415 - `--help` needs no graph

    left_out: Counter[str] = Counter()
    graph = read_graph(path, min_confidence=min_confidence, left_out=left_out)
    if min_confidence:
        from kgbuild.cli.summary import left_out_in_words  # noqa: PLC0415 - as above
        from kgbuild.manifest import LeftOut  # noqa: PLC0415 - as above

        click.echo(f"left out {left_out_in_words(LeftOut(below=min_confidence, **left_out))}", err=True)
    if related:
        from kgbuild.assemble.related import relate  # noqa: PLC0415 - as above

        relate(graph)
    if ends is None:
        return graph
    from kgbuild.projection import Ends, project  # noqa: PLC0415 - as above

    kinds = Ends.named(ends)
    return project(graph, kinds)


def _write(graph: "KnowledgeGraph", file: str, exporter: Exporter, options: dict[str, bool]) -> None:
    if file == "-":
        with output(file) as stream:
            exporter.writer(**options)(graph, stream)
        return
    from kgbuild.export import export as write  # noqa: PLC0415 - the command bears the same name

    write(graph, Path(file), exporter.name, **options)
