"""What is visible, saved as pictures and tables, whatever the names are."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from browser.landscape import landscape
from conftest import Opened
from export.graphs import hostile, tiny
from lxml import etree
from playwright.sync_api import Page

from kgbuild.export import export

pytestmark = pytest.mark.browser
Open = Callable[..., Opened]


def saved(page: Page, choice: str) -> bytes:
    """Return the file that a choice of the menu saves."""
    page.click("#save")
    with page.expect_download() as download:
        page.click(choice)
    return Path(download.value.path()).read_bytes()


def rows(content: bytes) -> list[list[str]]:
    """Read a saved table as Python's csv does."""
    csv.field_size_limit(10_000_000)
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def names(content: bytes) -> list[str]:
    """Return the texts of a drawing as an XML parser reads them."""
    drawing = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    return [str(text.text) for text in drawing.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.slow
def test_pictures(open_page: Open, tmp_path: Path) -> None:
    """A PNG of twice the screen's resolution, and an SVG with the names of what is shown."""
    page = open_page(export(landscape(), tmp_path / "graph.html")).page
    png = saved(page, "#save-png")
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    stage = page.locator("#graph").bounding_box()
    assert stage is not None
    assert int.from_bytes(png[16:20], "big") == 2 * stage["width"]
    assert {"Alpha", "Beta"} <= set(names(saved(page, "#save-svg")))


def test_tables_hold_what_is_shown(open_page: Open, tmp_path: Path) -> None:
    """A row for each node and each edge that the filters leave."""
    page = open_page(export(tiny(), tmp_path / "graph.html"), fragment="#without=Result").page
    nodes, edges = rows(saved(page, "#save-nodes")), rows(saved(page, "#save-edges"))
    assert nodes[0][:3] == ["key", "class", "name"]
    assert len(nodes) == 7
    assert ["paper/bert", "usesBaseModel", "model/elmo", "0.9", "1", "BERT: Pre-training", "ELMo"] in edges
    assert len(edges) == 8


def test_no_name_becomes_a_formula_or_breaks_a_file(open_page: Open, tmp_path: Path) -> None:
    """Names that look like formulas are quoted for spreadsheets; markup and control characters leave the SVG well-formed."""
    window = open_page(export(hostile(), tmp_path / "graph.html"))
    table = rows(saved(window.page, "#save-nodes"))
    assert len(table) == 25
    assert {len(row) for row in table} == {8}
    assert not [cell for row in table for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert '\'=HYPERLINK("http://example.org")' in {row[2] for row in table}
    assert any("</script>" in text for text in names(saved(window.page, "#save-svg")))
    assert window.errors == []
