"""kgbuild's own JSON Lines."""

import io
import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.models import Origin, Paper, Reject
from kgbuild.sources.cleaning import clean_text, one_line
from kgbuild.sources.jsonl import read, sniff
from kgbuild.sources.source import Source

LINES = st.text(max_size=30).map(one_line)
TITLES = LINES.filter(bool)
ARXIV_IDS = st.from_regex(r"\d{4}\.\d{5}", fullmatch=True).map(lambda text: text)
NAMES = st.lists(st.text(st.characters(exclude_characters=";,", codec="utf-8"), max_size=9).map(one_line).filter(bool), max_size=3)


def records(text: str | bytes) -> list[Paper | Reject]:
    """Read JSON Lines."""
    data = text.encode() if isinstance(text, str) else text
    return list(read(Source("a.jsonl", lambda: io.BytesIO(data))))


@given(
    st.builds(
        Paper,
        id=LINES,
        title=TITLES,
        abstract=st.text().map(clean_text).map(lambda text: text if text.strip() else ""),
        year=st.none() | st.integers(1000, 2999),
        authors=NAMES.map(tuple),
        venue=st.none() | TITLES,
        url=st.none() | TITLES.map("https://example.org/".__add__),
        doi=st.none() | st.just("10.1234/aBc.5"),
        arxiv_id=st.none() | ARXIV_IDS,
        categories=NAMES.map(tuple),
    )
)
def test_papers_survive_the_round_trip(paper: Paper) -> None:
    """A paper written as a line is read back equal, with the line as its only source."""
    (again,) = records(paper.model_dump_json() + "\n")
    assert again == paper.model_copy(update={"sources": (Origin(file="a.jsonl", line=1),)})


@given(st.binary(max_size=300), st.lists(st.text(max_size=40), max_size=5))
def test_any_bytes_give_papers_or_rejects_and_no_error(data: bytes, lines: list[str]) -> None:
    """Whatever the lines hold, each that is not blank gives one record, in order."""
    found = records(data.lstrip(b"\xff\xfe\x00\x1f\x8bBZh\xfd(") + "\n".join(lines).encode())
    places = [record.sources[0].line if isinstance(record, Paper) else record.line for record in found]
    assert all(first < second for first, second in pairwise(places))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON: Expecting property name enclosed in double quotes at column 2"),
        ("[1]", "not a JSON object"),
        ('"BERT"', "not a JSON object"),
        ("[" * 100_000, "not JSON that can be read: a number too long or brackets too deep"),
        ('{"title": "T", "year": ' + "9" * 5000 + "}", "not JSON that can be read: a number too long or brackets too deep"),
        ('{"abstract": "no title"}', "no title"),
        ('{"title": "T", "abstract": "cut o', "not JSON: Unterminated string starting at at column 28"),
    ],
)
def test_each_reject_names_line_and_reason(line: str, reason: str) -> None:
    """A bad line is named; the good ones around it are read."""
    good = '{"title": "Good", "abstract": "A"}'
    first, bad, last = records(f"{good}\n\n{line}\n{good}\n")
    assert bad == Reject(file="a.jsonl", line=3, reason=reason)
    assert isinstance(first, Paper)
    assert isinstance(last, Paper)


def test_wrong_bytes_spoil_their_line_only() -> None:
    """A line that is no UTF-8 is rejected, the next one read."""
    bad, good = records('{"title": "caf\u00e9"}\n'.encode("latin-1") + b'{"title": "Good"}\n')
    assert bad == Reject(file="a.jsonl", line=1, reason="byte 0xE9 is not UTF-8: convert the file to UTF-8")
    assert isinstance(good, Paper)


def test_control_characters_are_cleaned_and_offsets_hold() -> None:
    """NUL, escaped lone surrogates and raw tabs leave a text that every output can hold, of the same length."""
    abstract = "a\x00b \ud800 c\td"
    (paper,) = records(json.dumps({"title": "x\x00\ud800y\n z", "abstract": abstract}) + "\n")
    assert isinstance(paper, Paper)
    assert (paper.title, paper.abstract) == ("x �y z", "a b � c\td")
    assert len(paper.abstract) == len(abstract)
    paper.model_dump_json().encode()


def test_a_very_long_abstract() -> None:
    """An abstract of 10 MB is a paper like any other."""
    (paper,) = records(json.dumps({"title": "Long", "abstract": "word " * 2_000_000}))
    assert isinstance(paper, Paper)
    assert len(paper.abstract) == 10_000_000


def test_sniffing_looks_at_the_content() -> None:
    """Objects with a title are papers, even cut off; extractions, arrays and prose are not."""
    assert sniff('{"id": 1}\n{"title": "T"}\n{"ti')
    assert sniff('{"id": "x", "abstract": "' + "long " * 20_000)
    assert not sniff('{"paper": {"title": "T"}}\n{"paper": {"title": "U"}, "cla')
    assert not sniff('[\n  {"title": "T"}\n]')
    assert not sniff('# Notes\n{"title": "T"}\n')
    assert not sniff("")
