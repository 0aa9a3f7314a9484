"""`kgbuild view`."""

from pathlib import Path

import click

from kgbuild.cli.paths import NamedPath
from kgbuild.cli.terminal import output as opened
from kgbuild.export.neighbourhood import DEPTH
from kgbuild.export.neighbourhood import view as neighbourhood
from kgbuild.export.neighbourhood.selection import MOST


@click.command(
    epilog="""\b
Examples:
  kgbuild view demo BERT
  kgbuild view demo 1810.04805 --depth 1 -o bert.html
  kgbuild view demo model:bert --most 150 -o - > bert.html"""
)
@click.argument("graph", type=NamedPath())
@click.argument("name")
@click.option("--depth", type=click.IntRange(1, 5), default=DEPTH, show_default=True, help="How many steps away to go.")
@click.option("--most", type=click.IntRange(1, 500), default=MOST, show_default=True, help="How many neighbours to draw.")
@click.option(
    "-o", "--output", default="", metavar="FILE", help="The page to write, or - for standard output; by default NAME.html."
)
def view(graph: Path, name: str, depth: int, most: int, output: str) -> None:
    """Draw the neighbourhood of one paper or entity as a page.

    GRAPH is a graph directory, or a file that `kgbuild extract` wrote. NAME is a label or another spelling, in any case; a full
    IRI, or one with a prefix such as model:bert; or the arXiv id of a paper. The page is one file that loads nothing from outside;
    a click on a node or a line shows the sentences behind it.
    """
    from kgbuild.directory import read_graph  # noqa: PLC0415 - `--help` needs no graph
    from kgbuild.identifiers import slug  # noqa: PLC0415 - as above

    found = neighbourhood(read_graph(graph), name, depth=depth, most=most)
    path = output or f"{slug(found.title)}.html"
    with opened(path) as stream:
        stream.write(found.page.encode())
    click.echo(f"{found.title}: {found.summary}", err=True)
    if path != "-":
        click.echo(path)
