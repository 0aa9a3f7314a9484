"""What a role model looks at: facts about one group of mentions, each a short string."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kgbuild.extract.candidates.grouping import Group
from kgbuild.extract.candidates.introductions import STATED
from kgbuild.extract.candidates.lexicon import LEXICON
from kgbuild.extract.candidates.terms import TERM
from kgbuild.extract.candidates.title_parts import TITLE_PART
from kgbuild.extract.roles.cues import CueIndex
from kgbuild.extract.roles.opinions import is_improbable, opinion_features
from kgbuild.extract.roles.places import PlaceFeatures
from kgbuild.extract.tagger.layers import Floats
from kgbuild.extract.tagger.proposing import TAGGER
from kgbuild.extract.text.document import Document
from kgbuild.extract.text.folding import fold

_SHAPE = str.maketrans(
    {
        char: "X" if char.isupper() else "x" if char.islower() else "9" if char.isdigit() else "-"
        for char in map(chr, range(32, 592))
    }
)
_REPEATED = re.compile(r"([Xx9-])\1+")
_READ_NAMES = 2
_READ_MENTIONS = 4

NAMING = ("w=", "head=", "head2=", "start=", "suffix=", "in=", "c=", "lex=", "p=lexicon/")
"""How features begin that tell which name it is, or that the lexicon knows it."""

# What these say is heard after the model (names that are stated) or as opinions of their own (the tagger).
_JUDGED_APART = frozenset({STATED, TAGGER})
# These propose any words, for their last noun or their place; the others know a name, its shape, or a phrase that presents it.
_OF_ANY_WORDS = frozenset({TERM, TITLE_PART})


class Context(NamedTuple):
    """What the features of all groups of one document share."""

    document: Document
    places: PlaceFeatures
    covered: frozenset[tuple[int, int]]
    colon: int
    opinions: dict[Group, list[str]]


def context_of(document: Document, groups: list[Group], cues: CueIndex, scores: Floats) -> Context:
    """Return what the features of this document's groups share.

    Args:
        document: What the groups were found in.
        groups: All of them; a mention that lies inside another's longer one is marked as covered.
        cues: Of the document.
        scores: The tagger's probabilities for it.
    """
    spans = sorted({span for group in groups for span in group.spans}, key=lambda span: (span[0], -span[1]))
    covered, reach = set(), 0
    for start, end in spans:
        if end <= reach:
            covered.add((start, end))
        reach = max(reach, end)
    colon = document.sentences[0].text.find(":")
    opinions = opinion_features(document, scores, groups)
    return Context(document, PlaceFeatures(document, cues), frozenset(covered), colon, opinions)


def is_hopeless(group: Group, context: Context) -> bool:
    """Tell whether a group need not be judged: it is common words, and the tagger holds it to be no name.

    Of 1,395 annotated papers these are a third of the groups; of 11,943 things listed, 34 are named by nothing else.

    Args:
        group: Mentions of one thing.
        context: From `context_of` its document.
    """
    return all(one.source in _OF_ANY_WORDS for one in group.proposals) and is_improbable(context.opinions[group])


def features(group: Group, context: Context) -> list[str]:
    """Return the features of a group, some of them more than once.

    Args:
        group: Mentions of one thing.
        context: From `context_of` its document.
    """
    text = context.document.text
    found = ["1", *context.opinions[group]]
    found += _proposal_features(group)
    found += _count_features(group, context)
    for start, end in group.longest(_READ_NAMES):
        found += _name_features(text[start:end])
    for span in group.spans[:_READ_MENTIONS]:
        found += context.places.of(span)
    return found


def _proposal_features(group: Group) -> Iterator[str]:
    yield from _origin_features(frozenset([(one.source, one.kind) for one in group.proposals if one.source not in _JUDGED_APART]))
    concepts = {one.concept for one in group.proposals if one.concept}
    for concept in sorted(concepts)[:3] if concepts else ():
        yield f"c={concept.rsplit('/', 2)[-2:]}"


@lru_cache(maxsize=10_000)
def _origin_features(judged: frozenset[tuple[str, str]]) -> tuple[str, ...]:
    return (
        *(f"p={source}/{kind}" for source, kind in sorted(judged)),
        f"ps={'+'.join(sorted({source for source, _ in judged}))}",
        f"lex={'+'.join(sorted(kind for source, kind in judged if source == LEXICON))}",
    )


def _count_features(group: Group, context: Context) -> Iterator[str]:
    document = context.document
    numbers = sorted({document.sentence_at(start).index for start, _ in group.spans})
    last = document.sentences[-1].index
    yield f"n={min(len(group.spans), 5)}"
    yield f"s={min(len(numbers), 4)}"
    yield f"first={min(numbers[1] if numbers[0] == 0 and len(numbers) > 1 else numbers[0], 6)}"
    if numbers[-1] == last:
        yield "last"
    if group.abbreviated:
        yield "abbreviated"
    inside = sum(span in context.covered for span in group.spans)
    yield "covered=" + ("all" if inside == len(group.spans) else "some" if inside else "none")
    if numbers[0] == 0:
        yield "title" if len(numbers) > 1 else "title only"
        start, end = group.spans[0]
        if context.colon > 0:
            yield "title before colon" if end <= context.colon else "title after colon"
        if start == 0:
            yield "title start"
        if end == len(document.sentences[0].text):
            yield "title end"


@lru_cache(maxsize=50_000)
def _name_features(name: str) -> tuple[str, ...]:
    words = fold(name).split() or [""]
    shape = _REPEATED.sub(r"\1", name[:40].translate(_SHAPE))
    return (
        f"w={' '.join(words)}",
        f"head={words[-1]}",
        f"head2={' '.join(words[-2:])}",
        f"start={words[0]}",
        f"suffix={words[-1][-4:]}",
        f"words={min(len(words), 6)}",
        *(f"in={word}" for word in words[:-1]),
        f"shape={shape[:12]}",
    )
