"""Candidates by their head noun: tasks, techniques, architectures and metrics that the lexicon does not hold."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kgbuild.extract.candidates.candidate import Candidate
from kgbuild.extract.text.document import Document
from kgbuild.extract.text.wordlists import read_wordlist

TERM = "term"
"""The source of these candidates."""

_HEADS = read_wordlist("head_nouns.tsv")
_KINDS_OF_HEAD: Mapping[str, str] = {
    word: "+".join(kind for kind, words in _HEADS.items() if word in words) for heads in _HEADS.values() for word in heads
}
_WORD = re.compile(r"\w+(?:[-/’'&.+‐–]+\w+)*")
_LEFT = 4
_STOP_WORDS = read_wordlist("not_in_terms.tsv")["stop"]


def propose_terms(document: Document) -> Iterator[Candidate]:
    """Yield, for each head noun such as "segmentation" or "pruning", the words before it that belong to it, and the shorter forms.

    Args:
        document: What to read.

    Example:
        >>> from kgbuild.extract.text.document import DocumentReader
        >>> from kgbuild.models import Paper
        >>> doc = DocumentReader()(Paper(title="We study weakly supervised lesion segmentation"))
        >>> sorted({doc.text[found.start:found.end] for found in propose_terms(doc)})
        ['lesion segmentation', 'segmentation', 'supervised lesion segmentation', 'weakly supervised lesion segmentation']
    """
    spans = [match.span() for match in _WORD.finditer(document.text)]
    words = [document.text[start:end].lower() for start, end in spans]
    for number, word in enumerate(words):
        if kinds := _KINDS_OF_HEAD.get(word) or _KINDS_OF_HEAD.get(word.rpartition("-")[2]):
            for start in _starts(document.text, words, spans, number):
                yield Candidate(start, spans[number][1], TERM, kinds)


def _starts(text: str, words: Sequence[str], spans: Sequence[tuple[int, int]], number: int) -> Iterator[int]:
    """Yield where a term that ends in the head noun may begin, from its head leftwards; nothing but a space may part its words."""
    yield spans[number][0]
    for at in range(number - 1, max(-1, number - 1 - _LEFT), -1):
        if words[at] in _STOP_WORDS or text[spans[at][1] : spans[at + 1][0]] != " ":
            return
        yield spans[at][0]
