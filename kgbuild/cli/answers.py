"""What `query` and `ask` share: how an answer is asked for, limited and printed."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kgbuild.errors import QueryError

if TYPE_CHECKING:
    from kgbuild.query.process import Request

Command = TypeVar("Command", bound=Callable[..., Any])

_WORTH_A_LINE = 1_000_000  # bytes of RDF; less is indexed in a blink

FORMATS = ("table", "csv", "tsv", "json", "xml", "parquet", "ttl", "nt")


def answer_options(command: Command) -> Command:
    """Add the options of a command that prints an answer."""
    options = (
        click.option(
            "-f",
            "--format",
            "format_",
            type=click.Choice(FORMATS),
            default="table",
            show_default=True,
            help="How to print the answer.",
        ),
        click.option(
            "--limit", type=click.IntRange(min=1), default=None, help="Stop after so many rows or triples; says if there are more."
        ),
        click.option(
            "--timeout",
            type=click.FloatRange(min=0, min_open=True),
            default=None,
            metavar="SECONDS",
            help="Stop the query after so long.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def print_answer(graph: Path, request: "Request", seconds: float | None) -> None:
    """Print the answer on standard output, and on standard error how many rows there are.

    Args:
        graph: A graph directory or RDF file, or `-` for RDF on standard input.
        request: What is asked.
        seconds: How long the answer may take, if that is limited; the first reading of a graph is not in it.

    Raises:
        QueryError: If there is no answer, or none within the limits.
    """
    from kgbuild.query.memory import fair_share  # noqa: PLC0415 - `--help` needs no store
    from kgbuild.query.process import Worker  # noqa: PLC0415 - the same
    from kgbuild.query.syntax import QuerySyntaxError  # noqa: PLC0415 - the same

    with _rdf(graph) as path:
        _announce(path)
        with Worker(path, memory=fair_share()) as worker:
            try:
                reply = worker.ask(replace(request, width=_terminal_width()), sys.stdout.buffer, seconds)
            except QuerySyntaxError as error:
                click.echo(error.pointer, err=True)
                raise
    sys.stdout.buffer.flush()
    for note in reply.notes:
        click.echo(f"note: {note}", err=True)
    noun = reply.noun if reply.count == 1 else f"{reply.noun}s"
    click.echo(
        f"{reply.count:,} {noun}" + (f"; there are more: --limit {reply.count} kept them back" if reply.more else ""), err=True
    )


def _terminal_width() -> int | None:
    """Return how wide a table may be; None where a file or another program takes it."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


@contextmanager
def _rdf(graph: Path) -> Iterator[Path]:
    """Yield the path of the RDF, with standard input as a file of its own."""
    if str(graph) != "-":
        yield graph
        return
    from kgbuild.query.rdf_files import suffix_of  # noqa: PLC0415 - only for standard input

    with tempfile.TemporaryDirectory() as folder:  # looks like a graph directory, so that its store goes with it
        path = Path(folder) / "graph"
        with path.open("wb") as stream:
            shutil.copyfileobj(sys.stdin.buffer, stream)
        path = path.rename(path.with_suffix(suffix_of(path)))
        try:
            yield Path(folder)
        except QueryError as error:
            raise QueryError(str(error).replace(str(path), "standard input")) from None


def _announce(path: Path) -> None:
    """Say that a graph is asked for the first time, for that takes a while."""
    from kgbuild.query.rdf_files import rdf_file  # noqa: PLC0415 - `--help` needs no store
    from kgbuild.query.store import is_ready  # noqa: PLC0415 - the same

    size = rdf_file(path).stat().st_size
    if size >= _WORTH_A_LINE and not is_ready(path):
        click.echo(f"indexing {rdf_file(path)} ({size / 1e6:,.0f} MB), this once", err=True)
