"""What the commands share on the terminal: progress, tables, and output to a file or `-`."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import BinaryIO, TypeVar

import click

from kgbuild.files import atomic_write

Item = TypeVar("Item")

_SECONDS_BETWEEN_LINES = 10.0


def progress(items: Iterable[Item], total: int, what: str, unit: str = "papers") -> Iterator[Item]:
    """Pass items on while standard error shows how far we are: a bar with a rate on a terminal, plain lines when piped.

    Args:
        items: What is worked through.
        total: How many there are.
        what: A verb in its -ing form for the label, such as `extracting`.
        unit: What is counted.
    """
    if sys.stderr.isatty():
        yield from _bar(items, total, what)
    else:
        yield from _lines(items, total, what, unit)


def _bar(items: Iterable[Item], total: int, what: str) -> Iterator[Item]:
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - as above

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bars:
        task = bars.add_task(what, total=total, rate="")
        start = monotonic()
        for done, item in enumerate(items, 1):
            yield item
            bars.update(task, completed=done, rate=_rate(done, start))


def _lines(items: Iterable[Item], total: int, what: str, unit: str) -> Iterator[Item]:
    start = said = monotonic()
    done = 0
    for done, item in enumerate(items, 1):
        yield item
        if monotonic() - said >= _SECONDS_BETWEEN_LINES:
            said = monotonic()
            click.echo(f"{what}: {done:,} of {total:,} {unit}, {_rate(done, start)}", err=True)
    click.echo(f"{what}: {done:,} of {total:,} {unit}, {_rate(done, start)}", err=True)


def _rate(done: int, start: float) -> str:
    return f"{done / max(monotonic() - start, 1e-3):,.0f}/s"


def columns(rows: Iterable[Sequence[object]], *, indent: int = 2) -> Iterator[str]:
    """Yield rows as aligned text: numbers to the right, all else to the left.

    Args:
        rows: Equally long rows.
        indent: Spaces before the first column.

    Example:
        >>> list(columns([("Model", 12), ("Task", 3)]))
        ['  Model  12', '  Task    3']
    """
    values = list(rows)
    table = [[f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in values]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row, cells in zip(values, table, strict=True):
        padded = (
            text.rjust(width) if isinstance(cell, int) else text.ljust(width)
            for cell, text, width in zip(row, cells, widths, strict=True)
        )
        yield (" " * indent + "  ".join(padded)).rstrip()


@contextmanager
def output(path: str) -> Iterator[BinaryIO]:
    """Open a file that appears whole or not at all, or standard output for `-`."""
    if path == "-":
        stream = sys.stdout.buffer
        yield stream
        stream.flush()
    else:
        with atomic_write(Path(path)) as stream:
            yield stream
