"""Sentences with the words marked, as HTML."""

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup, escape

from kgbuild.assemble.graph import Passage


class Span(NamedTuple):
    """Words of a text that mean a node.

    Attributes:
        start: First character, from 0.
        end: One past the last.
        href: Address of the node's page.
        kind: Style class of the node's class.
    """

    start: int
    end: int
    href: str
    kind: str


def marked(passage: Passage) -> Markup:
    """Return a passage's sentence with its marks, as HTML.

    Args:
        passage: What states an edge.

    Example:
        >>> marked(Passage("urn:p", "abstract", 10, 22, "We use BERT.", ((17, 21),), 0.9, "rules"))
        Markup('We use <mark>BERT</mark>.')
    """
    pieces, at = [], 0
    for start, end in sorted((start - passage.start, end - passage.start) for start, end in passage.marks):
        if at <= start < end <= len(passage.text):
            pieces.append(escape(passage.text[at:start]) + Markup("<mark>%s</mark>") % passage.text[start:end])
            at = end
    return Markup("").join([*pieces, escape(passage.text[at:])])


def annotated(text: str, spans: Iterable[Span]) -> Markup:
    """Return a text with the names in it as links to their pages, as HTML; of those that overlap, the longest.

    Args:
        text: A title or abstract.
        spans: What to link, in any order.

    Example:
        >>> annotated("We use BERT.", [Span(7, 11, "bert.html", "t-model")])
        Markup('We use <a class="name t-model" href="bert.html">BERT</a>.')
    """
    pieces, at = [], 0
    for span in _apart(text, spans):
        link = Markup('<a class="name %s" href="%s">%s</a>') % (span.kind, span.href, text[span.start : span.end])
        pieces.append(escape(text[at : span.start]) + link)
        at = span.end
    return Markup("").join([*pieces, escape(text[at:])])


def _apart(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the spans that do not overlap, in the order of the text, longer ones before shorter."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start - span.end, span)):
        inside = 0 <= span.start < span.end <= len(text)
        if inside and all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept)
