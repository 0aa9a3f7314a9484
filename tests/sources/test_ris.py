"""RIS, with rispy as the judge of what the tags hold."""

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from reading import SAMPLES, papers, rejects, sample, shown

from kgbuild.models import Paper, Reject
from kgbuild.sources.ris import sniff

WORDS = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=12)


def test_what_reference_managers_export() -> None:
    """Names, continued lines, dates, keywords, venues and ids."""
    bert, attention = (shown(record) for record in sample("zotero.ris") if isinstance(record, Paper))
    assert bert == {
        "id": bert["id"],
        "title": "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding",
        "abstract": "BERT reads text in both directions. Fine-tuning it with one more layer reaches 80.5% on GLUE.",
        "year": 2019,
        "authors": ("Jacob Devlin", "Ming-Wei Chang"),
        "venue": "Proceedings of NAACL-HLT 2019",
        "url": "https://aclanthology.org/N19-1423/",
        "doi": "10.18653/v1/N19-1423",
        "categories": ("pre-training", "language models"),
    }
    assert (attention["id"], attention["arxiv_id"], attention["year"]) == ("attention17", "1706.03762", 2017)
    assert attention["authors"] == ("Łukasz Kaiser", "Martin Luther King Jr.")


def test_rejects_name_place_and_reason() -> None:
    """Tags outside of a reference, a missing title and a cut end are said."""
    found = [(record.line, record.reason) for record in sample("zotero.ris") if isinstance(record, Reject)]
    assert found == [
        (27, "outside of a reference: it must begin with a line 'TY  - '"),
        (28, "no title"),
        (31, "the reference is cut off: no line 'ER  - ' ends it"),
    ]


def test_a_foreign_reader_agrees() -> None:
    """Rispy finds the same titles, authors and DOIs in the references that are whole."""
    text = (SAMPLES / "zotero.ris").read_text(encoding="utf-8").partition("AU  - Lost")[0]
    theirs = rispy.loads(text)
    ours = papers("ris", text)
    assert [one.get("title") or one.get("primary_title") for one in theirs] == [paper.title for paper in ours]
    assert [one.get("doi") for one in theirs] == [paper.doi for paper in ours]
    assert [len(one.get("authors") or one["first_authors"]) for one in theirs] == [len(paper.authors) for paper in ours]


@given(st.lists(st.tuples(WORDS, WORDS, st.integers(1000, 2999)), max_size=5))
def test_what_rispy_writes_is_read(references: list[tuple[str, str, int]]) -> None:
    """References written by another program come back."""
    given_ = [
        {"type_of_reference": "JOUR", "title": title, "abstract": words, "year": str(year)} for title, words, year in references
    ]
    assert [(paper.title, paper.abstract, paper.year) for paper in papers("ris", rispy.dumps(given_))] == references


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_missing_ends(end: str) -> None:
    """Any line ends will do, and a new type ends the reference before it."""
    text = end.join(["\ufeffTY  - JOUR", "TI  - A", "TY  - JOUR", "TI  - B", "ER  -"])
    assert [paper.title for paper in papers("ris", text)] == ["A", "B"]


def test_wrong_bytes_spoil_their_reference_only() -> None:
    """A reference in Latin-1 is rejected, the next one read."""
    data = "TY  - JOUR\nTI  - Café\nER  - \n".encode("latin-1") + b"TY  - JOUR\nTI  - Tea\nER  - \n"
    assert rejects("ris", data) == [(1, "byte 0xE9 is not UTF-8: convert the file to UTF-8")]
    assert [paper.title for paper in papers("ris", data)] == ["Tea"]


def test_sniffing() -> None:
    """The first line decides."""
    assert sniff("\ufeff\n\nTY  - CONF\n")
    assert not sniff("A text\nTY  - CONF\n")
