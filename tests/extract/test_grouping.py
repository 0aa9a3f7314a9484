"""Mentions of one thing in one paper."""

from collections.abc import Iterator

import numpy as np
from extract_fixtures import Read

from kgbuild.extract.candidates.candidate import Candidate, Proposer
from kgbuild.extract.candidates.grouping import mention_key
from kgbuild.extract.candidates.introductions import STATED
from kgbuild.extract.candidates.terms import TERM
from kgbuild.extract.candidates.title_parts import TITLE_PART
from kgbuild.extract.roles.cues import CueIndex
from kgbuild.extract.roles.reading import find_groups
from kgbuild.extract.tagger.fields import FIELDS
from kgbuild.extract.text.document import Document


def proposer(*names: str, source: str = "test") -> Proposer:
    """Return a component that proposes every place where one of the names stands."""

    def propose(document: Document) -> Iterator[Candidate]:
        for name in names:
            at = document.text.find(name)
            while at >= 0:
                yield Candidate(at, at + len(name), source, "Name")
                at = document.text.find(name, at + 1)

    return propose


def found(document: Document, propose: Proposer, likely: float) -> list[set[str]]:
    """Return the groups as sets of words, where the tagger says of each word with this probability that it begins or goes on."""
    scores = np.full((len(document.forms), len(FIELDS), 3), likely, np.float32)
    groups = find_groups(document, CueIndex(document), [propose], lambda _document, _candidates: scores)
    return [{document.text[start:end] for start, end in one.spans} for one in groups]


def grouped(document: Document, *names: str) -> list[set[str]]:
    """Return the groups of a document as sets of words, where the tagger holds all for possible names."""
    return found(document, proposer(*names), 0.08)


def test_spellings_are_one(read: Read) -> None:
    """Case, hyphens, plural and inflection make no difference."""
    document = read("Fine-Tuning", "We fine-tune and finetuned; fine-tuning helps.")
    assert grouped(document, "Fine-Tuning", "fine-tune", "finetuned", "fine-tuning") == [
        {"Fine-Tuning", "fine-tune", "finetuned", "fine-tuning"}
    ]


def test_abbreviation_joins_its_long_form(read: Read) -> None:
    """A long form, its abbreviation, and the abbreviation elsewhere are one."""
    document = read("t", "Word error rate (WER) is low. WER matters.")
    assert grouped(document, "WER") == [{"Word error rate", "WER"}]


def test_generic_head_is_no_other_thing(read: Read) -> None:
    """`BERT model` is BERT; `language model` stays apart from `language task`."""
    document = read("BERT", "The BERT model and the language model.")
    assert grouped(document, "BERT", "BERT model", "language model") == [{"BERT", "BERT model"}, {"language model"}]


def test_what_nothing_speaks_for_is_not_judged(read: Read) -> None:
    """Common words that the tagger holds to be no name are passed over; what has the shape of a name, or a phrase names, is not."""
    document = read("t", "The FooBar helps.")
    for source in (TERM, TITLE_PART):
        assert found(document, proposer("FooBar", source=source), 0.001) == []
        assert found(document, proposer("FooBar", source=source), 0.08) == [{"FooBar"}]
    for source in ("shape", STATED):
        assert found(document, proposer("FooBar", source=source), 0.001) == [{"FooBar"}]


def test_different_things_stay_apart() -> None:
    """C, C++ and C# have three keys."""
    assert len({mention_key("C"), mention_key("C++"), mention_key("C#")}) == 3
