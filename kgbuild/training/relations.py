"""Learns the model of relations between the things that one paper names.

Relations are learned as roles are, by a network over pairs of what was read with held-out probabilities.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kgbuild.annotations import ANNOTATED_RELATION, AnnotatedPaper, Names, match_key
from kgbuild.extract.candidates.grouping import Group
from kgbuild.extract.relations.relating import RelationReader, ThingPair, pair_vectors, select_pairs
from kgbuild.extract.roles.selection import select_all
from kgbuild.extract.scoring import RELATIONS
from kgbuild.extract.shallow_network import write_network
from kgbuild.extract.tagger.layers import Floats as Scores
from kgbuild.training.calibration import learn_calibrated
from kgbuild.training.folds import Tell, silent
from kgbuild.training.learning import Floats, best_threshold
from kgbuild.training.roles import Example
from kgbuild.training.shallow_network import Lesson, NetworkPlan

_PLAN = NetworkPlan(units=32, rounds=8, unnamed=0.1)
# An edge that is wrong four times in five is noise in a graph, whatever it does for F1.
_THRESHOLDS = tuple(step / 100 for step in range(20, 64, 2))


@dataclass(frozen=True, eq=False, slots=True)
class PairExample:
    """The pairs of things that were read in one paper.

    Attributes:
        annotated: The paper.
        pairs: The pairs.
        features: For each pair, its distinct features.
        vectors: For each pair, a row.
        states: For each pair and each of `RELATIONS`, the numbers of the relations stated that it is.
        labels: Pairs by `RELATIONS`: whether a reader states the relation.
        stated: For each of `RELATIONS`, how many the readers state.
    """

    annotated: AnnotatedPaper
    pairs: list[ThingPair]
    features: list[list[str]]
    vectors: Scores
    states: list[list[list[int]]]
    labels: npt.NDArray[np.bool_]
    stated: list[int]


def make_pair_example(example: Example, probabilities: Floats, thresholds: Sequence[float]) -> PairExample:
    """Return the pairs of what was read in a paper with probabilities that its own annotation did not shape.

    Args:
        example: The paper.
        probabilities: Groups by `ROLES`, held out.
        thresholds: For each role.
    """
    scored = list(zip(example.keys, probabilities.tolist(), strict=True))
    reader = RelationReader(example.document, select_all(scored, thresholds))
    pairs = reader.pairs()
    stated = [_stated(example.annotated, relation) for relation in RELATIONS]
    states = [[_states(pair, one, example.keys) for one in stated] for pair in pairs]
    return PairExample(
        example.annotated,
        pairs,
        [sorted(set(reader.features(pair))) for pair in pairs],
        pair_vectors(pairs, example.keys, example.vectors),
        states,
        np.array([[bool(numbers) for numbers in row] for row in states], bool).reshape(-1, len(RELATIONS)),
        [len(one) for one in stated],
    )


def _states(pair: ThingPair, stated: Sequence[tuple[Names, Names]], keys: Mapping[Group, Names]) -> list[int]:
    """Return the numbers of the stated relations whose ends bear a name of the pair's."""
    ours, theirs = keys[pair.subject], keys[pair.object]
    return [number for number, (s, o) in enumerate(stated) if not ours.isdisjoint(s) and not theirs.isdisjoint(o)]


def _stated(annotated: AnnotatedPaper, relation: str) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Return the pairs that the readers so relate, each side as all `match_key`s of the things that bear its name."""
    things = [thing for names in annotated.names.values() for thing in names]

    def keys(name: str) -> frozenset[str]:
        own = match_key(name)
        return frozenset({own}.union(*(thing for thing in things if own in thing)))

    stated = annotated.record["relations"]
    return [(keys(one["s"]), keys(one["o"])) for one in stated if one["p"] == ANNOTATED_RELATION[relation]]


def count_relation(
    examples: Sequence[PairExample], probabilities: Sequence[Floats], relation: int, threshold: float
) -> tuple[int, int, int]:
    """Return how many relations read are right, wrong and missed, as the annotation's own score counts them.

    Papers of other annotators do not count.
    """
    right = wrong = missed = 0
    for example, rows in zip(examples, probabilities, strict=True):
        if example.annotated.foreign:
            continue
        taken: set[int] = set()
        for place, _ in select_pairs(example.pairs, rows.tolist(), relation, threshold):
            left = [number for number in example.states[place][relation] if number not in taken]
            taken.update(left[:1])
            wrong += not left
        right += len(taken)
        missed += example.stated[relation] - len(taken)
    return right, wrong, missed


def learn_relations(examples: Sequence[PairExample], path: Path, *, tell: Tell = silent) -> list[tuple[float, float]]:
    """Write the relation model; return for each relation F1 in cross-validation and threshold.

    Args:
        examples: To learn from.
        path: The file to write.
        tell: Told each step.
    """
    lessons = [Lesson(one.features, one.vectors, one.labels, one.annotated.foreign) for one in examples]
    network, probabilities = learn_calibrated(lessons, _PLAN, lambda done: tell(f"relations, {done}"))
    chosen = [
        best_threshold(partial(count_relation, examples, probabilities, relation), _THRESHOLDS)
        for relation in range(len(RELATIONS))
    ]
    write_network(path, replace(network, thresholds=tuple(threshold for _, threshold in chosen)))
    return chosen
