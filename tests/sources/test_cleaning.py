"""Cleaned text fits every output and keeps its offsets."""

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from kgbuild.sources.cleaning import clean_text, one_line

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@given(ANY_TEXT)
@example("\ud800\x00\x1f\x7f\x85\x92\u2028\ufffe\uffff\r\n")
def test_clean_text_fits_utf8_xml_and_lines(text: str) -> None:
    """A cleaned text of the same length is written as UTF-8, read back from XML, and never splits a line of JSON."""
    cleaned = clean_text(text)
    element = etree.Element("a")
    element.text = cleaned
    assert len(cleaned) == len(text)
    assert (etree.fromstring(etree.tostring(element, encoding="utf-8")).text or "") == cleaned
    assert cleaned.replace("\n", "").splitlines() in ([], [cleaned.replace("\n", "")])


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """What is clean stays as it is."""
    assert clean_text(clean_text(text)) == clean_text(text)
    assert one_line(one_line(text)) == one_line(text)


def test_ordinary_text_is_left_alone() -> None:
    """Accents, Greek, emoji, tabs and line ends are no dirt."""
    text = "naïve β-VAE 🙂\n\tübt 中文"
    assert clean_text(text) is text


def test_windows_quotes_are_mended() -> None:
    """Windows-1252 punctuation that came as control characters becomes what it was."""
    assert clean_text("the model\x92s \x93new\x94 loss \x96 here") == "the model’s “new” loss – here"
