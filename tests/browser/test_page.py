"""The interactive page in a real browser: it opens without complaint, answers, and cannot be scripted by a paper."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from browser.landscape import landscape
from conftest import Opened
from export.graphs import BERT, ELMO, HOSTILE, corpus, edge, hostile, parallel, passage, tiny

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.export import export

pytestmark = pytest.mark.browser
Open = Callable[..., Opened]


@pytest.fixture
def opened(open_page: Open, tmp_path: Path) -> Callable[..., Opened]:
    """Write a graph as a page and open it."""

    def call(graph: KnowledgeGraph, **window: object) -> Opened:
        return open_page(export(graph, tmp_path / "graph.html"), **window)

    return call


def centre(opened: Opened) -> dict[str, float]:
    """Return the middle of the drawing, where a graph of one or two nodes has its node or its edge."""
    box = opened.page.locator("#graph").bounding_box()
    assert box is not None
    return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}


@pytest.mark.parametrize(
    "graph", [KnowledgeGraph(), tiny(), parallel(), hostile(), corpus(60)], ids=["empty", "tiny", "parallel", "hostile", "corpus"]
)
def test_opens_without_complaint(opened: Open, graph: KnowledgeGraph) -> None:
    """No console message, no exception, nothing blocked, and nothing asked for but the file itself."""
    window = opened(graph)
    window.page.wait_for_timeout(50)  # a few frames
    assert window.errors == []
    assert [address for address in window.requests if not address.startswith("data:")] == window.requests[:1]


def test_counts_agree_with_the_graph(opened: Open) -> None:
    """The heading and the legend count what the graph has, class by class and relation by relation."""
    graph = tiny()
    page = opened(graph).page
    assert page.inner_text("h1") == "Knowledge graph of 2 papers"
    assert page.inner_text("#counts") == "7 nodes · 8 edges"
    rows = page.locator("#classes li label").all_inner_texts()
    assert [row.split("\n") for row in rows] == [
        ["Papers", "2"],
        ["Models", "2"],
        ["Domains", "1"],
        ["Results", "1"],
        ["Code repositories", "1"],
    ]
    page.click("#filters summary")
    relations = page.locator("#relations li .number").all_inner_texts()
    assert sum(map(int, relations)) == graph.nx.number_of_edges()
    assert page.inner_text("#shown") == "Everything is shown."


def test_edge_row_shows_its_sentence(opened: Open) -> None:
    """A row of a paper's card opens the sentence with its words marked, and closes it again."""
    page = opened(tiny(), fragment="#paper/bert").page
    assert page.inner_text("#panel h2") == "BERT: Pre-training"
    why = page.locator("#panel section", has_text="Builds on the model").locator(".why")
    why.click()
    assert page.inner_text("#panel blockquote") == "We introduce BERT, which builds on ELMo."
    assert page.inner_text("#panel mark") == "We"
    assert "abstract · confidence 90 %" in page.inner_text("#panel figcaption")
    why.click()
    assert page.locator("#panel blockquote").count() == 0


def test_derived_edge_shows_what_it_follows_from(opened: Open) -> None:
    """A derived edge without a sentence lists the statements behind it, and each of them opens its own sentences."""
    page = opened(tiny(), fragment="#paper/bert").page
    page.locator("#panel section", has_text="Builds on the work of").locator(".why").click()
    assert page.locator(".statement").all_inner_texts() == [
        "ELMo introduced by Deep contextualized word representations",
        "BERT: Pre-training builds on the model ELMo",
    ]
    page.locator(".statement").last.click()
    assert page.inner_text("#panel .triple p") == "builds on the model"
    assert page.inner_text("#panel blockquote") == "We introduce BERT, which builds on ELMo."


def test_marks_count_characters_as_python_does(opened: Open) -> None:
    """Characters beyond the Basic Multilingual Plane before a mark do not shift it."""
    graph = parallel()
    graph.add_edge(edge(BERT, "partOf", BERT, passage("urn:p", "\U0001f600\U0001f600 grins")))
    page = opened(graph, fragment="#model/bert").page
    page.locator("#panel section", has_text="Part of").locator(".why").first.click()
    assert page.inner_text("#panel mark") == "\U0001f600\U0001f600"


def test_clicking_a_node_opens_its_card(opened: Open) -> None:
    """A click on a node of the drawing shows its card; Esc closes it."""
    graph = KnowledgeGraph()
    graph.add_node(Node(BERT, "Model", "BERT", support=10))
    window = opened(graph)
    window.page.mouse.click(**centre(window))
    window.page.wait_for_selector("#panel .kind")
    assert window.page.inner_text("#panel h2") == "BERT"
    assert window.page.url.endswith("#model/bert")
    window.page.keyboard.press("Escape")
    assert window.page.inner_text("#panel h2") == "At a glance"


