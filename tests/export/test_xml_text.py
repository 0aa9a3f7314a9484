"""Any text survives XML, but for the characters that XML cannot hold."""

from xml.etree import ElementTree as ET

import graphs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kgbuild.export.xml_text import escape, legal


@given(st.text(st.characters()))
def test_any_text_survives_as_attribute_and_as_content(text: str) -> None:
    """Two parsers give back the text in both places."""
    data = f'<a b="{escape(text)}">{escape(text)}</a>'.encode()
    for root in (ET.fromstring(data), etree.fromstring(data)):  # noqa: S314 - our own bytes
        assert root.get("b") == legal(text)
        assert (root.text or "") == legal(text)


@pytest.mark.parametrize("text", graphs.HOSTILE)
def test_hostile_texts_survive(text: str) -> None:
    """Markup, control characters, line ends and long texts come back."""
    root = ET.fromstring(f"<a>{escape(text)}</a>".encode())  # noqa: S314 - our own bytes
    assert (root.text or "") == legal(text)


def test_all_that_is_illegal_is_replaced_and_nothing_else() -> None:
    """Exactly the characters outside the Char production of XML 1.0 become U+FFFD."""
    for code in (*range(0x300), *range(0xD700, 0xE100), *range(0xFF00, 0x10100), 0x1FFFE, 0x10FFFF):
        allowed = code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
        assert legal(chr(code)) == (chr(code) if allowed else "\ufffd")


def test_a_million_characters() -> None:
    """A very long text is escaped whole."""
    assert len(escape("a&" * 500_000)) == 3_000_000
