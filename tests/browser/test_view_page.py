"""The page of a neighbourhood in a real browser: it settles, answers, and runs nothing of a paper's."""

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from accessibility import serious
from browser.excerpt import excerpt
from conftest import Opened
from export.graphs import BERT, HOSTILE, IDS, edge, hostile, passage, tiny

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.export.neighbourhood import view
from kgbuild.export.passages import visible

pytestmark = pytest.mark.browser
Open = Callable[..., Opened]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_opens_without_complaint(open_page: Open, tmp_path: Path, sample_graph: KnowledgeGraph, scheme: str) -> None:
    """No console message, no request but the file, and axe is content, in light and dark."""
    path = excerpt(sample_graph).view("BERT").save(tmp_path / "bert.html")
    opened = open_page(path, scheme=scheme)
    assert opened.errors == []
    assert opened.requests == [path.as_uri()]
    assert serious(opened.page) == []


def test_settles_within_two_seconds(open_page: Open, tmp_path: Path, sample_graph: KnowledgeGraph) -> None:
    """The simulation is over, and the drawing stands still, soon after the page has loaded."""
    opened = open_page(excerpt(sample_graph).view("BERT").save(tmp_path / "bert.html"))
    assert opened.page.evaluate("performance.now()") < 20_000  # a loaded machine; some hundred milliseconds on an idle one
    assert not opened.page.locator("#moving input").is_checked()


RECORD = """
window.texts = [];
const write = CanvasRenderingContext2D.prototype.fillText;
const clear = CanvasRenderingContext2D.prototype.clearRect;
CanvasRenderingContext2D.prototype.clearRect = function (...box) {
  window.texts = [];
  return clear.apply(this, box);
};
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  const { width } = this.measureText(text);
  const left = this.textAlign === "center" ? x - width / 2 : x;
  window.texts.push([text, left, y - 6, left + width, y + 6]);
  return write.call(this, text, x, y);
};
"""


def test_names_do_not_overlap(open_page: Open, tmp_path: Path, sample_graph: KnowledgeGraph) -> None:
    """Where sixty nodes stand around one, each name has its room."""
    page = open_page(excerpt(sample_graph).view("BERT").save(tmp_path / "bert.html"), script=RECORD).page
    page.wait_for_timeout(200)  # the frame after the last move
    assert len(page.evaluate("window.texts")) > 50
    for (one, *a), (other, *b) in combinations(page.evaluate("window.texts"), 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one, other)


def test_the_panel_leads_from_node_to_node(open_page: Open, tmp_path: Path) -> None:
    """The panel begins with the node asked for; a click on a neighbour shows that one and its sentences."""
    page = open_page(tiny().view("BERT").save(tmp_path / "bert.html")).page
    assert page.locator("#panel h2").inner_text() == "BERT"
    page.locator("#panel .line button", has_text="BERT: Pre-training").first.click()
    assert page.locator("#panel h2").inner_text() == "BERT: Pre-training"
    page.locator("#panel summary").first.click()
    assert page.locator("#panel details[open] mark").first.is_visible()


def test_fits_a_phone(open_page: Open, tmp_path: Path, sample_graph: KnowledgeGraph) -> None:
    """At the width of a phone drawing and panel stand below each other and nothing sticks out."""
    page = open_page(excerpt(sample_graph).view("BERT").save(tmp_path / "bert.html"), size=(360, 740)).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_nothing_that_a_paper_writes_runs(open_page: Open, tmp_path: Path) -> None:
    """Markup in names, aliases and evidence is shown as text and does nothing."""
    evil = "</script><script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">\u202e\u2028"
    graph = KnowledgeGraph()
    paper = IDS.paper("evil")
    graph.add_node(Node(paper, "Paper", evil, details=(("abstract", evil), ("url", "javascript:alert(1)"))))
    graph.add_node(Node(BERT, "Model", evil, aliases=(evil,)))
    graph.add_edge(edge(paper, "introduces", BERT, passage(paper, evil)))
    opened = open_page(view(graph, BERT).save(tmp_path / "evil.html"))
    opened.page.locator("#panel summary").first.click()
    assert opened.page.locator("#panel details blockquote").first.is_visible()
    assert opened.page.evaluate("document.querySelector('#panel h2').textContent") == evil
    assert opened.page.title().split() == evil.split()
    assert opened.page.locator("img").count() == 0
    assert opened.errors == []


def test_everything_shows(open_page: Open, tmp_path: Path) -> None:
    """Every hostile name stands in the panel as it was written, controls as signs."""
    graph = hostile()
    graph.add_node(Node(BERT, "Model", "BERT"))
    for number in range(len(HOSTILE)):
        graph.add_edge(
            edge(IDS.entity("Model", f"hostile-{number}"), "basedOn", BERT, passage(IDS.paper("hostile-0"), "It is based on BERT."))
        )
    opened = open_page(view(graph, BERT, depth=1).save(tmp_path / "page.html"))
    names = opened.page.locator("#panel .line button bdi")
    expected = {visible(text) for text in HOSTILE if text.strip()}
    assert expected <= set(names.evaluate_all("all => all.map((each) => each.textContent)"))
    for place in range(len(HOSTILE)):
        name = names.nth(place).text_content()
        names.nth(place).click()
        assert opened.page.evaluate("document.querySelector('#panel h2').textContent") == name
        opened.page.locator("#panel .line button", has_text=re.compile("^BERT$")).click()
    assert opened.errors == []


def test_a_notebook_frame_draws(open_page: Open, tmp_path: Path) -> None:
    """In the sandboxed frame that a notebook shows, the page draws and cannot reach the notebook."""
    notebook = tmp_path / "notebook.html"
    frame = tiny().view("BERT")._repr_html_()
    notebook.write_text(f"<!doctype html><html lang='en' data-ready><title>notebook</title><body>{frame}", encoding="utf-8")
    opened = open_page(notebook)
    inside = opened.page.frame_locator("iframe")
    inside.locator("html[data-ready]").wait_for(state="attached")
    assert inside.locator("#panel h2").inner_text() == "BERT"
    assert opened.errors == []
