"""The page of a neighbourhood, and how a notebook shows it."""

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from export.graphs import BERT, BERT_PAPER, HOSTILE, hostile, tiny

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.errors import QueryError
from kgbuild.export.neighbourhood import view


class Tags(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's signature
        """Take a tag."""
        self.found.append(tag)


def data_of(page: str) -> dict[str, list[dict[str, object]]]:
    """Return what a page draws."""
    return json.loads(page.partition('<script type="application/json" id="data">')[2].partition("</script>")[0])  # type: ignore[no-any-return]


def test_a_page_holds_the_neighbourhood_with_its_evidence() -> None:
    """Nodes, lines and sentences stand in the page as data, the marks as parts of the sentence."""
    data = data_of(tiny().view("BERT", depth=2).page)
    assert {node["name"] for node in data["nodes"]} >= {"BERT", "ELMo", "BERT: Pre-training"}
    lines = [relation for each in data["edges"] for relation in each["relations"]]  # type: ignore[attr-defined]
    parts = next(each["sentences"][0]["parts"] for each in lines if each["headings"][0] == "Introduces" and each["sentences"])
    assert "".join(text for text, _ in parts).startswith("BERT") or any(marked for _, marked in parts)


def test_a_page_loads_nothing() -> None:
    """The page has its library inside and names no address to load from; its policy admits hashes only."""
    page = view(tiny(), "BERT").page
    assert not re.search(r'(?:src|href)="(?!data:)', page)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert html.unescape(policy[1]).startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy[1]


@pytest.mark.parametrize("number", [number for number, text in enumerate(HOSTILE) if text])
def test_no_text_leaves_its_place(number: int) -> None:
    """Whatever papers write, the page has its own three scripts and no more, and can be written as UTF-8."""
    page = view(hostile(), f"model:hostile-{number}").page
    tags = Tags(page).found
    assert tags.count("script") == 3
    assert not {"img", "iframe", "a", "svg"} & set(tags)
    assert page.encode()


def test_the_same_graph_gives_the_same_page(sample_graph: KnowledgeGraph) -> None:
    """Two views of one thing are equal, byte for byte."""
    assert sample_graph.view("bert").page == sample_graph.view("BERT").page


def test_a_page_stays_small(sample_graph: KnowledgeGraph) -> None:
    """However far it reaches, a view has no more neighbours than asked for, and says what it leaves out."""
    found = sample_graph.view("natural language processing", depth=5, most=20)
    assert len(data_of(found.page)["nodes"]) == 21
    assert "left out" in found.summary
    assert len(found.page) < 800_000


def test_a_notebook_shows_a_frame_that_is_shut_off() -> None:
    """The page stands in a sandboxed frame, escaped so that it cannot leave the attribute."""
    shown = view(tiny(), "BERT")._repr_html_()
    assert shown.startswith('<iframe title="BERT" sandbox="allow-scripts allow-popups"')
    assert html.unescape(shown.partition('srcdoc="')[2].rpartition('"')[0]) == view(tiny(), "BERT").page


def test_ipython_displays_a_view() -> None:
    """IPython's own formatter takes the view for HTML."""
    from IPython.core.formatters import HTMLFormatter  # noqa: PLC0415 - comes with pyvis; slow to import

    assert HTMLFormatter()(tiny().view("BERT")).startswith("<iframe")


def test_saves_a_page(tmp_path: Path) -> None:
    """A view can be kept as a file."""
    found = tiny().view(BERT_PAPER)
    assert found.save(tmp_path / "bert.html").read_text(encoding="utf-8") == found.page


def test_an_unknown_name_is_an_error() -> None:
    """Who asks for what is not there is told what is alike."""
    with pytest.raises(QueryError, match="did you mean BERT"):
        tiny().view("BRET")


def test_a_lone_node_has_a_page() -> None:
    """A node without neighbours is drawn alone."""
    graph = KnowledgeGraph()
    graph.add_node(tiny().node(BERT))
    assert len(data_of(graph.view("BERT").page)["nodes"]) == 1
