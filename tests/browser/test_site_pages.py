"""The site in a real browser, from files: search, evidence, phone width, and nothing that a paper writes runs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from accessibility import serious
from browser.excerpt import excerpt
from conftest import Opened
from export.graphs import BERT, HOSTILE, IDS, edge, hostile, passage

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.export.passages import visible
from kgbuild.site import Site, write_site

pytestmark = pytest.mark.browser
Open = Callable[..., Opened]
EVIL = (
    "</script><script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">\u202egnp\u2028line\u2029\x07"
)


@pytest.fixture(scope="module")
def site(sample_graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a few papers of the sample."""
    folder = tmp_path_factory.mktemp("site") / "site"
    write_site(Site(excerpt(sample_graph), explorer=lambda: b"<!doctype html>"), folder)
    return folder


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a graph whose every text is hostile."""
    folder = tmp_path_factory.mktemp("hostile") / "site"
    write_site(Site(hostile(), explorer=lambda: b"<!doctype html>"), folder)
    return folder


def only_files(opened: Opened, folder: Path) -> bool:
    """Whether nothing was asked for but files of the site."""
    return all(address.startswith(folder.as_uri()) for address in opened.requests)


PAGES = (
    "index.html",
    "paper/liu2019roberta.html",
    "model/bert.html",
    "dataset/glue.html",
    "model/index.html",
    "community/1.html",
    "404.html",
)


@pytest.mark.parametrize(("name", "scheme"), [*((name, "light") for name in PAGES), *((name, "dark") for name in PAGES[:3])])
def test_pages_open_without_complaint(open_page: Open, site: Path, name: str, scheme: str) -> None:
    """No console message, nothing from outside, and no serious finding of axe, in light and dark."""
    opened = open_page(site / name, scheme=scheme)
    assert opened.errors == []
    assert only_files(opened, site)
    assert serious(opened.page) == []


@pytest.mark.parametrize("name", ["index.html", "paper/liu2019roberta.html", "model/bert.html", "search.html", "paper/index.html"])
def test_pages_fit_a_phone(open_page: Open, site: Path, name: str) -> None:
    """At the width of a phone nothing sticks out."""
    opened = open_page(site / name, size=(360, 740))
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_axe_is_content_with_a_phone(open_page: Open, site: Path) -> None:
    """At the width of a phone the page of a paper has no serious finding of axe."""
    assert serious(open_page(site / "paper" / "liu2019roberta.html", size=(360, 740)).page) == []


def test_suggestions_lead_to_a_page(open_page: Open, site: Path) -> None:
    """Typing shows names, arrows choose, and Enter goes there; all of it from files."""
    page = open_page(site / "paper" / "liu2019roberta.html").page
    page.keyboard.press("/")
    page.keyboard.type("roberta")
    page.wait_for_selector("#found [role=option]")
    assert page.locator("#found [role=option]").first.inner_text().startswith("RoBERTa")
    page.keyboard.press("ArrowDown")
    assert page.locator(".search input").get_attribute("aria-activedescendant") == "found-0"
    page.keyboard.press("Enter")
    page.wait_for_url("**/model/roberta.html")


def test_escape_closes_the_suggestions(open_page: Open, site: Path) -> None:
    """Escape puts the list away and tells so."""
    page = open_page(site / "index.html").page
    page.locator(".search input").fill("bert")
    page.wait_for_selector("#found [role=option]")
    page.keyboard.press("Escape")
    assert page.locator("#found").is_hidden()
    assert page.locator(".search input").get_attribute("aria-expanded") == "false"


def test_the_search_page_lists_and_filters(open_page: Open, site: Path) -> None:
    """Enter leads to all that is found; a class narrows the list; the address keeps the words."""
    page = open_page(site / "index.html").page
    page.locator(".search input").fill("BERT")
    page.wait_for_selector("#found [role=option]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html#BERT")
    page.wait_for_selector("#hits li")
    every = page.locator("#hits li").count()
    page.locator("#kinds button", has_text="Model").click()
    assert 0 < page.locator("#hits li").count() < every
    assert serious(page) == []
    page.locator(".search input").fill("no such thing at all")
    page.wait_for_selector("text=0 found")


def test_evidence_opens(open_page: Open, site: Path) -> None:
    """On a paper's page the sentence behind an edge opens, with the words marked."""
    page = open_page(site / "paper" / "liu2019roberta.html").page
    summary = page.locator(".neighbours summary").first
    summary.click()
    assert page.locator(".neighbours details[open] mark").first.is_visible()


def test_names_in_the_abstract_lead_to_their_pages(open_page: Open, site: Path) -> None:
    """A name in the abstract is a link to the page of what it names."""
    page = open_page(site / "paper" / "liu2019roberta.html").page
    page.locator(".abstract a.name", has_text="BERT").first.click()
    page.wait_for_url("**/model/*bert*.html")


def test_nothing_that_a_paper_writes_runs(open_page: Open, tmp_path: Path) -> None:
    """Markup in every text of paper and model is shown as text, in pages and suggestions, and no script runs."""
    graph = KnowledgeGraph()
    paper = IDS.paper("evil")
    details = (("abstract", EVIL), ("authors", EVIL), ("id", "evil"), ("url", "javascript:alert(1)"), ("venue", EVIL))
    graph.add_node(Node(paper, "Paper", EVIL, details=details))
    graph.add_node(Node(BERT, "Model", EVIL, aliases=(EVIL,)))
    graph.add_edge(edge(paper, "introduces", BERT, passage(paper, EVIL)))
    write_site(Site(graph, explorer=lambda: b"<!doctype html>"), tmp_path / "site")
    for name in ("paper/evil.html", "model/bert.html", "index.html", "search.html#script"):
        path, _, fragment = name.partition("#")
        opened = open_page(tmp_path / "site" / path, fragment=f"#{fragment}" if fragment else "")
        if fragment:
            opened.page.wait_for_selector("#hits li")
        assert "hacked" not in opened.page.title().replace("document.title='hacked'", "")
        assert opened.errors == []
        assert only_files(opened, tmp_path / "site")
        assert opened.page.locator("img").count() == 0
        assert opened.page.evaluate("[...document.querySelectorAll('a')].every((a) => !a.href.startsWith('javascript:'))")


@pytest.mark.parametrize("number", [number for number, text in enumerate(HOSTILE) if text.strip() and len(text) < 1000])
def test_everything_shows(open_page: Open, hostile_site: Path, number: int) -> None:
    """Every hostile title stands on its page as it was written, controls as signs."""
    opened = open_page(hostile_site / f"paper/hostile-{number}.html")
    shown = opened.page.evaluate("document.querySelector('h1').textContent")
    assert shown.split() == visible(HOSTILE[number]).split()
    assert opened.errors == []


def test_prints_the_evidence(open_page: Open, site: Path) -> None:
    """On paper the menu is gone and folded sentences are open."""
    page = open_page(site / "paper" / "liu2019roberta.html").page
    page.emulate_media(media="print")
    assert page.locator(".top nav").is_hidden()
    assert page.locator(".neighbours details blockquote").first.is_visible()
