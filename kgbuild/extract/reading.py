"""From a document to scored groups: what the components find, grouped, with how probable each role is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kgbuild.extract.abbreviations import Pair, find_abbreviations
from kgbuild.extract.candidates import Candidate, Proposer
from kgbuild.extract.cues import CueIndex
from kgbuild.extract.document import Document
from kgbuild.extract.features import context_of, features
from kgbuild.extract.grouping import Group, group
from kgbuild.extract.introductions import STATED
from kgbuild.extract.role_network import RoleNetwork
from kgbuild.extract.scoring import KINDS, ROLES, ROLES_OF_TYPE, LogisticModel
from kgbuild.extract.surroundings import Surroundings
from kgbuild.extract.tagger.layers import Floats
from kgbuild.extract.tagger.proposing import propose_tagged
from kgbuild.extract.wellformed import is_well_formed, without_modifier
from kgbuild.models import EntityType

_FAINT = 0.4
_STATED_SURE = 0.99
_INTRODUCES, _BUILT_ON, _COMPARED = map(ROLES.index, ("introduces", "usesBaseModel", "comparesWith"))
_RELATED = frozenset({"introduces", "usesBaseModel", "usesArchitecture", "comparesWith", "appliesTechnique"})

Tag = Callable[[Document, Sequence[Candidate]], Floats]
"""Gives the tagger's probabilities for a document, of which it may know what other components found."""


class Components(NamedTuple):
    """What reads a document.

    Attributes:
        proposers: Find candidates.
        tag: Finds candidates too, and says what each is likely to be.
        surroundings: Gives the vectors of the words of names and around them.
        roles: Judges the candidates' roles.
        kinds: Judges the types of what is introduced.
        own: IRIs of concepts that the user named: what means one of them is listed, however improbable.
    """

    proposers: Sequence[Proposer]
    tag: Tag
    surroundings: Surroundings
    roles: RoleNetwork
    kinds: LogisticModel
    own: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a document names, under one role.

    Attributes:
        group: Its mentions.
        role: A relation of the paper to it, such as `usesDataset`.
        probability: How probable a careful reader lists it so.
        kind: The type of what is introduced; None in other roles.
        faint: Whether it is too improbable to stand without a relation that confirms it.
    """

    group: Group
    role: str
    probability: float
    kind: EntityType | None = None
    faint: bool = False


def find_groups(document: Document, cues: CueIndex, proposers: Sequence[Proposer], tag: Tag) -> dict[Group, list[str]]:
    """Return everything that the components propose, grouped by what it names, with the features of each group.

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
    return {one: features(one, context) for one in groups}


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


def abbreviated(pairs: Sequence[Pair]) -> list[Candidate]:
    """Return the ends of abbreviations as candidates."""
    long = [Candidate(pair.long_start, pair.long_end, "abbreviation", "long") for pair in pairs]
    return long + [Candidate(pair.short_start, pair.short_end, "abbreviation", "short") for pair in pairs]


def read(document: Document, cues: CueIndex, components: Components) -> list[Reading]:
    """Return what the document names, with the roles that are probable enough and, marked, the faint ones that can be related.

    Args:
        document: What to read.
        cues: Of the document.
        components: Find and judge.
    """
    present = find_groups(document, cues, components.proposers, components.tag)
    vectors = components.surroundings(document, list(present))
    judged = zip(present, components.roles.probabilities(present.values(), vectors), strict=True)
    least = components.roles.thresholds[_INTRODUCES]
    scored = [(one, exclusive(_as_stated(row) if _is_stated(one) else row, least)) for one, row in judged]
    readings = with_own(select_all(scored, components.roles.thresholds), scored, components.own)
    introduced = [reading for reading in readings if reading.role == "introduces"]
    likely = components.kinds.probabilities(present[reading.group] for reading in introduced)
    typed = [replace(reading, kind=KINDS[row.index(max(row))]) for reading, row in zip(introduced, likely, strict=True)]
    return [*typed, *(reading for reading in readings if reading.role != "introduces")]


def _is_stated(one: Group) -> bool:
    return any(proposal.source == STATED for proposal in one.proposals)


def _as_stated(row: Sequence[float]) -> list[float]:
    """Return the probabilities of a name in "we introduce X": the model, which knows names, must not overrule the sentence."""
    return [max(likely, _STATED_SURE) if role == "introduces" else likely for role, likely in zip(ROLES, row, strict=True)]


def exclusive(row: Sequence[float], threshold: float) -> list[float]:
    """Return the probabilities of a thing's roles without those that another excludes.

    What a paper introduces it neither builds on nor compares with: of 5,250 things that annotators list as introduced they list
    seven so, too. What it more likely compares with it does not build on.

    Args:
        row: By role.
        threshold: The probability from which a thing counts as introduced.
    """
    left = list(row)
    if row[_INTRODUCES] >= threshold:
        left[_BUILT_ON] = left[_COMPARED] = 0.0
    elif row[_COMPARED] > row[_BUILT_ON]:
        left[_BUILT_ON] = 0.0
    return left


def select_all(scored: Sequence[tuple[Group, Sequence[float]]], thresholds: Sequence[float]) -> list[Reading]:
    """Return the readings of all roles, the most probable of each first; those below their role's threshold are marked faint.

    Args:
        scored: Groups with their probabilities by role.
        thresholds: For each role, the probability from which a reading stands alone.
    """
    return [
        replace(one, faint=True) if one.probability < threshold else one
        for number, (role, threshold) in enumerate(zip(ROLES, thresholds, strict=True))
        for one in select(scored, number, role, threshold * (_FAINT if role in _RELATED else 1))
    ]


def with_own(readings: Sequence[Reading], scored: Sequence[tuple[Group, Sequence[float]]], own: frozenset[str]) -> list[Reading]:
    """Return the readings, and one for each of the user's own names that none of them lists, in the likeliest role of its type.

    A name that stands only inside others that are listed is not missing.

    Args:
        readings: Of a document.
        scored: Its groups with their probabilities by role.
        own: IRIs of the user's concepts.
    """
    taken = [span for reading in readings if not reading.faint for span in reading.group.spans]
    added: dict[tuple[Group, str], Reading] = {}
    for one, row in scored if own else ():
        roles = {role for found in one.proposals if found.concept in own for role in ROLES_OF_TYPE.get(found.kind, ())}
        if roles and not all(any(start < stop and begin < end for begin, stop in taken) for start, end in one.spans):
            probability, role = max((row[ROLES.index(role)], role) for role in sorted(roles))
            added[one, role] = Reading(one, role, probability)
    return [*(reading for reading in readings if (reading.group, reading.role) not in added), *added.values()]


def select(scored: Sequence[tuple[Group, Sequence[float]]], number: int, role: str, threshold: float) -> list[Reading]:
    """Return the groups that are probable enough in one role; of overlapping ones the more probable.

    Args:
        scored: Groups with their probabilities by role.
        number: The role's number.
        role: The role's name.
        threshold: The least probability.
    """
    enough = [(row[number], one) for one, row in scored if row[number] >= threshold]
    kept: list[Reading] = []
    taken: list[tuple[int, int]] = []
    for probability, one in sorted(enough, key=lambda pair: (-pair[0], pair[1].spans)):
        if not all(any(start < stop and begin < end for begin, stop in taken) for start, end in one.spans):
            kept.append(Reading(one, role, probability))
            taken.extend(one.spans)
    return kept
