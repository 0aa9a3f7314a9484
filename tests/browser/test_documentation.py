"""The ontology's page of documentation in a real browser."""

import json
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kgbuild.documentation.page import write_page
from kgbuild.vocabulary import load_vocabulary

pytestmark = pytest.mark.browser


def test_no_two_texts_overlap_and_nothing_is_fetched(browser: Browser, tmp_path: Path) -> None:
    """In Chromium's own fonts no two texts of the diagram overlap; nothing is fetched or refused; it fits on a telephone."""
    file = tmp_path / "ontology.html"
    with file.open("wb") as stream:
        write_page(load_vocabulary(), stream)
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{file.as_uri()}#usesBaseModel")
    rectangles = json.loads(
        page.evaluate("JSON.stringify([...document.querySelectorAll('svg text')].map(t => t.getBoundingClientRect()))")
    )
    page.set_viewport_size({"width": 380, "height": 700})
    width = page.evaluate("document.documentElement.scrollWidth")
    target = page.locator(":target h3").inner_text()
    context.close()
    for one, other in combinations(rectangles, 2):
        apart = one["right"] <= other["left"] or other["right"] <= one["left"]
        assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
    assert target.startswith("usesBaseModel")
    assert width == 380
    assert said == []
    assert [address.partition("#")[0] for address in asked] == [file.as_uri()]
