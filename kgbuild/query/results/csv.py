"""SPARQL 1.1 Query Results CSV (W3C Recommendation, 2013): values as plain text."""

import csv
import io
from typing import BinaryIO

import pyoxigraph as ox

from kgbuild.query.evaluate import Rows, Term

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMERIC = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "double", "float", "duration", "dayTimeDuration")
)


def write_csv(found: Rows, stream: BinaryIO) -> None:
    r"""Write rows as CSV.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, the only departure from the standard: titles
    and abstracts are other people's text. TSV and JSON keep every value as it is.

    Args:
        found: It is read up.
        stream: Where to; it stays open.

    Example:
        >>> stream = io.BytesIO()
        >>> write_csv(Rows(("n", "text"), iter([(ox.Literal(-1), ox.Literal("=1+1"))])), stream)
        >>> stream.getvalue()
        b"n,text\r\n-1,'=1+1\r\n"
    """
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(found.columns)
    for row in found.rows:
        writer.writerow(map(_cell, row))
    text.detach()


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return term.value
    if not isinstance(term, ox.Literal):
        return str(term)
    return f"'{term.value}" if term.value.startswith(_FORMULA) and term.datatype.value not in _NUMERIC else term.value
