"""What the tagger sees of a token: facts of the word itself, and facts of its place in the document."""

import re
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from kgbuild.extract.tagger.layers import Integers

LEXICON_TYPES = ("Architecture", "Dataset", "Method", "Metric", "Model", "Task", "Technique", "Tool")
"""The types of known names that the tagger is told of."""

_PREFIXES, _SUFFIXES, _SHAPES = 1500, 1500, 300
_SHAPE_MARKS = ((re.compile(r"[^\W\d_a-zß-ÿ]"), "X"), (re.compile(r"[^\W\d_X]"), "x"), (re.compile(r"\d"), "9"))
_RUN = re.compile(r"(.)\1{2,}")
_DIGIT = re.compile(r"\d")
_RANKS = (0, 100, 300, 1_000, 3_000, 8_000, 20_000)
_COMMON = 3_000

# Where each kind of fact begins in the table of facts.
_SHAPE_AT = _PREFIXES + _SUFFIXES
_RANK_AT = _SHAPE_AT + _SHAPES
_COMMON_AT = _RANK_AT + len(_RANKS) + 1
WORD_FACTS = _COMMON_AT + _COMMON
"""How many facts of a word there are."""

_ZONES = 12
_COUNTS = 5
_ZONE_AT = 0
_COUNT_AT = _ZONE_AT + _ZONES
_ELSEWHERE_AT = _COUNT_AT + _COUNTS
_PLACE_AT = _ELSEWHERE_AT + 2
_BRACKET_AT = _PLACE_AT + 5
_LEXICON_AT = _BRACKET_AT + 2
PLACE_FACTS = _LEXICON_AT + 2 * len(LEXICON_TYPES)
"""How many facts of a place there are."""


class Known(NamedTuple):
    """A known name in a document.

    Attributes:
        start: First token.
        end: One past the last token.
        type: One of `LEXICON_TYPES`; others are passed over.
    """

    start: int
    end: int
    type: str


class Text(NamedTuple):
    """A document as the tagger takes it.

    Attributes:
        tokens: The words of title and abstract.
        sentence_starts: The tokens that begin the title and each sentence, in order; the first is 0.
        title_length: How many tokens the title has.
        known: Known names in it.
    """

    tokens: Sequence[str]
    sentence_starts: Sequence[int]
    title_length: int
    known: Sequence[Known] = ()


def vector_key(token: str) -> str:
    """Return the form under which a word has its vector: lower case, each digit a 0.

    Example:
        >>> vector_key("CIFAR10")
        'cifar00'
    """
    return _DIGIT.sub("0", token.lower())


def shape(token: str) -> str:
    """Return the outline of a word: X, x and 9 for capitals, other letters and digits, at most two of each in a row.

    Example:
        >>> shape("ResNet"), shape("BERT"), shape("ImageNet21k")
        ('XxxXxx', 'XX', 'XxxXxx99x')
    """
    for pattern, mark in _SHAPE_MARKS:
        token = pattern.sub(mark, token)
    return _RUN.sub(r"\1\1", token)[:12]


def word_facts(token: str, rank: int) -> Iterator[int]:
    """Yield the numbers of a word's facts.

    Args:
        token: The word.
        rank: Its rank by frequency in the table of vectors, or -1.
    """
    key = vector_key(token)
    yield _hashed(key[:3], _PREFIXES)
    yield _PREFIXES + _hashed(key[-3:], _SUFFIXES)
    yield _SHAPE_AT + _hashed(shape(token), _SHAPES)
    yield _RANK_AT + (sum(rank >= limit for limit in _RANKS) if rank >= 0 else 0)
    if 0 <= rank < _COMMON:
        yield _COMMON_AT + rank


def place_facts(text: Text, words: Integers) -> list[tuple[Integers, Integers]]:
    """Return pairs of tokens and facts of their place.

    Args:
        text: The document.
        words: For each token the number of its word in lower case.
    """
    size = len(words)
    every = np.arange(size)
    starts = np.asarray(text.sentence_starts, np.int64)
    sentence = np.searchsorted(starts, every, side="right") - 1
    counts = np.minimum(np.bincount(words)[words], _COUNTS) - 1
    in_title = every < text.title_length
    in_both = (np.bincount(words[in_title], minlength=size) > 0) & (np.bincount(words[~in_title], minlength=size) > 0)
    offset = np.minimum(every - starts[np.maximum(sentence, 0)], 4)
    facts = [
        _ZONE_AT + _zones(text, sentence, in_title),
        _COUNT_AT + counts,
        _ELSEWHERE_AT + in_both[words].astype(np.int64),
        _PLACE_AT + offset,
    ]
    facts.append(_BRACKET_AT + _in_brackets(text.tokens))
    pairs = [(every, fact) for fact in facts]
    rows, marks = _lexicon_facts(text.known)
    if rows:
        pairs.append((np.array(rows), np.array(marks)))
    return pairs


def _zones(text: Text, sentence: Integers, in_title: np.ndarray) -> Integers:
    """Return 0 to 2 for the title (no colon, before it, after it), 3 to 8 for sentences from the first, 9 to 11 from the last."""
    last = int(sentence[-1]) if len(sentence) else 0
    zones = np.minimum(sentence, 6) + 2
    zones = np.where(sentence > max(last - 3, 3), 11 - (last - sentence), zones)
    title = list(text.tokens[: text.title_length])
    colon = title.index(":") if ":" in title else -1
    before = np.arange(len(sentence)) <= colon
    return np.where(in_title, 0 if colon < 0 else np.where(before, 1, 2), zones).astype(np.int64)


def _in_brackets(tokens: Sequence[str]) -> Integers:
    marks = np.array([(token == "(") - (token == ")") for token in tokens], np.int64)  # noqa: S105 - a bracket
    return (np.cumsum(marks) > 0).astype(np.int64)


def _lexicon_facts(known: Sequence[Known]) -> tuple[list[int], list[int]]:
    rows: list[int] = []
    marks: list[int] = []
    for start, end, kind in known:
        if kind in LEXICON_TYPES:
            at = _LEXICON_AT + 2 * LEXICON_TYPES.index(kind)
            rows.extend(range(start, end))
            marks.extend([at, *[at + 1] * (end - start - 1)])
    return rows, marks


def _hashed(text: str, size: int) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) % size
