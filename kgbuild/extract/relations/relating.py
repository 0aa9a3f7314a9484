"""Relations between what one paper names: what the introduced system is based on, outperforms, and consists of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import NamedTuple

import numpy as np

from kgbuild.extract.candidates.grouping import Group
from kgbuild.extract.relations.features import PairFeatures
from kgbuild.extract.relations.statements import StatementIndex
from kgbuild.extract.roles.selection import Reading
from kgbuild.extract.roles.surroundings import Surroundings
from kgbuild.extract.scoring import RELATIONS
from kgbuild.extract.shallow_network import ShallowNetwork
from kgbuild.extract.tagger.layers import Floats
from kgbuild.extract.text.document import Document, Sentence

_SUBJECT_ROLES = {
    "basedOn": ("introduces", "usesBaseModel"),
    "outperforms": ("introduces", "usesBaseModel"),
    "partOf": ("introduces", "appliesTechnique"),
}
_OBJECT_ROLES = {
    "basedOn": ("usesBaseModel", "usesArchitecture", "introduces", "comparesWith"),
    "outperforms": ("comparesWith", "usesBaseModel"),
    "partOf": ("introduces",),
}
_LEAST_JOINT = 0.15
_RIVAL = 0.9


@dataclass(frozen=True, slots=True)
class ThingPair:
    """Two things of one document that may be related.

    Attributes:
        subject: The first.
        object: The second.
        relations: Those of `RELATIONS` that their roles allow.
    """

    subject: Group
    object: Group
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelationReading:
    """A relation between two things of one document.

    Attributes:
        pair: The two things.
        relation: One of `RELATIONS`.
        probability: How probable it is.
        sentence: What states it.
        subject_role: The role in which the subject is related.
        object_role: The role in which the object is related.
    """

    pair: ThingPair
    relation: str
    probability: float
    sentence: Sentence
    subject_role: str
    object_role: str


class RelationReader:
    """What can be related in one document, and its features.

    Args:
        document: What was read.
        readings: Its things under their roles, the faint ones too.
    """

    def __init__(self, document: Document, readings: Sequence[Reading]) -> None:
        self._document = document
        self._roles: dict[Group, dict[str, float]] = {}
        for reading in readings:
            self._roles.setdefault(reading.group, {})[reading.role] = reading.probability

    @cached_property
    def _statements(self) -> StatementIndex:
        return StatementIndex(self._document)

    @cached_property
    def _features(self) -> PairFeatures:
        return PairFeatures(self._document, self._roles, self._statements)

    def pairs(self) -> list[ThingPair]:
        """Return the pairs whose roles allow some relation: both ends together are probable enough.

        Nothing is based on what lengthens its own name, such as a size of it: of 694 such pairs annotators so relate three.
        """
        allowed: dict[tuple[Group, Group], list[str]] = {}
        for relation in RELATIONS:
            others = self._strengths(_OBJECT_ROLES[relation])
            for ours, subject in self._strengths(_SUBJECT_ROLES[relation]):
                for theirs, other in others:
                    if ours * theirs < _LEAST_JOINT:
                        break
                    if other is not subject and not (relation == "basedOn" and self._features.lengthens(other, subject)):
                        allowed.setdefault((subject, other), []).append(relation)
        return [ThingPair(subject, other, tuple(relations)) for (subject, other), relations in allowed.items()]

    def _strengths(self, roles: Sequence[str]) -> list[tuple[float, Group]]:
        """Return how probable each thing is in the likeliest of some roles, the most probable first."""
        found = [(max(map(own.get, roles, repeat(0.0))), group) for group, own in self._roles.items()]
        return sorted(((strength, group) for strength, group in found if strength >= _LEAST_JOINT), key=_strength, reverse=True)

    def _likeliest(self, group: Group, roles: Sequence[str]) -> str:
        return max(roles, key=lambda role: self._roles[group].get(role, 0.0))

    def features(self, pair: ThingPair) -> list[str]:
        """Return the features of a pair."""
        return self._features.of(pair.subject, pair.object, pair.relations)

    def read(self, network: ShallowNetwork, surroundings: Surroundings) -> list[RelationReading]:
        """Return the relations that are probable enough, in the order of `pairs`.

        Args:
            network: Judges them.
            surroundings: Of the document.
        """
        pairs = self.pairs()
        things = list(dict.fromkeys(thing for pair in pairs for thing in (pair.object, pair.subject)))
        vectors = pair_vectors(pairs, things, surroundings(things))
        rows = network.probabilities(map(self.features, pairs), vectors)
        kept = [
            (place, relation, probability)
            for number, relation in enumerate(RELATIONS)
            for place, probability in select_pairs(pairs, rows, number, network.thresholds[number])
        ]
        readings = (self._reading(pairs[place], relation, probability) for place, relation, probability in sorted(kept))
        return [reading for reading in readings if reading is not None]

    def _reading(self, pair: ThingPair, relation: str, probability: float) -> RelationReading | None:
        """Return a relation with its evidence; None where the best evidence says the opposite."""
        best = self._statements.best(relation, pair.subject, pair.object)
        if self._statements.denies(relation, best):
            return None
        return RelationReading(
            pair,
            relation,
            probability,
            self._document.sentences[best.sentence],
            self._likeliest(pair.subject, _SUBJECT_ROLES[relation]),
            self._likeliest(pair.object, _OBJECT_ROLES[relation]),
        )


def pair_vectors(pairs: Sequence[ThingPair], things: Iterable[Group], vectors: Floats) -> Floats:
    """Return for each pair the vectors of its object and of its subject, one after the other.

    Args:
        pairs: Of one document.
        things: All that they are made of.
        vectors: Of the things, a row for each.
    """
    rows = {thing: row for row, thing in enumerate(things)}
    objects, subjects = [rows[pair.object] for pair in pairs], [rows[pair.subject] for pair in pairs]
    joined: Floats = np.concatenate([vectors[np.array(one, np.intp)] for one in (objects, subjects)], axis=1)
    return joined


def _strength(one: tuple[float, Group]) -> float:
    return one[0]


def select_pairs(
    pairs: Sequence[ThingPair], rows: Sequence[Sequence[float]], number: int, threshold: float
) -> Iterator[tuple[int, float]]:
    """Yield the places of the pairs that are related, with how probable that is, the most probable first.

    A pair gives way to a more probable one whose names overlap its own, and to a clearly more probable one for the same object (of
    `partOf`, the same component): mostly one system is based on BERT.

    Args:
        pairs: Of one document.
        rows: For each, the probability of each relation.
        number: The relation's place in `RELATIONS`.
        threshold: The least probability.
    """
    relation, taken = RELATIONS[number], list[_Claimed]()
    enough = [(-row[number], place) for place, row in enumerate(rows) if row[number] >= threshold]
    for negative, place in sorted(enough):
        pair = pairs[place]
        ends = (pair.subject, pair.object) if relation == "partOf" else (pair.object, pair.subject)
        one = _Claimed(*ends, -negative)
        if relation in pair.relations and not any(one.yields_to(other) for other in taken):
            taken.append(one)
            yield place, -negative


class _Claimed(NamedTuple):
    """A pair as its relation sees it: the end that seldom has two partners, the other, and how probable they are."""

    fixed: Group
    free: Group
    probability: float

    def yields_to(self, other: "_Claimed") -> bool:
        """Return whether another, more probable, makes this one doubtful."""
        if self.fixed is other.fixed:
            return self.probability < _RIVAL * other.probability or _overlap(self.free, other.free)
        return self.free is other.free and _overlap(self.fixed, other.fixed)


def _overlap(one: Group, other: Group) -> bool:
    return any(start < stop and begin < end for start, end in one.spans for begin, stop in other.spans)


def firm_readings(readings: Sequence[Reading], relations: Sequence[RelationReading]) -> list[Reading]:
    """Return the readings that are probable enough, and the faint ones that a relation confirms.

    Args:
        readings: All.
        relations: Between them.
    """
    confirmed: set[tuple[Group, str]] = set()
    for one in relations:
        confirmed |= {(one.pair.subject, one.subject_role), (one.pair.object, one.object_role)}
    return [reading for reading in readings if not reading.faint or (reading.group, reading.role) in confirmed]
