"""Every interaction of the explorer in a real browser: filters, neighbourhoods, paths, addresses, keys, looks."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from browser.landscape import landscape
from conftest import Opened
from export.graphs import corpus
from playwright.sync_api import Page

from kgbuild.export import export

pytestmark = pytest.mark.browser
Open = Callable[..., Opened]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the landscape."""
    return export(landscape(), tmp_path_factory.mktemp("page") / "graph.html")


@pytest.fixture
def page(open_page: Open, file: Path) -> Page:
    """The landscape in a window."""
    return open_page(file).page


def shown(page: Page) -> str:
    """Return what the page says is shown."""
    return page.inner_text("#shown")


def fragment(page: Page) -> str:
    """Return what the address says."""
    return page.url.partition("#")[2]


def test_filters(page: Page) -> None:
    """Kinds, relations, domain, years, confidence and support each hide what does not fit, say so, and stand in the address."""
    assert shown(page) == "Everything is shown."
    page.locator("#classes li", has_text="Results").locator("label").click()
    assert shown(page) == "Shown: 15 of 19 nodes, 25 of 41 edges."
    assert fragment(page) == "without=Result"
    page.click("#reset")
    page.select_option("#domain", label="computer vision (1)")
    assert shown(page) == "Shown: 8 of 19 nodes, 11 of 41 edges."
    page.click("#reset")
    page.locator("#from").fill("2020")
    page.wait_for_function("() => location.hash === '#years=2020-2021'")
    page.locator("#to").fill("2020")
    page.wait_for_function("() => location.hash === '#years=2020-2020'")
    assert shown(page).startswith("Shown: 8 of 19 nodes")
    page.click("#reset")
    page.locator("#confidence").fill("85")
    page.wait_for_function("() => document.getElementById('shown').textContent.includes('28 of 41 edges')")
    page.click("#reset")
    page.locator("#support").fill("2")
    page.wait_for_function("() => location.hash === '#papers=3'")
    page.click("#reset")
    page.click("#filters summary")
    row = page.locator("#relations li", has_text="Based on")
    row.hover()
    row.locator(".only").click()
    assert shown(page) == "Shown: 4 of 19 nodes, 3 of 41 edges."
    page.click("#reset")
    assert (shown(page), fragment(page)) == ("Everything is shown.", "")


def test_suggestions_follow_what_is_typed(page: Page) -> None:
    """The empty box suggests what is named most; arrows choose; what is not there is said."""
    page.click("#search")
    assert page.locator("#finder li").count() > 3
    page.keyboard.type("net")
    assert page.locator("#finder .found-alias").all_inner_texts() == ["alpha-net", "beta-net", "gamma-net", "delta-net"]
    page.keyboard.press("ArrowDown")
    assert page.locator("#finder [aria-selected=true]").inner_text().startswith("Beta")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "Beta"
    page.keyboard.press("/")
    page.keyboard.type("zzz")
    assert page.inner_text("#finder li") == "Nothing by that name"


def test_card_of_a_node(page: Page) -> None:
    """A card describes the node by its edges and shows aliases, papers by year, domains, best results and neighbours."""
    page.evaluate("location.hash = 'model/beta'")
    page.wait_for_selector("#panel .description")
    said = page.inner_text("#panel .description")
    assert said.startswith("A model introduced by Beta: a new model (2019), based on Alpha. 1 paper builds on it, ")
    assert said.endswith("most of them in natural language processing.")
    assert page.locator("#panel .chip").all_inner_texts() == ["beta-net"]
    assert page.locator(".years svg").get_attribute("aria-label") == "Papers by year: 2019: 1, 2020: 1"
    assert page.locator("#panel section", has_text="Best results").locator(".value").all_inner_texts() == ["20.25"]
    assert page.locator(".domains summary").all_inner_texts()[0].split("\n") == ["natural language processing", "2"]
    headings = [text.split("\n")[0] for text in page.locator("#panel h3").all_inner_texts()]
    assert headings[-5:] == ["Introduced in", "Based on", "Basis of", "Base model in", "Results of this system"]


def test_isolate_hide_and_bring_back(page: Page) -> None:
    """A neighbourhood can stand alone, grow by a step, and go; a node can be put away; the keys I and H do the same."""
    page.evaluate("location.hash = 'technique/fine-tuning'")
    page.click("text=Isolate")
    assert shown(page).startswith("Shown: 4 of 19 nodes")
    page.click("text=One step further")
    assert fragment(page) == "technique/fine-tuning&only=technique/fine-tuning~2"
    assert not shown(page).startswith("Shown: 4 of")
    page.click("text=Show all again")
    page.keyboard.press("i")
    assert shown(page).startswith("Shown: 4 of 19 nodes")
    page.keyboard.press("i")
    page.keyboard.press("h")
    assert shown(page).startswith("Shown: 18 of 19 nodes")
    assert fragment(page) == "hidden=technique/fine-tuning"
    page.click("#reset")
    assert shown(page) == "Everything is shown."


def test_shortest_path(page: Page) -> None:
    """From a card to another node by name: each step with its relation and direction, which leads to its sentence."""
    page.evaluate("location.hash = 'model/gamma'")
    page.wait_for_selector("#panel .actions")
    page.keyboard.press("p")
    page.keyboard.type("Alpha")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "Gamma to Alpha"
    assert fragment(page) == "path=model/gamma~model/alpha"
    assert [text.split("\n")[1] for text in page.locator(".step").all_inner_texts()] == ["based on", "based on"]
    assert page.locator(".path .node").all_inner_texts() == ["Gamma", "Beta", "Alpha"]
    page.click("text=Other way round")
    assert page.locator(".path .node").all_inner_texts() == ["Alpha", "Beta", "Gamma"]
    page.locator(".step").first.click()
    assert page.inner_text("#panel blockquote") == "It builds on Alpha by fine-tuning."
    page.go_back()
    assert page.inner_text("#panel h2") == "Alpha to Gamma"


