"""OpenAlex works."""

import json

import pytest
from reading import ALL, papers, records, sample, shown

from kgbuild.models import Paper, Reject
from kgbuild.sources.openalex import sniff


def test_a_page_of_the_api() -> None:
    """The abstract in order of its words, the names as displayed, the arXiv id of the landing page."""
    first, residual, little = (record for record in sample("openalex.json") if isinstance(record, Paper))
    assert shown(first) == {
        "id": "W2963403868",
        "title": "Attention Is All You Need & more",
        "abstract": "The Transformer needs attention; the Transformer translates.",
        "year": 2017,
        "authors": ("Ashish Vaswani", "Illia Polosukhin"),
        "venue": "arXiv (Cornell University)",
        "url": "https://arxiv.org/abs/1706.03762",
        "doi": "10.48550/arxiv.1706.03762",
        "arxiv_id": "1706.03762",
        "categories": ("Natural Language Processing Techniques", "Transformer"),
    }
    assert (residual.venue, residual.categories, residual.sources[0].line) == ("CVPR", ("Residual",), 26)
    assert (little.abstract, little.year) == ("", 1905)


def test_a_work_without_title_is_a_reject_at_its_line() -> None:
    """Records of a document are placed where they begin."""
    assert [record for record in sample("openalex.json") if isinstance(record, Reject)] == [
        Reject(file="file", line=25, reason="no title")
    ]


def test_pages_one_after_another_and_lines_of_the_snapshot() -> None:
    """Concatenated pages, single works and JSON Lines hold the same works."""
    page = json.loads(ALL["openalex.json"][1])
    lines = "".join(json.dumps(work) + "\n" for work in page["results"])
    one = [shown(paper) for paper in papers("openalex", ALL["openalex.json"][1])]
    assert [shown(paper) for paper in papers("openalex", lines)] == one
    assert [shown(paper) for paper in papers("openalex", ALL["openalex.json"][1] * 2)] == one * 2
    assert [shown(paper) for paper in papers("openalex", (json.dumps(page) + "\n") * 2)] == one * 2
    assert shown(papers("openalex", json.dumps(page["results"][0], indent=2))[0]) == one[0]


@pytest.mark.parametrize(
    ("index", "abstract"),
    [
        ({"b": [1], "a": [0, 2]}, "a b a"),
        ({"IndexLength": 2, "InvertedIndex": {"x": [0], "y": [10**12]}}, "x y"),
        ({}, ""),
        ("words", ""),
        ({"a": 0}, ""),
    ],
)
def test_inverted_indexes(index: object, abstract: str) -> None:
    """Gaps are closed, and a place beyond all bounds takes no memory."""
    (paper,) = papers("openalex", json.dumps({"id": "https://openalex.org/W1", "title": "T", "abstract_inverted_index": index}))
    assert paper.abstract == abstract


def test_an_index_of_mixed_places() -> None:
    """Places that cannot be ordered make the work a reject."""
    (reject,) = records("openalex", '{"title": "T", "abstract_inverted_index": {"a": [0], "b": ["1"]}}')
    assert reject == Reject(file="file", line=1, reason="abstract_inverted_index gives places that are no numbers")


def test_sniffing_a_work_that_is_longer_than_the_head() -> None:
    """The beginning of a very long work is enough."""
    assert sniff('{"id":"https://openalex.org/W1","title":"T","authorships":[' + '{"author":{"display_name":"A"}},' * 3000)
    assert not sniff('{"id":"https://openalex.org/A1","display_name":"An author"}')


def test_keywords_as_they_were_until_2024() -> None:
    """The older snapshots give a keyword's text under another name."""
    work = '{"id": "https://openalex.org/W1", "title": "T", "keywords": [{"keyword": "larks", "score": 0.5}], "concepts": null}'
    assert [paper.categories for paper in papers("openalex", work)] == [("larks",)]
