"""JSON is read line by line or as documents, and damage costs as little as it can."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import source

from kgbuild.sources.json_records import Damaged, first_record, json_records, parse

RECORDS = st.lists(
    st.dictionaries(st.sampled_from(["id", "title", "x"]), st.integers() | st.text(max_size=5), min_size=1), min_size=1, max_size=6
)


def found(text: str) -> list[tuple[int, object]]:
    """Read the records of a text."""
    return list(json_records(source(text), ("results", "data", "message")))


@given(RECORDS, st.sampled_from([None, 0, 2]))
def test_all_forms_hold_the_same_records(records: list[dict[str, object]], indent: int | None) -> None:
    """Lines, a list, an envelope, a nested envelope and documents in a row give the same records."""
    texts = ["".join(json.dumps(record) + "\n" for record in records)]
    texts += [json.dumps(value, indent=indent) for value in (records, {"results": records}, {"message": {"data": records}, "n": 1})]
    for text in texts:
        assert [record for _, record in found(text)] == records
        assert [record for _, record in found(text + "\n" + text)] == records * 2
        assert all(first <= second for (first, _), (second, _) in pairwise(found(text)))


def test_lines_are_those_of_the_records() -> None:
    """Each record of a document is placed where it begins."""
    assert found('{\n"n": 1,\n"results": [\n{"a": 1},\n\n{"a": 2}\n]}') == [(4, {"a": 1}), (6, {"a": 2})]


def test_a_document_that_breaks_off_keeps_what_was_read() -> None:
    """The records before the break are read; the break is said with its line."""
    records = found('{"results": [\n{"a": 1},\n{"a": 2},\n{"a": ')
    assert records[:2] == [(2, {"a": 1}), (3, {"a": 2})]
    assert isinstance(records[2][1], Damaged)
    assert records[2][0] == 4


def test_a_document_after_a_broken_one_is_read() -> None:
    """The next line that begins a document is a new start."""
    records = found('{"results": [\n{"a": 1},,\n{"a": 2}]}\n{"results": [\n{"a": 3}]}')
    assert [value for _, value in records if not isinstance(value, Damaged)] == [{"a": 1}, {"a": 2}, {"a": 3}] or [
        value for _, value in records if not isinstance(value, Damaged)
    ][-1] == {"a": 3}


def test_a_bad_first_line_is_one_bad_line() -> None:
    """A damaged record does not turn lines into a document."""
    records = found('{"a": tru}\n{"a": 1}\n')
    assert isinstance(records[0][1], Damaged)
    assert records[1:] == [(2, {"a": 1})]


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 100_000, "[\n" + "9" * 5000, "{", "[", '{"results": [', '{"a" 1}', "[1 2]", "nope"]
)
def test_hostile_documents(text: str) -> None:
    """Depth, long numbers and missing signs are said."""
    assert isinstance(found(text)[-1][1], Damaged)


def test_empty_documents() -> None:
    """Nothing holds no record."""
    assert found("") == found("\n\n") == found("[]") == found('{"results": []}') == []
    assert found("{}") == [(1, {})]


def test_parse_takes_what_the_fast_parser_refuses() -> None:
    """Raw tabs and halves of characters are read; wrong bytes and depth are said."""
    assert parse('{"a": "\t\\ud800"}') == {"a": "\t\ud800"}
    assert parse('"\udce9"') == "byte 0xE9 is not UTF-8: convert the file to UTF-8"
    assert isinstance(parse("[" * 10_000), Damaged)


def test_first_record_of_a_beginning() -> None:
    """A text that is cut off anywhere shows its first record as far as it goes."""
    whole = json.dumps({"meta": {"n": 1}, "results": [{"id": "a", "title": "T"}]})
    assert first_record(whole[:-4], ("results",)).keys() >= {"id"}
    assert first_record("words", ()) == {}
    assert first_record("[1, 2]", ()) == {}


def test_wrong_bytes_spoil_their_record_only() -> None:
    """A record of a document in Latin-1 is rejected where it stands, its neighbours are read."""
    data = b'{"results": [\n{"a": "x"},\n{"a": "caf\xe9"},\n{"a": "y"}\n]}'
    assert list(json_records(source(data), ("results",))) == [
        (2, {"a": "x"}),
        (3, "byte 0xE9 is not UTF-8: convert the file to UTF-8"),
        (4, {"a": "y"}),
    ]
    assert list(json_records(source(b'{\n"a": "\xe9"}'), ())) == [(1, "byte 0xE9 is not UTF-8: convert the file to UTF-8")]