def test_an_address_brings_back_what_was_seen(open_page: Open, file: Path) -> None:
    """Selection, view and filters come back from a copied address; what it cannot mean is left out; back goes back."""
    page = open_page(
        file, fragment="#model/beta&view=lineage&without=Result,Nonsense&domain=domain/computer-vision&confidence=50"
    ).page
    assert page.inner_text("#panel h2") == "Beta"
    assert page.locator("#lineage").is_visible()
    assert fragment(page).startswith("model/beta&view=lineage&without=Result")
    page.click("#map-tab")
    assert page.locator("#domain").evaluate("each => each.selectedOptions[0].textContent") == "computer vision (1)"
    assert page.inner_text("#confidence-value") == "50 %"
    page.go_back()
    assert page.locator("#lineage").is_visible()
    page.evaluate("location.hash = 'edge=model/beta~basedOn~model/alpha'")
    page.wait_for_selector("#panel .triple")
    for broken in ("edge=~~", "path=%E0%A4%A~x", "community=99", "only=nothing~9", "years=x-y", "=", "model%2Fbeta"):
        page.evaluate("hash => { location.hash = hash; }", broken)
    page.wait_for_function("() => document.querySelector('#panel h2').textContent === 'Beta'")


def test_communities_open_from_the_overview(open_page: Open, tmp_path: Path) -> None:
    """The overview names communities; a click between the dots of an island opens its card."""
    window = open_page(export(corpus(60), tmp_path / "graph.html"))
    window.page.locator("#panel .community").first.click()
    assert window.page.inner_text("#panel .kind") == "Community"
    assert fragment(window.page) == "community=1"
    assert "more closely linked to each other" in window.page.inner_text("#panel .quiet >> nth=0")
    assert window.errors == []


RECORD = """
window.texts = [];
const write = CanvasRenderingContext2D.prototype.fillText;
const clear = CanvasRenderingContext2D.prototype.clearRect;
CanvasRenderingContext2D.prototype.clearRect = function (...box) {
  if (this.canvas.classList.contains("sigma-names")) window.texts = [];
  return clear.apply(this, box);
};
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  const { width } = this.measureText(text);
  const size = parseFloat(this.font.match(/([\\d.]+)px/)[1]);
  window.texts.push([text, x - width / 2, y - 0.7 * size, x + width / 2, y]);
  return write.call(this, text, x, y);
};
"""


@pytest.mark.parametrize("width", [390, 1400])
def test_names_do_not_overlap(open_page: Open, tmp_path: Path, width: int) -> None:
    """No two names on the drawing cover each other, on the overview and near to."""
    page = open_page(export(corpus(150), tmp_path / "graph.html"), size=(width, 900), script=RECORD).page
    for _ in range(2):
        names = page.evaluate("window.texts")
        assert len(names) > 8
        for (one, *a), (other, *b) in combinations(names, 2):
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one, other)
        page.click("#zoom-in")
        page.wait_for_timeout(60)


def test_every_island_is_named(open_page: Open, tmp_path: Path) -> None:
    """On the overview stands the first concept of each community that the panel lists."""
    page = open_page(export(corpus(150), tmp_path / "graph.html"), script=RECORD).page
    written = " ".join(text for text, *_ in page.evaluate("window.texts"))
    heads = page.locator("#panel .community b").all_inner_texts()
    assert len(heads) > 2
    assert [head for head in heads if head not in written] == []


def test_keys(page: Page) -> None:
    """Digits change the view, the question mark opens the help, Esc closes, and keys typed into a box stay there."""
    page.keyboard.press("2")
    assert page.locator("#lineage").is_visible()
    page.keyboard.press("3")
    assert page.locator("#charts").is_visible()
    page.keyboard.press("1")
    assert page.locator("#graph").is_visible()
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.focus("#map-tab")
    page.keyboard.press("ArrowRight")
    assert page.locator("#lineage-tab").get_attribute("aria-selected") == "true"
    page.keyboard.press("/")
    page.keyboard.type("3i")
    assert page.input_value("#search") == "3i"


def test_dark_and_light(page: Page) -> None:
    """The page follows the system, and the button turns it round, the drawing too."""
    colour = "() => getComputedStyle(document.getElementById('panel')).backgroundColor"
    assert page.evaluate(colour) == "rgb(255, 255, 255)"
    page.click("#theme")
    assert page.evaluate(colour) == "rgb(22, 25, 31)"
    assert page.get_attribute("#theme", "aria-pressed") == "true"
    page.emulate_media(color_scheme="dark")
    page.click("#theme")
    assert page.evaluate(colour) == "rgb(255, 255, 255)"


def test_prints(page: Page) -> None:
    """On paper the drawing stands as a picture, without controls."""
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#print canvas").is_visible()
    assert not page.locator("#filters, #tools, #graph").first.is_visible()
    assert len(page.pdf()) > 10_000


def test_without_webgl(open_page: Open, file: Path) -> None:
    """A browser that draws no WebGL says so, and everything but the map works."""
    script = """
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return /webgl/.test(kind) ? null : get.call(this, kind, ...rest);
    };
    """
    window = open_page(file, script=script)
    assert window.page.locator("#no-webgl").is_visible()
    window.page.evaluate("location.hash = 'model/beta'")
    window.page.wait_for_selector("#panel .description")
    window.page.click("#charts-tab")
    assert window.page.locator(".heat").is_visible()
    assert window.errors == []
