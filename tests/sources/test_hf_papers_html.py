"""Hugging Face Papers pages saved as HTML."""

import html
import json

import pytest
from reading import papers, records, sample, shown

from kgbuild.models import Paper, Reject
from kgbuild.sources.hf_papers_html import sniff

PAPER = {
    "id": "2501.00001",
    "title": "Larkspur",
    "summary": "We name flowers.",
    "publishedAt": "2025-01-02T00:00:00Z",
    "authors": [],
}


def page(data: object, target: str = "DailyPapers") -> str:
    """Return a page that holds data as the server writes it."""
    return f'<!doctype html><html><div data-target="{target}" data-props="{html.escape(json.dumps(data))}"></div></html>'


def test_the_data_of_a_page() -> None:
    """The server's data has all fields; the headings that repeat it are not read again."""
    paper, reject = sample("hf_daily.html")
    assert isinstance(paper, Paper)
    assert shown(paper) == {
        "id": "2501.00001",
        "title": "Larkspur & Co: a <Small> Model",
        "abstract": "We name flowers.\nAll of them.",
        "year": 2025,
        "authors": ("Ada One", "Ben Two"),
        "url": "https://huggingface.co/papers/2501.00001",
        "arxiv_id": "2501.00001",
        "categories": ("language model",),
    }
    assert reject == Reject(file="file", line=7, reason="no title")


def test_a_page_that_a_browser_saved() -> None:
    """Without the data, headings with links and the paragraphs below them are the papers; scripts are no text."""
    first, second = (record for record in sample("hf_saved.html") if isinstance(record, Paper))
    assert (first.title, first.sources[0].line) == ("Larkspur: Naming Flowers", 6)
    assert first.abstract == "We introduce Larkspur, a model for the names of garden flowers, and more words about it."
    assert (second.title, second.abstract, second.arxiv_id) == ("A Paper without a Word", "", "2501.00003")


def test_the_page_of_one_paper_gives_that_one() -> None:
    """What the page recommends is not on the list."""
    other = {**PAPER, "id": "2501.00009"}
    data = {"paper": PAPER, "collections": [{"items": [{"type": "paper", **other}]}]}
    assert [paper.id for paper in papers("hf-papers-html", page({"outer": data}, "PaperContent"))] == ["2501.00001"]


def test_the_answer_of_the_api() -> None:
    """The API gives the same objects without a page."""
    answer = json.dumps([{"paper": PAPER, "title": "Larkspur", "numComments": 1}])
    assert sniff(answer)
    assert [paper.arxiv_id for paper in papers("hf-papers-html", answer)] == ["2501.00001"]


@pytest.mark.parametrize(
    "text",
    [
        page({"dailyPapers": None}),
        "<html><div data-props='{broken'></div></html>",
        "<html><div data-props='" + "[" * 5000 + "'></div></html>",
        "<html><h3><a href='/papers/2501.00001'>",
        "<html><h3><a href='/papers/2501.00001'></a></h3><p>",
        "<html><!--",
        "<html><![-- x --><![if IE]><![CDATA[x]]><![",
        "<html><a href='/papers/x'>no</a>",
    ],
)
def test_broken_pages(text: str) -> None:
    """A page without papers gives none, a heading without words a reject."""
    assert not [record for record in records("hf-papers-html", text) if isinstance(record, Paper)]


def test_sniffing() -> None:
    """Other pages are none of papers."""
    assert not sniff("<!doctype html><html><title>A blog</title></html>")
    assert not sniff("Text about huggingface.co/papers")
