"""The tagger among the extractor's components: candidates, and what it says of the candidates of others."""

from collections.abc import Iterator
from typing import NamedTuple

from kgbuild.extract.candidates import Candidate
from kgbuild.extract.document import Document
from kgbuild.extract.tagger.decoding import decode, span_confidences
from kgbuild.extract.tagger.layers import Floats


class Opinion(NamedTuple):
    """What the tagger says of a stretch of a document, for each field in the order of `FIELDS`.

    Attributes:
        exact: The confidence that exactly this is a name listed there.
        touched: The mean probability of its words to belong to any name listed there.
    """

    exact: tuple[float, ...]
    touched: tuple[float, ...]


def propose_tagged(document: Document, scores: Floats, threshold: float = 0.1) -> Iterator[Candidate]:
    """Yield the spans that the tagger is confident enough of; `kind` is the field.

    Args:
        document: A paper.
        scores: The tagger's probabilities for it.
        threshold: The least confidence.
    """
    for span in decode(scores, threshold):
        start, end = document.word_starts[span.start_token], _end(document, span.end_token)
        if (start < document.abstract_start) == (end <= document.abstract_start) and document.text[start:end].strip():
            yield Candidate(start, end, "tagger", span.field, strength=round(span.confidence, 4))


def opinion(document: Document, scores: Floats, start: int, end: int) -> Opinion:
    """Return what the tagger says of a stretch of a document.

    Args:
        document: A paper.
        scores: The tagger's probabilities for it.
        start: First character in the document's text.
        end: One past the last.
    """
    first, after = document.words_in(start, end)
    touched = 1 - scores[first:after, :, 0].mean(axis=0)
    return Opinion(tuple(span_confidences(scores, first, after).tolist()), tuple(touched.tolist()))


def _end(document: Document, token: int) -> int:
    last = document.tokens[token - 1]
    return last.idx + len(last)
