"""Sentences, tokens and offsets of a document."""

import time

import pytest
from extract_fixtures import Read
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.extract.text.document import DocumentReader
from kgbuild.extract.text.limits import LONGEST_ABSTRACT, LONGEST_TITLE
from kgbuild.models import Paper

READER = DocumentReader()


@pytest.mark.parametrize(
    "abstract",
    [
        "We compare e.g. BERT with ELMo.",
        "Vaswani et al. Proposed it in 2017.",
        "It helps, i.e. Adam converges.",
        "See Fig. 3 and Tab. 2 for more.",
        "SGD vs. Adam is an old question.",
        "The U.S. Census counts people.",
        "Accuracy rises to 3.5 points.",
    ],
)
def test_abbreviations_do_not_end_sentences(read: Read, abstract: str) -> None:
    """A full stop after an abbreviation or inside a number is no end."""
    assert [sentence.text for sentence in read("T", abstract).sentences[1:]] == [abstract]


def test_sentences_end_at_marks(read: Read) -> None:
    """Full stops, questions, closing quotes and empty lines end sentences."""
    document = read("T", 'Does it work? It does! "It does." So we think.\n\nanother block')
    assert [sentence.text for sentence in document.sentences] == [
        "T",
        "Does it work?",
        "It does!",
        '"It does."',
        "So we think.",
        "another block",
    ]


def test_hyphens_and_brackets_are_tokens(read: Read) -> None:
    """Hyphens part words; numbers keep their points; C++ keeps its marks."""
    assert read("Pre-training (GPT-3.5) in C++").words == ["pre", "-", "training", "(", "gpt", "-", "3.5", ")", "in", "c++", "\n"]


@settings(deadline=None)
@given(title=st.text(min_size=1, max_size=60), abstract=st.text(max_size=300))
def test_offsets_hold_for_any_text(title: str, abstract: str) -> None:
    """Each sentence lies where it says, in its own field, and tokens tile the words."""
    paper = Paper(title=title, abstract=abstract)
    document = READER(paper)
    for sentence in document.sentences:
        span = document.evidence(sentence)
        assert paper.text(span.field)[span.start : span.end] == span.text
    for word, start in zip(document.words, document.word_starts, strict=True):
        assert len(word.strip()) == 0 or document.text[start : start + 1].lower()[:1] == word[:1]


def test_text_beyond_the_limits_is_not_read() -> None:
    """A title and an abstract are cut at their limits."""
    document = READER(Paper(title="t" * 5_000, abstract="word " * 10_000))
    assert document.abstract_start == LONGEST_TITLE + 1
    assert len(document.text) == LONGEST_TITLE + 1 + LONGEST_ABSTRACT


@pytest.mark.parametrize("run", ["(", "x", "a.", "a-", "http://", "é", "]", ". A"])
def test_long_runs_take_no_long_time(run: str) -> None:
    """A run of one mark without a space is read in well under a second."""
    begin = time.process_time()
    READER(Paper(title="t", abstract=run * 20_000))
    assert time.process_time() - begin < 1
