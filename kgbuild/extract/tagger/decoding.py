"""Spans out of a tagger's probabilities."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from kgbuild.extract.tagger.fields import BEGIN, FIELDS, INSIDE
from kgbuild.extract.tagger.layers import Floats, Integers

_SOFTENED = 0.75
_HOPELESS = 0.005
_TINY = 1e-9

LONGEST = 12
"""The longest span, in tokens."""


class TaggedSpan(NamedTuple):
    """A stretch of tokens that may be listed under a field.

    Attributes:
        start_token: Its first token.
        end_token: One past its last.
        field: One of `FIELDS`.
        confidence: The probability that exactly this stretch is a name listed there.
    """

    start_token: int
    end_token: int
    field: str
    confidence: float


def decode(scores: Floats, threshold: float = 0.1) -> list[TaggedSpan]:
    """Return the spans with at least this confidence, in the order of the text; spans of one field do not overlap.

    Args:
        scores: Probabilities from a tagger (tokens x fields x states).
        threshold: The least confidence.
    """
    spans: list[TaggedSpan] = []
    starts, fields = (scores[:, :, BEGIN] >= threshold).nonzero()
    found = sorted(
        (
            one
            for start, field in zip(starts.tolist(), fields.tolist(), strict=True)
            for one in _best(scores, start, field, threshold)
        ),
        key=_rank,
    )
    taken: set[tuple[str, int]] = set()
    for one in found:
        places = {(one.field, token) for token in range(one.start_token, one.end_token)}
        if taken.isdisjoint(places):
            taken |= places
            spans.append(one)
    return sorted(spans)


def span_confidences(scores: Floats, starts: Integers, ends: Integers) -> Floats:
    """Return for each stretch of tokens (rows) and field (columns) the confidence that exactly it is a name listed there.

    The probability that its first token begins a name, the others continue it and the next does not; since these depend on each
    other, and long names would hardly ever be probable, it is softened by the length.

    Args:
        scores: Probabilities from a tagger (tokens x fields x states).
        starts: The stretches' first tokens.
        ends: One past their last.
    """
    begin = np.log(np.maximum(scores[:, :, BEGIN], _TINY), dtype=np.float64)
    inside = np.log(np.maximum(scores[:, :, INSIDE], _TINY), dtype=np.float64)
    stop = np.log(np.maximum(1 - scores[:, :, INSIDE], _TINY), dtype=np.float64)
    none = np.zeros((1, scores.shape[1]))
    sums, stop = np.concatenate([none, np.cumsum(inside, axis=0)]), np.concatenate([stop, none])
    reached = begin[starts] + sums[ends] - sums[starts + 1] + stop[ends]
    result: Floats = np.exp(reached * ((ends - starts) ** -_SOFTENED)[:, None]).astype(np.float32)
    return result


def _best(scores: Floats, start: int, field: int, threshold: float) -> Iterator[TaggedSpan]:
    """Yield the most confident span from this token, if it is confident enough."""
    inside = scores[start + 1 : start + LONGEST + 1, field, INSIDE].tolist()
    reached, best, length = float(scores[start, field, BEGIN]), 0.0, 1
    for more, probability in enumerate([*inside, 0.0][:LONGEST], 1):
        confidence = (reached * (1 - probability)) ** (more**-_SOFTENED)
        if confidence > best:
            best, length = confidence, more
        reached *= probability
        if reached < _HOPELESS:
            break
    if best >= threshold:
        yield TaggedSpan(start, start + length, FIELDS[field], best)


def _rank(span: TaggedSpan) -> tuple[float, TaggedSpan]:
    return -span.confidence, span
