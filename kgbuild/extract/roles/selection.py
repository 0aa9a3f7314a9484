"""From probabilities to readings: what excludes what, what is certain, and which of overlapping names stay."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kgbuild.extract.candidates.grouping import Group
from kgbuild.extract.candidates.introductions import STATED
from kgbuild.extract.scoring import ROLES, ROLES_OF_TYPE
from kgbuild.models import EntityType

_FAINT = 0.4
_STATED_SURE = 0.99
_INTRODUCES, _BUILT_ON, _COMPARED = map(ROLES.index, ("introduces", "usesBaseModel", "comparesWith"))
_RELATED = frozenset({"introduces", "usesBaseModel", "usesArchitecture", "comparesWith", "appliesTechnique"})

Scored = tuple[Group, Sequence[float]]
"""A group with the probability of each role."""


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


def as_stated(one: Group, row: Sequence[float]) -> Sequence[float]:
    """Return the probabilities of a group: in "we introduce X" the model, which knows names, must not overrule the sentence.

    Args:
        one: The group.
        row: By role.
    """
    if not any(proposal.source == STATED for proposal in one.proposals):
        return row
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


def select_all(scored: Sequence[Scored], thresholds: Sequence[float]) -> list[Reading]:
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


def with_own(readings: Sequence[Reading], scored: Sequence[Scored], own: frozenset[str]) -> list[Reading]:
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
        kinds = {found.kind for found in one.proposals if found.concept in own}
        roles = {role for kind, its in ROLES_OF_TYPE.items() if kind in kinds for role in its}
        if roles and not all(any(start < stop and begin < end for begin, stop in taken) for start, end in one.spans):
            probability, role = max((row[ROLES.index(role)], role) for role in sorted(roles))
            added[one, role] = Reading(one, role, probability)
    return [*(reading for reading in readings if (reading.group, reading.role) not in added), *added.values()]


def select(scored: Sequence[Scored], number: int, role: str, threshold: float) -> list[Reading]:
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
