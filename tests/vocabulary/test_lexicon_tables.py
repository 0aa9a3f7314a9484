"""Tables of concepts: reading and the canonical form."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.errors import VocabularyError
from kgbuild.lexicon.tables import COLUMNS, Concept, canonical, format_table, parse_table

names = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), exclude_characters="|"), min_size=1, max_size=12)


@given(st.lists(st.tuples(names, st.sets(names, max_size=3), st.sampled_from([None, True, False])), max_size=6))
def test_round_trip(rows: list[tuple[str, set[str], bool | None]]) -> None:
    """What is written is read again, and formatting twice changes nothing."""
    concepts = [Concept("", "Metric", name, tuple(aliases), higher_is_better=better) for name, aliases, better in rows]
    text = format_table(concepts, COLUMNS["metrics"])
    entries = parse_table(text, "metrics.tsv", "Metric")
    found = sorted((entry.concept.name, sorted(entry.concept.aliases), str(entry.concept.higher_is_better)) for entry in entries)
    assert found == sorted((name, sorted(aliases), str(better)) for name, aliases, better in rows)
    formatted = canonical(text, "metrics.tsv")
    assert canonical(formatted, "metrics.tsv") == formatted


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """No input brings a traceback."""
    with suppress(VocabularyError):
        parse_table(text, "my.tsv")


def test_hostile_names_are_only_names() -> None:
    """Quotes, formulas, tags and control characters in a name mean nothing."""
    text = 'type\tname\nModel\t"</script>\nModel\t=1+1\nModel\tA\x00B\n'
    assert [entry.concept.name for entry in parse_table(text, "my.tsv")] == ['"</script>', "=1+1", "A\x00B"]


def test_windows_line_ends() -> None:
    """A table saved with CRLF reads like one with LF."""
    assert parse_table("type\tname\r\nModel\tX1\r\n", "my.tsv") == parse_table("type\tname\nModel\tX1\n", "my.tsv")


def test_lists_are_sorted_and_unique() -> None:
    """Aliases are sorted without regard to case, each once."""
    [entry] = parse_table("type\tname\taliases\nModel\tX\tb|A | |b\n", "my.tsv")
    assert entry.concept.aliases == ("A", "b")


def test_column_twice() -> None:
    """A column that stands twice is refused."""
    with pytest.raises(VocabularyError, match="stands twice"):
        parse_table("type\tname\tname\n", "my.tsv")
