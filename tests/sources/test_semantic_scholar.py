"""Semantic Scholar."""

from reading import sample, shown

from kgbuild.models import Paper, Reject
from kgbuild.sources.semantic_scholar import sniff


def test_a_page_of_the_api() -> None:
    """All that we model is taken, and a cited paper is unwrapped."""
    bert, cited = (record for record in sample("semantic_scholar.json") if isinstance(record, Paper))
    assert shown(bert) == {
        "id": "df2b0e26d0599ce3e70df8a9da02e51594e0e992",
        "title": "BERT: Pre-training of Deep Bidirectional Transformers",
        "abstract": "BERT reads text in both directions.",
        "year": 2019,
        "authors": ("Jacob Devlin", "Ming-Wei Chang"),
        "venue": "North American Chapter of the Association for Computational Linguistics",
        "url": "https://www.semanticscholar.org/paper/df2b0e26d0599ce3e70df8a9da02e51594e0e992",
        "doi": "10.18653/v1/N19-1423",
        "arxiv_id": "1810.04805",
        "categories": ("Computer Science", "Linguistics"),
    }
    assert (cited.title, cited.year) == ("Attention is All you Need", 2017)


def test_an_id_that_the_batch_does_not_know() -> None:
    """The API answers null for an unknown id; that is a reject at its line."""
    assert [record for record in sample("semantic_scholar.json") if isinstance(record, Reject)] == [
        Reject(file="file", line=11, reason="not a JSON object")
    ]


def test_lines_of_the_datasets() -> None:
    """Names in lower case, dates, journals, and the older corpus; a row of abstracts says what it lacks."""
    bert, reject, older = sample("semantic_scholar.jsonl")
    assert isinstance(bert, Paper)
    assert (bert.id, bert.year, bert.venue, bert.arxiv_id) == ("corpusid-52967399", 2019, "NAACL", "1810.04805")
    assert isinstance(reject, Reject)
    assert "join it with that of papers by corpusid first" in reject.reason
    assert isinstance(older, Paper)
    assert (older.abstract, older.venue, older.doi) == ("The corpus of 2019 had other names.", "JMLR", "10.1234/old")


def test_sniffing() -> None:
    """Only records of Semantic Scholar are."""
    assert sniff('{"corpusid": 1, "abstract": "x"}\n')
    assert sniff('{"data": [{"citingPaper": {"paperId": "a"}}]}')
    assert not sniff('{"data": [{"title": "T"}]}')
