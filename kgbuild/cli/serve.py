"""`kgbuild serve`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.cli.paths import NamedPath
from kgbuild.errors import KgbuildError

if TYPE_CHECKING:
    from kgbuild.serve.pool import Pool

_MEGABYTE = 1 << 20


@click.command(
    epilog="""\b
Examples:
  kgbuild serve demo
  kgbuild serve demo --port 0 --timeout 10
  kgbuild serve graph.ttl.gz --cors https://example.org
  curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT * { ?p kg:usesBaseModel model:bert }' http://127.0.0.1:8000/sparql"""
)
@click.argument("graph", type=NamedPath())
@click.option("--host", default="127.0.0.1", show_default=True, help="Interface to listen on; 0.0.0.0 lets other machines in.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 for any that is free.")
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A host name to answer to besides localhost, as behind a proxy."
)
@click.option("--cors", "origins", multiple=True, metavar="ORIGIN", help="A site whose pages may read answers, or '*'.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Seconds that one query may take.")
@click.option("--memory", type=click.IntRange(min=64), default=1024, show_default=True, help="MiB that one query may take.")
@click.option("--answer", type=click.IntRange(min=1), default=256, show_default=True, help="MiB of the longest answer.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=None,
    show_default="one for each core, at least 2",
    help="Queries at the same time.",
)
def serve(
    graph: Path,
    host: str,
    port: int,
    names: tuple[str, ...],
    origins: tuple[str, ...],
    timeout: float,
    memory: int,
    answer: int,
    workers: int | None,
) -> None:
    """Serve a graph: pages, SPARQL endpoint, query editor, JSON API.

    GRAPH is a graph directory or an RDF file. All of it is read-only. Only this machine is let in unless --host says otherwise.
    Ctrl-C ends it.
    """
    import asyncio  # noqa: PLC0415 - `--help` needs no server

    from kgbuild.serve.limits import Limits  # noqa: PLC0415 - as above

    try:
        from kgbuild.serve.server import Settings, serve  # noqa: PLC0415 - as above
    except ModuleNotFoundError as error:
        raise KgbuildError(f"serving needs {(error.name or '').partition('.')[0]}: pip install 'kgbuild[serve]'") from None
    limits = Limits(
        seconds=timeout, memory=memory * _MEGABYTE, answer=answer * _MEGABYTE, **({"workers": workers} if workers else {})
    )
    settings = Settings(host, port, names, origins, limits)
    try:
        asyncio.run(serve(graph, settings, _say))
    except KeyboardInterrupt:  # raised again by uvicorn when it has ended in order
        click.echo("stopped", err=True)


def _say(address: str, pool: "Pool") -> None:
    click.echo(f"serving {pool.about['triples']:,} triples; Ctrl-C ends it", err=True)
    click.echo(f"  explorer  {address}/\n  queries   {address}/query\n  SPARQL    {address}/sparql\n  API       {address}/api")
