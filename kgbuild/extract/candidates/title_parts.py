"""Candidates from the title: what stands between its prepositions and marks is often a task, a technique or a name."""

import re
from collections.abc import Iterator

from kgbuild.extract.candidates.candidate import Candidate
from kgbuild.extract.text.document import Document

TITLE_PART = "title part"
"""The source of these candidates."""

_PARTING = re.compile(
    r"[:;,?!()\[\]\"“”]+\s*|(?<!\bMr)(?<!\bDr)\.+(?:\s+|$)|\s[-–—]+\s|\s(?:for|with|via|using|by|in|on|of|from|through|under|towards?|and|at|to|into|without|is|are|as|"
    r"based on|over|across|between)\s",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:the|a|an|on|towards?|improving|learning|rethinking|exploring|efficient|robust|novel|new|understanding|evaluating|how|what|is|are|using)\s+",
    re.IGNORECASE,
)
_LONGEST_PART = 70


def propose_title_parts(document: Document) -> Iterator[Candidate]:
    """Yield what the title says between its prepositions and marks, whole and without a leading article or gerund.

    Args:
        document: What to read.

    Example:
        >>> from kgbuild.extract.text.document import DocumentReader
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
            if end - begin < _LONGEST_PART and sum(map(str.isalnum, title[begin:end])) > 1:
                yield Candidate(begin, end, TITLE_PART, "Name")
        start = following
