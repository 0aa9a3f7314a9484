"""Candidates from the vocabulary: every known name that stands in the text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from kgbuild.extract.candidates.candidate import Candidate
from kgbuild.extract.text.document import Document
from kgbuild.extract.text.folding import HYPHENS, fold
from kgbuild.vocabulary import Concept

_CASED = re.compile(r"(?!^)[^\W\d_a-zß-öø-ÿ]|\d")
_TITLE_CASE = re.compile(r"[A-Z][a-z]+(?:[ -][A-Za-z][a-z]+)+")
# Types whose names are common nouns: "Vision Transformer" may be written "vision transformer".
_COMMON_TYPES = frozenset({"Architecture", "Technique", "Task", "Metric"})
_NOT_MATCHED = frozenset({"Domain"})

LEXICON = "lexicon"
"""The source of this component's candidates."""


class LexiconMatcher:
    """Finds the names of concepts: whole words, hyphens as spaces, with a plural s, each by its policy of case.

    A name that holds capitals beyond its first letter, or digits, matches only with its case; a name of one capitalised word needs
    its capital; others match in any case. Of overlapping names of one type the longest is kept.

    Args:
        concepts: What to look for.

    Example:
        >>> from kgbuild.extract.text.document import DocumentReader
        >>> from kgbuild.models import Paper
        >>> matcher = LexiconMatcher([Concept(iri="x:bert", type="Model", name="BERT")])
        >>> document = DocumentReader()(Paper(title="BERT and bert, ALBERT and BERTs"))
        >>> [document.text[found.start:found.end] for found in matcher(document)]
        ['BERT', 'BERTs']
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        names: dict[str, set[_Entry]] = defaultdict(set)
        for concept in concepts:
            if concept.type not in _NOT_MATCHED:
                for name in (concept.name, *concept.aliases):
                    for form in _forms(name):
                        names[fold(form)].add(_entry(form, concept))
        patterns = sorted(name for name in names if len(name) > 1)
        self._entries = [sorted(names[pattern]) for pattern in patterns]
        self._automaton = AhoCorasick(patterns, implementation=Implementation.ContiguousNFA)

    def __call__(self, document: Document) -> list[Candidate]:
        """Return the candidates, sorted."""
        folded = document.folded
        found: dict[str, list[Candidate]] = defaultdict(list)
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            stop = word_end(folded, start, end)
            if stop and (start < document.abstract_start) == (stop < document.abstract_start):
                written = document.text[start:end]
                for kind, iri, exact, capital in self._entries[pattern]:
                    if written.translate(HYPHENS) == exact if exact else written[0].isupper() or not capital:
                        found[kind].append(Candidate(start, stop, LEXICON, kind, iri))
        return sorted(candidate for same_kind in found.values() for candidate in _longest(same_kind))


def _forms(name: str) -> Iterator[str]:
    """Yield a name as it may be written: itself, without hyphens, and in the singular or another plural."""
    yield name
    if "-" in name and not any(char.isdigit() for char in name):
        yield name.replace("-", "")
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        yield f"{name[:-1]}ies"
    if name.endswith("s") and not name.endswith(("ss", "us", "is", "ics")) and len(name) > 4 and name[-2:-1].islower():  # noqa: PLR2004 - a plural of some length
        yield name[:-1]


def word_end(folded: str, start: int, end: int) -> int:
    """Return where the word that a match ends in ends (a plural s counts in), or 0 where the match is no whole word.

    Args:
        folded: A folded text.
        start: Where the match starts.
        end: Where it ends.

    Example:
        >>> word_end("robots act", 0, 5), word_end("robotic acts", 0, 5)
        (6, 0)
    """
    if start and folded[start - 1].isalnum() and folded[start].isalnum():
        return 0
    if end < len(folded) and folded[end] == "s" and folded[end - 1].isalpha():
        end += 1
    if end < len(folded) and folded[end].isalnum() and folded[end - 1].isalnum():
        return 0
    return end


class _Entry(NamedTuple):
    """A form of a name, and how it must be written: exactly so, but for hyphens (if not empty), or with a capital at its start."""

    kind: str
    iri: str
    exact: str
    capital: bool


def _entry(form: str, concept: Concept) -> _Entry:
    if _TITLE_CASE.fullmatch(form) and concept.type in _COMMON_TYPES:
        return _Entry(concept.type, concept.iri, "", capital=False)
    if _CASED.search(form):
        return _Entry(concept.type, concept.iri, form.translate(HYPHENS), capital=False)
    return _Entry(concept.type, concept.iri, "", form[0].isupper())


def _longest(candidates: list[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates that lie in no longer one."""
    reach = 0
    for candidate in sorted(candidates, key=lambda found: (found.start, -found.end, found.concept)):
        if candidate.end > reach:
            yield candidate
            reach = candidate.end
