"""`kgbuild site`."""

from pathlib import Path

import click

from kgbuild.cli.paths import NamedPath
from kgbuild.cli.terminal import progress
from kgbuild.errors import ExportError


@click.command(
    epilog="""\b
Examples:
  kgbuild site demo -o site
  kgbuild site demo -o docs --title "Language models" --url https://example.github.io/models/"""
)
@click.argument("graph", type=NamedPath())
@click.option("-o", "--output", type=NamedPath(), required=True, metavar="DIR", help="The folder to write.")
@click.option("--title", default="", help="What to call the site; by default how many papers it covers.")
@click.option("--url", default="", help="Where it will stand: for sitemap.xml, canonical links, 404.html.")
def site(graph: Path, output: Path, title: str, url: str) -> None:
    """Write a site of static pages: one for each paper and entity, linked, searchable without a server.

    GRAPH is a graph directory, or a file that `kgbuild extract` wrote. The pages load nothing from outside and have relative links
    only: they open from a folder, and fit GitHub Pages. Each has its data beside it, as Turtle and JSON-LD. The interactive page
    graph.html is copied from the directory, or drawn anew. Files in DIR that are not the site's stay as they are.
    """
    if url and not url.startswith(("https://", "http://")):
        raise ExportError(f"{url!r} is no web address: give --url as https://…")
    from kgbuild.directory import read_graph  # noqa: PLC0415 - `--help` needs no graph
    from kgbuild.site import Settings, Site, write_site  # noqa: PLC0415 - as above

    knowledge = read_graph(graph)
    drawn = graph / "graph.html"
    settings = Settings(title=title, url=url.rstrip("/") + "/" if url else "")
    pages = Site(knowledge, settings, drawn.read_bytes if drawn.is_file() else None)
    count = write_site(pages, output, lambda paths: progress(paths, len(paths), "writing", unit="files"))
    click.echo(f"{count:,} files in {output}")
    click.echo(f"next:\n  open {output / 'index.html'} in a browser")
    if not url:
        click.echo("  or publish the folder; with --url it gets a sitemap.xml too")
