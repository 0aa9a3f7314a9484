"""Pairs of a long form and its abbreviation.

After Schwartz and Hearst (2003), "A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text".
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kgbuild.extract.candidates.candidate import Candidate
from kgbuild.extract.text.document import Document, Sentence

_PARENTHESIS = re.compile(r"\s?\(([^()]{2,100})\)")
_WORD = re.compile(r"[^\s,;:()\[\]\"“”]+")
_SHORT = re.compile(r"(?=.*[^\W\d_])[A-Za-z0-9][\w./&+-]{1,11}")
_TAIL = re.compile(r"[,;]| or ")
_ACTION = re.compile(
    r"(?:the|a|an|our|this|we|of|for|and|in|with|by|using|as|named|called|namely|propose[sd]?|present|introduce[sd]?)\b\s*",
    re.IGNORECASE,
)


class Pair(NamedTuple):
    """Two stretches of one document that name the same thing, by their offsets."""

    long_start: int
    long_end: int
    short_start: int
    short_end: int


def find_abbreviations(document: Document) -> list[Pair]:
    """Return the long forms and abbreviations that the text joins by parentheses, in either order.

    Args:
        document: What to read.

    Returns:
        Pairs in the order of the text.

    Example:
        >>> from kgbuild.extract.text.document import DocumentReader
        >>> from kgbuild.models import Paper
        >>> doc = DocumentReader()(Paper(title="We use word error rate (WER) and MIPS (maximum inner product search)"))
        >>> [(doc.text[p.long_start:p.long_end], doc.text[p.short_start:p.short_end]) for p in find_abbreviations(doc)]
        [('word error rate', 'WER'), ('maximum inner product search', 'MIPS')]
    """
    return [pair for sentence in document.sentences for pair in _pairs(sentence)]


def abbreviated(pairs: Sequence[Pair]) -> list[Candidate]:
    """Return the ends of abbreviations as candidates."""
    long = [Candidate(pair.long_start, pair.long_end, "abbreviation", "long") for pair in pairs]
    return long + [Candidate(pair.short_start, pair.short_end, "abbreviation", "short") for pair in pairs]


def _pairs(sentence: Sentence) -> Iterator[Pair]:
    for match in _PARENTHESIS.finditer(sentence.text):
        inside, before = match[1], sentence.text[: match.start()]
        shift, at = sentence.start, match.start(1)
        short = _TAIL.split(inside, maxsplit=1)[0].strip()
        if _is_short(short):
            begin = _long_form(short, before)
            if begin is not None:
                short_at = shift + at + inside.index(short)
                yield Pair(shift + begin, shift + match.start(), short_at, short_at + len(short))
                continue
        words = list(_WORD.finditer(before))
        if words and _is_short(words[-1][0]) and words[-1].end() == len(before):
            begin = _long_form(words[-1][0], inside)
            if begin == 0:
                yield Pair(shift + at, shift + at + len(inside), shift + words[-1].start(), shift + words[-1].end())


def _is_short(text: str) -> bool:
    return _SHORT.fullmatch(text) is not None and any(char.isupper() for char in text)


def _long_form(short: str, before: str) -> int | None:
    """Return where in `before` the long form of an abbreviation starts; it ends where `before` ends."""
    letters = short[:-1] if len(short) > 2 and short.endswith("s") and short[-2].isupper() else short  # noqa: PLR2004 - a plural has three letters
    words = list(_WORD.finditer(before))[-min(len(letters) + 5, len(letters) * 2) :]
    if not words:
        return None
    at, earliest = len(before) - 1, words[0].start()
    for number, char in enumerate(reversed(letters.lower())):
        if not char.isalnum():
            continue
        first = number == len(letters) - 1
        while at >= earliest and (before[at].lower() != char or (first and at and before[at - 1].isalnum())):
            at -= 1
        if at < earliest:
            return None
        at -= 1
    begin = before.rfind(" ", 0, at + 1) + 1
    while skipped := _ACTION.match(before, begin):
        begin = skipped.end()
    long = before[begin:].strip()
    return (
        begin
        if len(long) > len(short) and " " in long.replace("-", " ") and short not in long.split() and begin <= at + 1
        else None
    )
