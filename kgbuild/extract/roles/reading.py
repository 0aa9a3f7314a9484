"""From a document to scored groups: what the components find, grouped, with how probable each role is."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from kgbuild.extract.candidates.abbreviations import abbreviated, find_abbreviations
from kgbuild.extract.candidates.candidate import Candidate, Proposer
from kgbuild.extract.candidates.grouping import Group, group
from kgbuild.extract.candidates.wellformed import is_well_formed, without_modifier
from kgbuild.extract.roles.cues import CueIndex
from kgbuild.extract.roles.features import context_of, features, is_hopeless
from kgbuild.extract.roles.selection import Reading, as_stated, exclusive, select_all, with_own
from kgbuild.extract.roles.surroundings import Surroundings
from kgbuild.extract.scoring import KINDS, ROLES, LogisticModel
from kgbuild.extract.shallow_network import ShallowNetwork
from kgbuild.extract.tagger.layers import Floats
from kgbuild.extract.tagger.proposing import propose_tagged
from kgbuild.extract.text.document import Document

Tag = Callable[[Document, Sequence[Candidate]], Floats]
"""Gives the tagger's probabilities for a document, of which it may know what other components found."""


class Components(NamedTuple):
    """What reads a document.

    Attributes:
        proposers: Find candidates.
        tag: Finds candidates too, and says what each is likely to be.
        roles: Judges the candidates' roles.
        kinds: Judges the types of what is introduced.
        own: IRIs of concepts that the user named: what means one of them is listed, however improbable.
    """

    proposers: Sequence[Proposer]
    tag: Tag
    roles: ShallowNetwork
    kinds: LogisticModel
    own: frozenset[str] = frozenset()


def find_groups(document: Document, cues: CueIndex, proposers: Sequence[Proposer], tag: Tag) -> dict[Group, list[str]]:
    """Return what the components propose, grouped by what it names, with the features of each group that is worth judging.

    Args:
        document: What to read.
        cues: Of the document.
        proposers: Find candidates.
        tag: Finds candidates too.
    """
    pairs = find_abbreviations(document)
    candidates = [candidate for proposer in proposers for candidate in proposer(document)]
    scores = tag(document, candidates)
    groups = group(document, _fit(document, [*candidates, *propose_tagged(document, scores), *abbreviated(pairs)]), pairs)
    context = context_of(document, groups, cues, scores)
    return {one: features(one, context) for one in groups if not is_hopeless(one, context)}


def _fit(document: Document, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that can be names or terms; `BERT` where `BERT-based` was proposed."""
    verdicts: dict[tuple[int, int], int] = {}
    for one in candidates:
        if (one.start, one.end) not in verdicts:
            text = document.text[one.start : one.end]
            length = without_modifier(text)
            verdicts[one.start, one.end] = one.start + length if is_well_formed(text[:length]) else 0
    fit = [(one, verdicts[one.start, one.end]) for one in candidates]
    return [one if end == one.end else one._replace(end=end) for one, end in fit if end]


def read(document: Document, cues: CueIndex, surroundings: Surroundings, components: Components) -> list[Reading]:
    """Return what the document names, with the roles that are probable enough and, marked, the faint ones that can be related.

    Args:
        document: What to read.
        cues: Of the document.
        surroundings: Of the document.
        components: Find and judge.
    """
    present = find_groups(document, cues, components.proposers, components.tag)
    judged = zip(present, components.roles.probabilities(present.values(), surroundings(list(present))), strict=True)
    thresholds = components.roles.thresholds
    introduced = thresholds[ROLES.index("introduces")]
    scored = [(one, exclusive(as_stated(one, row), introduced)) for one, row in judged]
    readings = with_own(select_all(scored, thresholds), scored, components.own)
    new = [reading for reading in readings if reading.role == "introduces"]
    likely = components.kinds.probabilities(present[reading.group] for reading in new)
    typed = [replace(reading, kind=KINDS[row.index(max(row))]) for reading, row in zip(new, likely, strict=True)]
    return [*typed, *(reading for reading in readings if reading.role != "introduces")]
