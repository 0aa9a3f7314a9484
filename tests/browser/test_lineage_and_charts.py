"""The lineage view and the charts in a real browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.landscape import SYSTEM, landscape
from conftest import Opened
from export.graphs import IDS, edge, parallel, passage
from playwright.sync_api import Page

from kgbuild.assemble.graph import Node
from kgbuild.export import export

pytestmark = pytest.mark.browser
Open = Callable[..., Opened]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the landscape."""
    return export(landscape(), tmp_path_factory.mktemp("page") / "graph.html")


def test_models_stand_by_year(open_page: Open, file: Path) -> None:
    """From left to right by year, joined by their descent; a click tells who used it in which domain."""
    page = open_page(file, fragment="#view=lineage").page
    assert page.locator(".axis span").all_inner_texts() == ["2018", "2019", "2020", "2021"]
    models = page.locator(".model")
    assert models.locator("text").all_text_contents() == ["Alpha", "Beta", "Gamma", "Delta"]
    places = [box["x"] for box in (each.bounding_box() for each in models.all()) if box]
    assert places == sorted(set(places))
    assert page.locator("#lineage path.branch").count() == 3
    models.nth(1).click()
    assert page.inner_text("#panel h2") == "Beta"
    assert page.locator(".domains summary").first.inner_text().split("\n") == ["natural language processing", "2"]
    assert page.locator(".model.kin").count() == 4
    models.nth(3).focus()
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "Delta"


def test_one_early_paper_does_not_date_a_model(open_page: Open, tmp_path: Path) -> None:
    """A model that a hundred papers name is not as old as the one paper that means something else by the word."""
    graph = landscape()
    for number in range(120):
        iri, year = IDS.paper(f"user-{number}"), 2000 if number == 0 else 2018
        graph.add_node(Node(iri, "Paper", f"User {number}", first_year=year, last_year=year, details=(("year", year),)))
        graph.add_edge(edge(iri, "usesBaseModel", SYSTEM["alpha"], passage(iri, "We start from Alpha.")))
    page = open_page(export(graph, tmp_path / "graph.html"), fragment="#view=lineage").page
    assert page.locator(".axis span").first.inner_text() == "2018"


def test_lineage_in_a_circle(open_page: Open, tmp_path: Path) -> None:
    """Models that each say they are based on the other are drawn once each."""
    window = open_page(export(parallel(), tmp_path / "graph.html"), fragment="#view=lineage")
    assert window.page.locator(".model").count() == 2
    assert window.errors == []


def test_heat_map_leads_to_its_papers(open_page: Open, file: Path) -> None:
    """A cell counts the papers of a domain that build on a model, and shows them in the map."""
    page = open_page(file, fragment="#view=charts").page
    rows = page.locator(".heat tbody tr").all_inner_texts()
    assert [row.split() for row in rows] == [["Alpha", "1", "0", "1"], ["Beta", "1", "0", "1"], ["Gamma", "0", "1", "1"]]
    page.locator(".heat button[title='Gamma in computer vision: 1 paper']").click()
    assert page.url.partition("#")[2] == "model/gamma&domain=domain/computer-vision"
    assert page.locator("#graph").is_visible()


def table(page: Page, name: str) -> list[list[str]]:
    """Return the rows of a table."""
    rows = page.locator(f"section.chart:has(caption:text-is('{name}')) tbody tr")
    return [row.locator("td").all_inner_texts() for row in rows.all()]


def test_tables_sort_and_know_what_is_better(open_page: Open, file: Path) -> None:
    """The best perplexity is the lowest, the best accuracy the highest; a heading sorts, once more the other way round."""
    page = open_page(file, fragment="#view=charts").page
    assert table(page, "Datasets") == [
        ["Corpus", "3", "2018–2021", "20.25\nperplexity", "Beta"],
        ["Photos", "1", "2018–2021", "91.5%\naccuracy", "Delta"],
    ]
    assert [row[3] for row in table(page, "Metrics")] == ["lower", "higher"]
    heading = page.locator("section.chart:has(caption:text-is('Datasets')) th", has_text="Papers")
    assert heading.get_attribute("aria-sort") == "descending"
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    assert [row[0] for row in table(page, "Datasets")] == ["Photos", "Corpus"]


def test_trends_tell_each_year(open_page: Open, file: Path) -> None:
    """Each row of a trend says its numbers in words, too."""
    page = open_page(file, fragment="#view=charts").page
    said = page.locator(".trends svg").first.get_attribute("aria-label")
    assert said == "fine-tuning, papers by year: 2019: 1, 2020: 1, 2021: 1"


def test_nothing_to_chart(open_page: Open, tmp_path: Path) -> None:
    """A graph without papers has no charts, and says so."""
    page = open_page(export(parallel(), tmp_path / "graph.html"), fragment="#view=charts").page
    assert page.inner_text("#charts") == "There is nothing to count in these papers yet."
