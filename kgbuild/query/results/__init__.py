"""Answers as text and files: one module a format, for rows (SELECT), a truth value (ASK) or triples (CONSTRUCT, DESCRIBE)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TypeVar

import pyoxigraph as ox

from kgbuild.errors import QueryError
from kgbuild.identifiers import BASE
from kgbuild.query.evaluate import Rows, Solutions, as_rows
from kgbuild.query.results.csv import write_csv
from kgbuild.query.results.json import write_json
from kgbuild.query.results.parquet import write_parquet
from kgbuild.query.results.rdf import GRAPH_FORMATS, write_triples
from kgbuild.query.results.table import write_table
from kgbuild.query.results.tsv import write_tsv
from kgbuild.query.results.xml import write_xml

__all__ = ["FORMATS", "GRAPH_FORMATS", "RESULT_FORMATS", "Written", "write"]

RESULT_FORMATS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
"""The standard formats of rows and truth values, by name."""

_WRITERS: dict[str, Callable[[Rows, BinaryIO], None]] = {
    "csv": write_csv,
    "tsv": write_tsv,
    "json": write_json,
    "xml": write_xml,
    "parquet": write_parquet,
}
FORMATS = ("table", *_WRITERS, *GRAPH_FORMATS)
"""All formats by name."""


Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Attributes:
        count: How many rows or triples.
        more: Whether there are more, which a limit has kept back.
        noun: What they are: `row` or `triple`.
    """

    count: int
    more: bool
    noun: str = "row"


class _Limited:
    """Passes on up to some number of items, counts them, and notices whether there was one more; it asks for no others."""

    def __init__(self, most: int | None) -> None:
        self.most = most
        self.count = 0
        self.more = False

    def rows(self, found: Rows) -> Rows:
        return Rows(found.columns, self.items(found.rows))

    def items(self, found: Iterator[Item]) -> Iterator[Item]:
        for item in found:
            if self.count == self.most:
                self.more = True
                return
            self.count += 1
            yield item


def write(  # noqa: PLR0913 - the last three by name, each with a plain default
    answer: Solutions | Rows, name: str, stream: BinaryIO, *, base: str = BASE, most: int | None = None, width: int | None = None
) -> Written:
    r"""Write an answer in one of `FORMATS`.

    Args:
        answer: What `run` or `rows` returned; it is read up.
        name: `table` for people; `csv`, `tsv`, `json`, `xml` or `parquet` for rows; `ttl` or `nt` for triples.
        stream: Where to; it stays open.
        base: What `base_of` returned, to shorten IRIs by.
        most: Write at most so many rows or triples.
        width: Columns of the terminal, to shorten the cells of a table by; None to keep them whole.

    Raises:
        QueryError: If the answer has no such format.

    Example:
        >>> import io
        >>> stream = io.BytesIO()
        >>> write(ox.Store().query("SELECT ?x { VALUES ?x { 1 2 3 } }"), "csv", stream, most=2)
        Written(count=2, more=True, noun='row')
        >>> stream.getvalue()
        b'x\r\n1\r\n2\r\n'
    """
    limited = _Limited(most)
    if isinstance(answer, ox.QueryBoolean):
        stream.write(_truth(answer, name))
        return Written(1, more=False)
    if isinstance(answer, ox.QueryTriples) and name != "table":
        if name not in GRAPH_FORMATS:
            raise QueryError(f"CONSTRUCT and DESCRIBE answer with triples, not {name}: use --format {' or '.join(GRAPH_FORMATS)}")
        write_triples(limited.items(answer), stream, name, base)
        return Written(limited.count, limited.more, "triple")
    noun = "triple" if isinstance(answer, ox.QueryTriples) else "row"
    found = limited.rows(answer if isinstance(answer, Rows) else as_rows(answer))
    if name == "table":
        write_table(found, stream, base, width)
    elif name in _WRITERS:
        _WRITERS[name](found, stream)
    else:
        raise QueryError(f"SELECT and ASK answer with rows, not {name}: use --format {' or '.join(('table', *_WRITERS))}")
    return Written(limited.count, limited.more, noun)


def _truth(answer: ox.QueryBoolean, name: str) -> bytes:
    if name == "table":
        return b"yes\n" if answer else b"no\n"
    if name not in RESULT_FORMATS:
        raise QueryError(f"ASK answers with true or false, not {name}: use --format {' or '.join(('table', *RESULT_FORMATS))}")
    return answer.serialize(format=RESULT_FORMATS[name]) or b""