def test_clicking_an_edge_opens_its_sentences(opened: Open) -> None:
    """A click on a line of the drawing shows what it says and who says so."""
    graph = KnowledgeGraph()
    graph.add_node(Node(BERT, "Model", "BERT"))
    graph.add_node(Node(ELMO, "Model", "ELMo"))
    graph.add_edge(edge(BERT, "basedOn", ELMO, passage("urn:p", "BERT extends ELMo.")))
    window = opened(graph)
    window.page.mouse.click(**centre(window))
    window.page.wait_for_selector("#panel .triple")
    assert window.page.locator("#panel .triple").inner_text().split("\n\n") == ["BERT", "based on", "ELMo"]
    assert window.page.inner_text("#panel mark") == "BERT"


def test_search_finds_by_alias(opened: Open) -> None:
    """The slash key, part of an alias in any case, and Enter lead to the node's card; the back button leads back."""
    page = opened(tiny()).page
    page.keyboard.press("/")
    page.keyboard.type("directional ENC")
    assert page.locator("#finder li").all_inner_texts() == ["BERT\nBidirectional Encoder\nModel"]
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .kind")
    assert page.inner_text("#panel h2") == "BERT"
    assert page.locator("#panel .chip").all_inner_texts() == ["bert", "Bidirectional Encoder"]
    page.go_back()
    page.wait_for_function("() => document.querySelector('#panel h2').textContent === 'At a glance'")


def test_hostile_texts_are_shown_and_do_nothing(opened: Open) -> None:
    """Markup, scripts, templates and control characters in names, aliases and sentences appear as text; nothing runs."""
    window = opened(hostile())
    page = window.page
    page.evaluate("() => { window.alert = () => { window.harmed = true; }; }")
    for number, text in enumerate(HOSTILE):
        page.evaluate(f"location.hash = '#paper/hostile-{number}'")
        shown = f"({json.dumps(text)}.trim() || '(no name)')"  # as JSON: lone surrogates do not survive the wire to the browser
        page.wait_for_function(f"() => document.querySelector('#panel h2').textContent === {shown}")
        page.locator("#panel .why").first.click()
        assert page.evaluate(f"document.querySelector('#panel blockquote').textContent === {json.dumps(text)}")
    assert page.evaluate("window.harmed") is None
    assert page.locator("#panel img, #panel script, #panel iframe").count() == 0
    assert window.errors == []


@pytest.mark.parametrize(
    "text", ["</script><script>window.harmed = true</script>", "\u202eevil\u2028<img src=x onerror=harmed=1>\u2029end"]
)
def test_hostile_names_in_every_view(opened: Open, text: str) -> None:
    """Suggestions, the lineage, the charts, a path and a community show hostile names as they are, and nothing runs."""
    graph = landscape()
    for node in list(graph.nodes()):
        graph.add_node(replace(node, label=f"{node.label} {text}", aliases=(text,)))
    window = opened(graph)
    page = window.page
    for fragment, place in (
        ("view=lineage", ".model title"),
        ("view=charts", ".heat tbody bdi"),
        ("path=model/gamma~model/alpha", ".path bdi"),
        ("community=1", "#panel h2"),
        ("model/beta", ".description"),
    ):
        page.evaluate("hash => { location.hash = hash; }", fragment)
        page.wait_for_selector(place, state="attached")
        assert text in str(page.locator(place).first.text_content()), fragment
    page.fill("#search", "beta")
    assert text in str(page.locator(".found-name").first.text_content())
    assert page.evaluate("window.harmed") is None
    assert window.errors == []


def test_links_open_safely(opened: Open) -> None:
    """A link out of the page gives the other site no handle on this one."""
    page = opened(tiny(), fragment="#paper/bert").page
    link = page.locator("#panel a", has_text="arXiv")
    assert link.get_attribute("href") == "https://arxiv.org/abs/1810.04805"
    assert link.get_attribute("rel") == "noopener noreferrer"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_fits_a_phone(opened: Open, scheme: str) -> None:
    """At phone width nothing sticks out, and card and filters open as sheets."""
    page = opened(tiny(), size=(390, 844), scheme=scheme).page
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert not page.locator("#panel").is_visible()
    page.click("#show-filters")
    assert page.locator("#classes").is_visible()
    page.fill("#search", "bert")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .kind", state="visible")
    assert page.locator("#panel").is_visible()


@pytest.mark.slow
def test_large_page_is_ready_soon(opened: Open) -> None:
    """More than 5,000 nodes and 9,000 edges are drawn and answer within five seconds."""
    window = opened(corpus(1900))
    assert window.page.evaluate("performance.now()") < 5000
    assert window.errors == []
