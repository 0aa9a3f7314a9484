"""`kgbuild export`."""

from pathlib import Path

import click

from kgbuild.cli.terminal import output
from kgbuild.errors import ExportError
from kgbuild.export import EXPORTERS, exporter_named


@click.command(
    epilog="""\b
Examples:
  kgbuild export demo demo.gexf
  kgbuild export demo - --format ttl | gzip > demo.ttl.gz"""
)
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("file")
@click.option(
    "-f", "--format", "format_", type=click.Choice(list(EXPORTERS)), default=None, help="The format; by default the suffix of FILE."
)
def export(graph: Path, file: str, format_: str | None) -> None:
    """Write a graph in another format.

    GRAPH is a graph directory, or a file that `kgbuild extract` wrote. FILE is the file to write, or `-` for standard output.
    """
    if format_ is None and not Path(file).suffix:
        raise ExportError(f"no format for {file}: add a suffix or --format, one of {', '.join(EXPORTERS)}")
    exporter = exporter_named(format_ or Path(file).suffix)
    from kgbuild.directory import read_graph  # noqa: PLC0415 - `--help` needs no graph

    knowledge = read_graph(graph)
    with output(file) as stream:
        exporter.writer()(knowledge, stream)
