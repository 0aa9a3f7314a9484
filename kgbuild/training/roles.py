"""Learns the model of roles: what a paper is to each thing that it names.

A network reads the features of the groups that the components find and the vectors of their words; thresholds maximise F1 over the
probabilities that cross-validation holds out.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kgbuild.annotations import AnnotatedPaper, match_key
from kgbuild.extract.candidates.candidate import Proposer
from kgbuild.extract.candidates.grouping import Group
from kgbuild.extract.roles.cues import CueIndex
from kgbuild.extract.roles.reading import find_groups
from kgbuild.extract.roles.selection import as_stated, exclusive, select
from kgbuild.extract.roles.surroundings import Surroundings
from kgbuild.extract.scoring import ROLES
from kgbuild.extract.shallow_network import write_network
from kgbuild.extract.tagger.layers import Floats as Scores
from kgbuild.extract.tagger.vectors import Vectors
from kgbuild.extract.text.document import Document
from kgbuild.training.calibration import learn_calibrated
from kgbuild.training.folds import Tell, silent
from kgbuild.training.learning import Floats, best_threshold
from kgbuild.training.shallow_network import Lesson, NetworkPlan

_THRESHOLDS = tuple(step / 100 for step in range(14, 64, 2))


@dataclass(frozen=True, eq=False, slots=True)
class Example:
    """One annotated paper with the groups that the components found in it.

    Attributes:
        annotated: The paper.
        document: The same, read.
        keys: For each group found, the `match_key`s of its mentions.
        features: For each group, its distinct features.
        vectors: For each group, a row.
        labels: Groups by `ROLES`: whether a reader lists the group so.
    """

    annotated: AnnotatedPaper
    document: Document
    keys: dict[Group, frozenset[str]]
    features: list[list[str]]
    vectors: Scores
    labels: npt.NDArray[np.bool_]


def make_example(
    annotated: AnnotatedPaper, document: Document, proposers: Sequence[Proposer], scores: Scores, vectors: Vectors
) -> Example:
    """Return what the components find in an annotated paper, with its features.

    Args:
        annotated: The paper.
        document: The same, read.
        proposers: Find candidates.
        scores: Of a tagger that has not learned from this paper.
        vectors: Of words.
    """
    groups = find_groups(document, CueIndex(document), proposers, lambda _document, _candidates: scores)
    keys = {one: frozenset({match_key(document.text[start:end]) for start, end in one.spans} - {""}) for one in groups}
    labels = [[any(not keys[one].isdisjoint(thing) for thing in annotated.names[role]) for role in ROLES] for one in groups]
    return Example(
        annotated,
        document,
        keys,
        # A feature of ten thousand papers is one string in memory.
        [sorted(map(sys.intern, set(present))) for present in groups.values()],
        Surroundings(document, vectors)(list(groups)),
        np.array(labels, bool).reshape(-1, len(ROLES)),
    )


def count_role(examples: Sequence[Example], probabilities: Sequence[Floats], role: int, threshold: float) -> tuple[int, int, int]:
    """Return how many readings of a role are right, wrong and missed, as the annotation's own score counts them.

    Papers of other annotators do not count.
    """
    right = wrong = missed = 0
    for example, rows in _measured(examples, probabilities):
        gold = example.annotated.names[ROLES[role]]
        taken: set[int] = set()
        for reading in select(list(zip(example.keys, rows.tolist(), strict=True)), role, ROLES[role], threshold):
            hits = [number for number, thing in enumerate(gold) if not example.keys[reading.group].isdisjoint(thing)]
            taken.update([number for number in hits if number not in taken][:1])
            wrong += not hits
        right += len(taken)
        missed += len(gold) - len(taken)
    return right, wrong, missed


def _measured(examples: Sequence[Example], probabilities: Sequence[Floats]) -> Iterator[tuple[Example, Floats]]:
    return ((one, rows) for one, rows in zip(examples, probabilities, strict=True) if not one.annotated.foreign)


def _stated(example: Example, probabilities: Floats) -> Floats:
    rows = zip(example.keys, probabilities.tolist(), strict=True)
    return np.array([as_stated(one, row) for one, row in rows]).reshape(probabilities.shape)


def _exclusive(probabilities: Floats, introduced: float) -> Floats:
    return np.array([exclusive(row, introduced) for row in probabilities.tolist()]).reshape(probabilities.shape)


def learn_roles(
    examples: Sequence[Example], path: Path, *, plan: NetworkPlan | None = None, tell: Tell = silent
) -> tuple[list[Floats], list[tuple[float, float]]]:
    """Write the role model; return the held-out probabilities, and for each role F1 and threshold.

    Args:
        examples: To learn from.
        path: The file to write.
        plan: How the network learns.
        tell: Told each step.
    """
    plan = plan or NetworkPlan()
    lessons = [Lesson(one.features, one.vectors, one.labels, one.annotated.foreign) for one in examples]
    network, probabilities = learn_calibrated(lessons, plan, lambda done: tell(f"roles, {done}"))
    # In the order in which `kgbuild.extract.roles.reading` does it.
    probabilities = [_stated(example, rows) for example, rows in zip(examples, probabilities, strict=True)]
    introduced = best_threshold(partial(count_role, examples, probabilities, ROLES.index("introduces")), _THRESHOLDS)[1]
    probabilities = [_exclusive(rows, introduced) for rows in probabilities]
    chosen = [best_threshold(partial(count_role, examples, probabilities, role), _THRESHOLDS) for role in range(len(ROLES))]
    write_network(path, replace(network, thresholds=tuple(threshold for _, threshold in chosen)))
    return probabilities, chosen
