"""CSL-JSON."""

import json

import pytest
from reading import papers, sample, shown

from kgbuild.models import Paper, Reject
from kgbuild.sources.csl_json import sniff


def test_what_reference_managers_export() -> None:
    """Markup, particles, institutions, dates as parts or words, and arXiv ids in notes and numbers."""
    bert, words = (record for record in sample("csl.json") if isinstance(record, Paper))
    assert shown(bert) == {
        "id": "http://zotero.org/users/1/items/ABCD",
        "title": "BERT: Pre-training of Deep Bidirectional Transformers",
        "abstract": "BERT reads text in both directions & wins.",
        "year": 2019,
        "authors": ("Jacob Devlin", "Laurens van der Maaten", "Google AI Language"),
        "venue": "Proceedings of NAACL-HLT",
        "url": "https://aclanthology.org/N19-1423",
        "doi": "10.18653/v1/N19-1423",
        "arxiv_id": "1810.04805",
        "categories": ("pre-training", "GLUE"),
    }
    assert (words.id, words.year, words.arxiv_id) == ("7", 2011, "1106.1234")
    assert [record for record in sample("csl.json") if isinstance(record, Reject)] == [
        Reject(file="file", line=20, reason="no title")
    ]


def test_an_answer_of_crossref() -> None:
    """Crossref wraps its items in a message and its titles in lists."""
    item = {"DOI": "10.1/a", "type": "journal-article", "title": ["A <i>Title</i>"], "container-title": ["Journal"]}
    item |= {"author": [{"family": "One", "given": "Ada"}], "published": {"date-parts": [[2020]]}, "subject": ["Botany"]}
    answer = json.dumps({"status": "ok", "message": {"items": [{**item, "DOI": "10.1234/abc"}], "total-results": 1}})
    assert sniff(answer)
    (paper,) = papers("csl-json", answer)
    assert (paper.title, paper.venue, paper.year, paper.categories) == ("A Title", "Journal", 2020, ("Botany",))
    assert sniff(json.dumps({"message": item}))
    assert [paper.title for paper in papers("csl-json", json.dumps({"message": item}))] == ["A Title"]


@pytest.mark.parametrize(
    "issued", [{"date-parts": [[None]]}, {"date-parts": [[]]}, {"date-parts": []}, {"date-parts": "2019"}, [], 7, {}]
)
def test_odd_dates(issued: object) -> None:
    """A date that says no year gives none."""
    (paper,) = papers("csl-json", json.dumps([{"title": "T", "issued": issued}]))
    assert paper.year is None


def test_sniffing() -> None:
    """A type alone is not CSL."""
    assert not sniff('[{"type": "article", "title": "T"}]')
    assert not sniff('{"type": "FeatureCollection", "features": []}')
