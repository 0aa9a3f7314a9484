"""The tagger among the extractor's components: candidates, and what it says of the candidates of all."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from kgbuild.extract.candidates.candidate import Candidate
from kgbuild.extract.tagger.decoding import decode, span_confidences
from kgbuild.extract.tagger.fields import OUTSIDE
from kgbuild.extract.tagger.layers import Floats
from kgbuild.extract.text.document import Document

TAGGER = "tagger"
"""The source of the tagger's candidates."""


class Opinions(NamedTuple):
    """What the tagger says of stretches of a document (rows), for each field in the order of `FIELDS` (columns).

    Attributes:
        exact: The confidence that exactly this is a name listed there.
        touched: The mean probability of its words to belong to any name listed there.
    """

    exact: Floats
    touched: Floats


def propose_tagged(document: Document, scores: Floats, threshold: float = 0.1) -> Iterator[Candidate]:
    """Yield the spans that the tagger is confident enough of; `kind` is the field.

    Args:
        document: A paper.
        scores: The tagger's probabilities for it.
        threshold: The least confidence.
    """
    for span in decode(scores, threshold):
        start, end = document.word_starts[span.start_token], _end(document, span.end_token)
        text = document.text[start:end]
        if (start < document.abstract_start) == (end <= document.abstract_start) and text.strip():
            # White space is a token, too, where there is more than one sign of it.
            yield Candidate(start + len(text) - len(text.lstrip()), start + len(text.rstrip()), TAGGER, span.field)


def opinions(document: Document, scores: Floats, spans: Sequence[tuple[int, int]]) -> Opinions:
    """Return what the tagger says of stretches of a document.

    Args:
        document: A paper.
        scores: The tagger's probabilities for it.
        spans: Offsets in the document's text; none is empty.
    """
    places = np.array([document.words_in(start, end) for start, end in spans], np.int64).reshape(-1, 2)
    starts, ends = places[:, 0], places[:, 1]
    sums = np.concatenate([np.zeros((1, scores.shape[1])), np.cumsum(1 - scores[:, :, OUTSIDE], axis=0, dtype=np.float64)])
    touched = (sums[ends] - sums[starts]) / (ends - starts)[:, None]
    return Opinions(span_confidences(scores, starts, ends), touched.astype(np.float32))


def _end(document: Document, token: int) -> int:
    return document.word_starts[token - 1] + len(document.forms[token - 1])
