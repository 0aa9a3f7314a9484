"""Candidates by their weight in the text: parts of the title, and phrases that the text says more than once."""

import re
from collections import defaultdict
from collections.abc import Iterator

from kgbuild.extract.candidates import Candidate
from kgbuild.extract.document import Document
from kgbuild.extract.terms import STOP_WORDS

_PARTING = re.compile(
    r"[:;,.?!()\[\]\"“”]+\s*|\s[-–—]+\s|\s(?:for|with|via|using|by|in|on|of|from|through|under|towards?|and|at|to|into|without|is|are|as|"
    r"based on|over|across|between)\s",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:the|a|an|on|towards?|improving|learning|rethinking|exploring|efficient|robust|novel|new|understanding|evaluating|how|what|is|are|using)\s+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[-/’'&.+‐–][^\W_]+)*")
_LONGEST_PART = 70
_LONGEST_PHRASE = 4
_SHORTEST_WORD = 3


def propose_title_parts(document: Document) -> Iterator[Candidate]:
    """Yield what the title says between its prepositions and marks, whole and without a leading article or gerund.

    Args:
        document: What to read.

    Example:
        >>> from kgbuild.extract.document import DocumentReader
        >>> from kgbuild.models import Paper
        >>> doc = DocumentReader()(Paper(title="Robust Continual Inference for Web Actions"))
        >>> [doc.text[found.start:found.end] for found in propose_title_parts(doc)]
        ['Robust Continual Inference', 'Continual Inference', 'Web Actions']
    """
    title = document.sentences[0].text
    start = 0
    for end, following in [*((part.start(), part.end()) for part in _PARTING.finditer(title)), (len(title), len(title))]:
        leading = _LEADING.match(title, start, end)
        for begin in (start, leading.end() if leading else start)[: 1 + bool(leading)]:
            if 1 < end - begin < _LONGEST_PART:
                yield Candidate(begin, end, "title part", "Name")
        start = following


def propose_repeated(document: Document) -> Iterator[Candidate]:
    """Yield the phrases of two to four words, none of them a function word, that the text has at least twice.

    Args:
        document: What to read.

    Example:
        >>> from kgbuild.extract.document import DocumentReader
        >>> from kgbuild.models import Paper
        >>> doc = DocumentReader()(Paper(title="Causal bandits", abstract="We study causal bandits and the causal order."))
        >>> [doc.text[found.start:found.end] for found in propose_repeated(doc)]
        ['Causal bandits', 'causal bandits']
    """
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    run: list[tuple[int, int, str]] = []
    for match in _WORD.finditer(document.text):
        start, word = match.start(), match[0].lower()
        if run and document.text[run[-1][1] : start] != " ":
            run = []
        if word in STOP_WORDS or len(word) < _SHORTEST_WORD:
            run = []
            continue
        run = [*run[1 - _LONGEST_PHRASE :], (start, match.end(), word.removesuffix("s"))]
        for size in range(2, len(run) + 1):
            places[" ".join(part for _, _, part in run[-size:])].append((run[-size][0], match.end()))
    for found in places.values():
        if len(found) > 1:
            for start, end in found:
                yield Candidate(start, end, "repeated", "Name")
