"""Rows as a table for people: short IRIs, numbers to the right, and nothing that could steer a terminal."""

from typing import BinaryIO, NamedTuple

import pyoxigraph as ox

from kgbuild.identifiers import BASE
from kgbuild.namespaces import prefixes
from kgbuild.query.evaluate import Rows, Term

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMERIC = frozenset(_XSD + name for name in ("integer", "decimal", "double", "float", "gYear"))
_NARROWEST = 12  # characters that a shortened cell keeps at least
_GAP = "  "


class _Cell(NamedTuple):
    text: str
    numeric: bool = False


def write_table(found: Rows, stream: BinaryIO, base: str = BASE, width: int | None = None) -> None:
    """Write rows as an aligned table under the names of the columns.

    Args:
        found: It is read up; all of it is in memory once.
        stream: Where to; it stays open.
        base: What `base_of` returned, to shorten IRIs by.
        width: Columns of the terminal: the widest cells are shortened to fit, with an ellipsis. None keeps them whole.

    Example:
        >>> import io
        >>> stream = io.BytesIO()
        >>> write_table(Rows(("x", "n"), iter([(ox.Literal("a"), ox.Literal(1)), (ox.Literal("b"), ox.Literal(12))])), stream)
        >>> print(stream.getvalue().decode())
        x   n
        ─  ──
        a   1
        b  12
        <BLANKLINE>
    """
    body = [[_cell(term, base) for term in row] for row in found.rows]
    numeric = [all(row[place].numeric or not row[place].text for row in body) and bool(body) for place in range(len(found.columns))]
    head = [_Cell(name) for name in found.columns]
    widths = [max(len(row[place].text) for row in [head, *body]) for place in range(len(head))]
    widths = widths if width is None else _fitted(widths, width)
    rules = [_Cell("─" * size) for size in widths]
    for row in [head, rules, *body]:
        cells = (_padded(cell.text, size, right=right) for cell, size, right in zip(row, widths, numeric, strict=True))
        stream.write(_GAP.join(cells).rstrip().encode() + b"\n")


def _cell(term: Term | None, base: str) -> _Cell:
    if term is None:
        return _Cell("")
    if isinstance(term, ox.Literal):
        return _Cell(_visible(term.value), term.datatype.value in _NUMERIC)
    return _Cell(_visible(_short(term.value, base) if isinstance(term, ox.NamedNode) else str(term)))


def _short(iri: str, base: str) -> str:
    for prefix, namespace in prefixes(base).items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _visible(text: str) -> str:
    """Return text on one line, without control characters: what papers say must not steer a terminal."""
    return text if text.isprintable() else "".join(character if character.isprintable() else " " for character in text)


def _fitted(widths: list[int], width: int) -> list[int]:
    """Narrow the widest columns until all fit, as far as columns may be narrowed."""
    spare = width - len(_GAP) * (len(widths) - 1)
    most = max(min(max(widths, default=0), spare), _NARROWEST)
    while most > _NARROWEST and sum(min(size, most) for size in widths) > spare:
        most -= 1
    return [min(size, most) for size in widths]


def _padded(text: str, width: int, *, right: bool) -> str:
    short = text if len(text) <= width else f"{text[: width - 1]}…"
    return short.rjust(width) if right else short.ljust(width)
