"""Tables with a header."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.errors import SourceError
from kgbuild.models import Paper, Reject
from kgbuild.sources.delimited import read, sniff
from kgbuild.sources.source import Source


def records(text: str | bytes) -> list[Paper | Reject]:
    """Read a table."""
    data = text.encode() if isinstance(text, str) else text
    return list(read(Source("a.csv", lambda: io.BytesIO(data))))


def test_a_zotero_export() -> None:
    """Columns are known by their usual names in any case; the first filled one of several counts."""
    (paper,) = records(
        '"Key","Publication Year","Author","Title","Publication Title","DOI","Url","Abstract Note","Date"\r\n'
        '"AB12","","One, A.; Two, B.","Larks, and Other Birds","Journal of Wings","10.1234/w","https://example.org",'
        '"We ""sing"".\nLoudly.","2020-03-01"\r\n'
    )
    assert isinstance(paper, Paper)
    assert paper.model_dump(exclude={"sources"}) == {
        "id": "AB12",
        "title": "Larks, and Other Birds",
        "abstract": 'We "sing".\nLoudly.',
        "year": 2020,
        "authors": ("One, A.", "Two, B."),
        "venue": "Journal of Wings",
        "url": "https://example.org",
        "doi": "10.1234/w",
        "arxiv_id": None,
        "categories": (),
    }


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_and_encodings(delimiter: str, encoding: str) -> None:
    """Spreadsheets write commas, semicolons or tabs, in UTF-8 or UTF-16."""
    table = delimiter.join(["TITLE", "Summary", "year"]) + "\n" + delimiter.join(["Bücher", "Über alles.", "1999"]) + "\n"
    (paper,) = records(table.encode(encoding))
    assert isinstance(paper, Paper)
    assert (paper.title, paper.abstract, paper.year) == ("Bücher", "Über alles.", 1999)
    assert sniff(table)


def test_lines_are_those_where_rows_begin() -> None:
    """Blank lines and cells of several lines do not shift the places of records."""
    found = records('\n\ntitle,abstract\n"A","one\ntwo\nthree"\n\n,nothing\n"B",x\n')
    assert [record.sources[0].line if isinstance(record, Paper) else record.line for record in found] == [4, 8, 9]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",only an abstract", "no title"),
        ("A,b,c", "3 cells under a header of 2: put quotes around cells that hold the separator"),
        ('"A"x,b', "not a row of a table: ',' expected after '\"'"),
        ('"A,b', "a quote that opens in this row is never closed: everything below it is lost"),
    ],
)
def test_each_reject_names_line_and_reason(row: str, reason: str) -> None:
    """A bad row is named with its first line."""
    assert Reject(file="a.csv", line=3, reason=reason) in records(f"title,abstract\nGood,one\n{row}\nAlso good,two\n")


def test_an_open_quote_loses_nothing_in_silence() -> None:
    """A quote that is never closed swallows the rows below it, and that is said."""
    good, bad = records('title,abstract\nGood,one\n"Open,two\nLost,three\n')
    assert isinstance(good, Paper)
    assert isinstance(bad, Reject)


def test_wrong_bytes_spoil_their_row_only() -> None:
    """A row that is no UTF-8 is rejected, the next one read."""
    bad, good = records("title,year\ncafé,2000\n".encode("latin-1") + b"tea,2001\n")
    assert bad == Reject(file="a.csv", line=2, reason="byte 0xE9 is not UTF-8: convert the file to UTF-8")
    assert isinstance(good, Paper)


def test_missing_cells_and_empty_ones_at_the_end() -> None:
    """A short row lacks its last fields; empty cells beyond the header do no harm."""
    short, long = records("title,abstract,year\nA\nB,b,2000,,\n")
    assert isinstance(short, Paper)
    assert isinstance(long, Paper)
    assert (short.abstract, short.year, long.year) == ("", None, 2000)


def test_no_title_column() -> None:
    """A table without titles is an error that says how to mend it."""
    with pytest.raises(SourceError, match="has no title column: name one column of its first line 'title'"):
        records("name,year\nA,2000\n")


def test_a_huge_cell_and_the_limit_of_others() -> None:
    """A cell of 10 MB is read, and the csv module's own limit is left as it was."""
    before = csv.field_size_limit()
    (paper,) = records("title,abstract\nLong," + "word " * 2_000_000)
    assert isinstance(paper, Paper)
    assert len(paper.abstract) == 10_000_000
    assert csv.field_size_limit() == before


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp"), exclude_characters="\ufffe\uffff"), max_size=20)


@settings(max_examples=40)
@given(st.lists(st.tuples(CELLS.filter(lambda cell: cell.strip() != ""), CELLS), max_size=5), st.sampled_from(",;\t"))
def test_what_the_csv_module_writes_is_read(rows: list[tuple[str, str]], delimiter: str) -> None:
    """Titles and abstracts come back through any separator, with quotes and separators inside."""
    table = io.StringIO()
    csv.writer(table, delimiter=delimiter).writerows([("title", "abstract"), *rows])
    found = [record for record in records(table.getvalue()) if isinstance(record, Paper)]
    assert [(paper.title, paper.abstract.strip()) for paper in found] == [(" ".join(a.split()), b.strip()) for a, b in rows]


@given(st.text(max_size=200))
def test_any_text_below_a_header_gives_records(text: str) -> None:
    """Whatever stands below the header, reading ends without an error."""
    assert all(isinstance(record, Paper | Reject) for record in records("title,abstract\n" + text))


@pytest.mark.parametrize("head", ["", "title", "Title\n", "a,b,c\n", "The title, and more\n", '{"title": 1, "year": 2}\n'])
def test_other_texts_are_no_tables(head: str) -> None:
    """A header names a title and one more field; a sentence with commas does not."""
    assert not sniff(head)
