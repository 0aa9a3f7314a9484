"""Relations between what one paper names: what the introduced system is based on, outperforms, and consists of."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgbuild.extract.cues import CUE_OF_WORD, CueIndex
from kgbuild.extract.document import Document, Sentence
from kgbuild.extract.grouping import Group
from kgbuild.extract.reading import Reading
from kgbuild.extract.scoring import RELATIONS, LogisticModel

_OBJECT_ROLES = {
    "basedOn": frozenset({"usesBaseModel", "usesArchitecture", "introduces"}),
    "outperforms": frozenset({"comparesWith", "usesBaseModel"}),
    "partOf": frozenset({"introduces"}),
}
_SUBJECT_ROLES = {
    "basedOn": frozenset({"introduces"}),
    "outperforms": frozenset({"introduces", "usesBaseModel"}),
    "partOf": frozenset({"introduces", "appliesTechnique"}),
}
_STEPS = (0.3, 0.5, 0.7, 0.9)
_BETWEEN = 12


@dataclass(frozen=True, slots=True)
class ThingPair:
    """Two things of one document that may be related.

    Attributes:
        subject: The first.
        object: The second.
        sentence: A sentence that names both, else one that names the object.
    """

    subject: Group
    object: Group
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class RelationReading:
    """A relation between two things of one document.

    Attributes:
        pair: The two things.
        relation: One of `RELATIONS`.
        probability: How probable it is.
    """

    pair: ThingPair
    relation: str
    probability: float


class RelationReader:
    """What can be related in one document, and its features.

    Args:
        document: What was read.
        readings: Its things under their roles.
        cues: Of the document.
    """

    def __init__(self, document: Document, readings: Sequence[Reading], cues: CueIndex) -> None:
        self._document = document
        self._cues = cues
        self._roles: dict[Group, dict[str, float]] = {}
        for reading in readings:
            self._roles.setdefault(reading.group, {})[reading.role] = reading.probability
        introduced = [(roles["introduces"], group) for group, roles in self._roles.items() if "introduces" in roles]
        self._introduced = len(introduced)
        self._main = max(introduced, key=lambda one: (one[0], -one[1].spans[0][0]))[1] if introduced else None

    def pairs(self) -> list[ThingPair]:
        """Return the pairs whose roles allow some relation."""
        return [
            ThingPair(subject, other, self._sentence(subject, other))
            for subject, subject_roles in self._roles.items()
            for other, other_roles in self._roles.items()
            if subject is not other and any(self.allowed(relation, subject_roles, other_roles) for relation in RELATIONS)
        ]

    @staticmethod
    def allowed(relation: str, subject: dict[str, float], other: dict[str, float]) -> bool:
        """Return whether things with these roles can be so related."""
        return not _SUBJECT_ROLES[relation].isdisjoint(subject) and not _OBJECT_ROLES[relation].isdisjoint(other)

    def read(self, model: LogisticModel) -> list[RelationReading]:
        """Return the relations that are probable enough.

        Args:
            model: Judges them.
        """
        pairs = self.pairs()
        return [
            RelationReading(pair, relation, probability)
            for pair, row in zip(pairs, model.probabilities(self.features(pair) for pair in pairs), strict=True)
            for relation, probability, threshold in zip(RELATIONS, row, model.thresholds, strict=True)
            if probability >= threshold and self.allowed(relation, self._roles[pair.subject], self._roles[pair.object])
        ]

    def features(self, pair: ThingPair) -> Iterator[str]:
        """Yield the features of a pair."""
        yield "1"
        for side, group in (("s", pair.subject), ("o", pair.object)):
            roles = self._roles[group]
            for role, probability in sorted(roles.items()):
                yield f"{side}={role}"
                for step in _STEPS:
                    if probability >= step:
                        yield f"{side}={role}>{step}"
            yield f"{side}roles={'+'.join(sorted(roles))}"
            if group is self._main:
                yield f"{side} is main"
            if group.spans[0][0] < self._document.abstract_start:
                yield f"{side} in title"
        both = f"{'+'.join(sorted(self._roles[pair.subject]))}/{'+'.join(sorted(self._roles[pair.object]))}"
        yield f"both={both}"
        yield f"introduced={min(self._introduced, 4)}"
        shared = self._shared(pair.subject, pair.object)
        yield f"shared={min(len(shared), 3)}"
        for cue in self._cues.by_sentence.get(pair.sentence.index, ()):
            yield f"sentence={bool(shared)}/{cue}"
        if shared:
            yield from self._between(pair)

    def _between(self, pair: ThingPair) -> Iterator[str]:
        low, high = pair.sentence.start, pair.sentence.end
        subject = next(span for span in pair.subject.spans if low <= span[0] < high)
        other = next(span for span in pair.object.spans if low <= span[0] < high)
        order = "so" if subject < other else "os"
        yield order
        first, last = sorted((subject, other))
        words, starts = self._document.words, self._document.word_starts
        between = words[bisect_left(starts, first[1]) : bisect_left(starts, last[0])]
        yield f"{order} distance={min(len(between) // 3, 6)}"
        if len(between) <= _BETWEEN:
            for word in sorted(set(between)):
                yield f"{order} between {word}"
        for word in between:
            if word in CUE_OF_WORD:
                yield f"{order} between cue {CUE_OF_WORD[word]}"
        at = bisect_right(starts, first[0]) - 1
        for word in words[max(0, at - 4) : at]:
            yield f"{order} before {word}"

    def _shared(self, subject: Group, other: Group) -> list[int]:
        return sorted(
            {self._document.sentence_at(start).index for start, _ in subject.spans}
            & {self._document.sentence_at(start).index for start, _ in other.spans}
        )

    def _sentence(self, subject: Group, other: Group) -> Sentence:
        shared = sorted(self._shared(subject, other), key=lambda index: (not index, index))
        if shared:
            return next(sentence for sentence in self._document.sentences if sentence.index == shared[0])
        places = [self._document.sentence_at(start) for start, _ in other.spans]
        return next((sentence for sentence in places if sentence.index), places[0])
