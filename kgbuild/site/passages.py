"""Sentences with the words marked, as HTML."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup, escape

from kgbuild.assemble.graph import Passage
from kgbuild.export.passages import pieces


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
    return Markup("").join(Markup("<mark>%s</mark>") % text if is_marked else escape(text) for text, is_marked in pieces(passage))


def annotated(text: str, spans: Iterable[Span]) -> Markup:
    """Return a text with the names in it as links to their pages, as HTML; of those that overlap, the longest.

    Args:
        text: A title or abstract.
        spans: What to link, in any order.

    Example:
        >>> annotated("We use BERT.", [Span(7, 11, "bert.html", "t-model")])
        Markup('We use <a class="name t-model" href="bert.html">BERT</a>.')
    """
    parts: list[Markup] = []
    at = 0
    for span in _apart(text, spans):
        link = Markup('<a class="name %s" href="%s">%s</a>') % (span.kind, span.href, text[span.start : span.end])
        parts.append(escape(text[at : span.start]) + link)
        at = span.end
    return Markup("").join([*parts, escape(text[at:])])


def everywhere(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return spans together with every other place where the same words stand by themselves.

    Args:
        text: A title or abstract.
        spans: Places in it.

    Example:
        >>> [span.start for span in everywhere("BERT beats BERTs and BERT", [Span(0, 4, "bert.html", "t-model")])]
        [0, 21]
    """
    said: dict[str, Span] = {}
    for span in sorted(spans):
        said.setdefault(text[span.start : span.end], span)
    found = [
        span._replace(start=match.start(), end=match.end())
        for words, span in said.items()
        if words.strip()
        for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    ]
    return sorted({*spans, *found})


def _apart(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the spans that do not overlap, in the order of the text, longer ones before shorter."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start - span.end, span)):
        inside = 0 <= span.start < span.end <= len(text)
        if inside and all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept)
