"""Tables with a header, split by commas, semicolons or tabs (RFC 4180 quoting): Zotero, Scopus and spreadsheet exports."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain

from kgbuild.errors import SourceError
from kgbuild.models import Paper, Reject
from kgbuild.sources.record import paper_from_record
from kgbuild.sources.source import Source, undecodable

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "paperid", "key", "citationkey", "bibtexkey", "identifier", "eid"),
    "title": ("title", "papertitle", "articletitle", "documenttitle", "displayname", "titles"),
    "abstract": ("abstract", "summary", "abstractnote", "abstracttext", "abstracts", "summaries"),
    "year": ("year", "publicationyear", "pubyear", "date", "publicationdate", "published", "issued"),
    "authors": ("authors", "author", "authornames", "authorfullnames", "creators", "creator"),
    "venue": ("venue", "journal", "conference", "booktitle", "publicationtitle", "sourcetitle", "publication", "containertitle"),
    "url": ("url", "link", "paperurl"),
    "doi": ("doi",),
    "arxiv_id": ("arxivid", "arxiv", "eprint"),
    "categories": ("categories", "category", "keywords", "authorkeywords", "subjects", "subject", "tags", "terms"),
}
"""Names of columns for each field, best first, in lower case and without spaces or signs."""

_DELIMITERS = (",", "\t", ";")
_LARGEST_CELL = 2**31 - 1


def sniff(head: str) -> bool:
    r"""Tell whether the first line is a header that names a title and at least one more field.

    Args:
        head: The beginning of a file.

    Example:
        >>> sniff("Title;Year\nBERT;2018\n"), sniff("title of the page\n")
        (True, False)
    """
    first = next((line for line in head.splitlines() if line.strip()), "")
    fields = _fields(_cells(first, _delimiter(first)))
    return "title" in fields and len(fields) > 1


def read(source: Source) -> Iterator[Paper | Reject]:
    r"""Yield a paper or a reject for each row below the header; the line is the row's first.

    Args:
        source: A table whose header names a title column, in any case and under its usual names.

    Raises:
        SourceError: If there is no title column, or the file cannot be read on.

    Example:
        >>> import io
        >>> source = Source("a.csv", lambda: io.BytesIO(b'Title,Authors,Year\n"Hello, world",A. One; B. Two,2020\n'))
        >>> [(paper.title, paper.authors, paper.year) for paper in read(source)]
        [('Hello, world', ('A. One', 'B. Two'), 2020)]
    """
    lines = source.lines()
    skipped = 0
    for header in lines:
        if header.strip():
            break
        skipped += 1
    else:
        return
    delimiter = _delimiter(header)
    rows = _rows(chain([header], lines), delimiter, skipped)
    names = next(rows)[1]
    fields = _fields(names) if isinstance(names, list) else {}
    if "title" not in fields:
        raise SourceError(f"{source.name!r} has no title column: name one column of its first line 'title'")
    for line, row in rows:
        yield _record(source, line, row, fields, len(names))


def _rows(lines: Iterator[str], delimiter: str, skipped: int) -> Iterator[tuple[int, list[str] | str]]:
    """Yield each row that is not blank with its first line, or the reason why it cannot be read."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = skipped + reader.line_num + 1
        try:
            with _fields_of_any_size():
                row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, _said(error)
            continue
        if any(cell.strip() for cell in row):
            yield line, row


def _said(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return "a quote that opens in this row is never closed: everything below it is lost"
    return f"not a row of a table: {error}"


@contextmanager
def _fields_of_any_size() -> Iterator[None]:
    # The limit is the csv module's own and for the whole process, so it is put back before anyone else can read a table.
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _record(source: Source, line: int, row: list[str] | str, fields: Mapping[str, Sequence[int]], width: int) -> Paper | Reject:
    if isinstance(row, str):
        return source.reject(line, row)
    if reason := undecodable("".join(row)):
        return source.reject(line, reason)
    if any(cell.strip() for cell in row[width:]):
        return source.reject(line, f"{len(row)} cells under a header of {width}: put quotes around cells that hold the separator")
    record = {field: _first_filled(row, columns) for field, columns in fields.items()}
    return paper_from_record(record, source.origin(line))


def _first_filled(row: Sequence[str], columns: Sequence[int]) -> str:
    return next((row[column] for column in columns if column < len(row) and row[column].strip()), "")


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=lambda delimiter: len(_fields(_cells(header, delimiter))))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _fields(header: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Return which columns hold each field, best first."""
    names = [re.sub("[^a-z0-9]", "", cell.casefold()) for cell in header]
    found = {
        field: tuple(column for synonym in synonyms for column, name in enumerate(names) if name == synonym)
        for field, synonyms in COLUMNS.items()
    }
    return {field: columns for field, columns in found.items() if columns}
