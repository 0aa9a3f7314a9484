"""Learns the role model from annotated papers: `python -m kgbuild.extract.train GOLD.jsonl MODEL.json`.

Needs scikit-learn, which the extractor itself does not: what is learned is a table of weights. The features are cut to those that
stand in at least three groups; each role gets an L2-regularised logistic regression; thresholds maximise F1 over the held-out
probabilities of 5-fold cross-validation by papers. No randomness: the folds are every fifth paper.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from kgbuild.extract.annotations import AnnotatedPaper, match_key, read_annotations
from kgbuild.extract.candidates import Proposer
from kgbuild.extract.document import DocumentReader
from kgbuild.extract.features import context_of, features
from kgbuild.extract.grouping import Group
from kgbuild.extract.reading import find_groups, select
from kgbuild.extract.scoring import ROLES
from kgbuild.extract.standard import standard_proposers
from kgbuild.vocabulary import load_vocabulary

FOLDS = 5
_RAREST = 3
_STRENGTH = 0.05
_SMALLEST_WEIGHT = 0.01
_THRESHOLDS = tuple(step / 100 for step in range(8, 60, 2))

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated paper with the groups that the components found in it.

    Attributes:
        annotated: The paper.
        groups: What was found.
        keys: For each group, the `match_key`s of its mentions.
        features: For each group, its distinct features.
    """

    annotated: AnnotatedPaper
    groups: Sequence[Group]
    keys: Sequence[frozenset[str]]
    features: Sequence[Sequence[str]]

    def labels(self) -> list[list[bool]]:
        """Return for each group and role whether a reader lists the group so."""
        names = self.annotated.names
        return [[any(not keys.isdisjoint(thing) for thing in names[role]) for role in ROLES] for keys in self.keys]


def make_example(annotated: AnnotatedPaper, proposers: Sequence[Proposer], documents: DocumentReader) -> Example:
    """Return what the components find in an annotated paper, with its features.

    Args:
        annotated: The paper.
        proposers: The components.
        documents: Reads the paper.
    """
    document = documents(annotated.paper)
    groups = find_groups(document, proposers)
    context = context_of(document, groups)
    keys = [frozenset({match_key(document.text[start:end]) for start, end in one.spans} - {""}) for one in groups]
    return Example(annotated, groups, keys, [sorted(set(features(one, context))) for one in groups])


class FeatureTable:
    """Numbers the features that are frequent enough.

    Args:
        examples: Where they are counted.
    """

    def __init__(self, examples: Sequence[Example]) -> None:
        counts = Counter(feature for example in examples for present in example.features for feature in present)
        self.names = sorted(name for name, count in counts.items() if count >= _RAREST)
        self._columns = {name: column for column, name in enumerate(self.names)}

    def matrix(self, examples: Sequence[Example]) -> csr_matrix:
        """Return a row for each group of the examples, a column for each feature, 1 where it is present."""
        columns, ends = [], [0]
        for example in examples:
            for present in example.features:
                columns.extend(self._columns[name] for name in present if name in self._columns)
                ends.append(len(columns))
        return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(ends) - 1, len(self.names)))


def fit(examples: Sequence[Example]) -> tuple[FeatureTable, Floats]:
    """Return the features and their weights (features by roles).

    Args:
        examples: To learn from.
    """
    table = FeatureTable(examples)
    rows = table.matrix(examples)
    labels = np.array([row for example in examples for row in example.labels()])
    # The features hold a constant "1", so that the model needs no intercept of its own.
    models = [LogisticRegression(C=_STRENGTH, solver="liblinear", tol=1e-2, fit_intercept=False).fit(rows, labels[:, role]) for role in range(len(ROLES))]
    return table, np.stack([model.coef_[0] for model in models], axis=1)


def predict(table: FeatureTable, weights: Floats, examples: Sequence[Example]) -> Floats:
    """Return the probability of each role (columns) for each group of the examples (rows)."""
    scores: Floats = table.matrix(examples) @ weights
    return 1 / (1 + np.exp(-scores))


def held_out_probabilities(examples: Sequence[Example]) -> list[Floats]:
    """Return for each example its probabilities by a model that has not seen it; fold k holds every fifth paper from the k-th.

    Args:
        examples: All.
    """
    result: list[Floats] = [np.empty((0, len(ROLES)))] * len(examples)
    for fold in range(FOLDS):
        table, weights = fit([example for number, example in enumerate(examples) if number % FOLDS != fold])
        for number in range(fold, len(examples), FOLDS):
            result[number] = predict(table, weights, [examples[number]])
    return result


def count(example: Example, probabilities: Floats, role: int, threshold: float) -> tuple[int, int, int]:
    """Return true positives, false positives and misses of one role in one paper, as the annotation's own score counts them."""
    scored = list(zip(example.groups, probabilities.tolist(), strict=True))
    keys = dict(zip(example.groups, example.keys, strict=True))
    gold = example.annotated.names[ROLES[role]]
    taken: set[int] = set()
    extra = 0
    for reading in select(scored, role, ROLES[role], threshold):
        hits = [number for number, thing in enumerate(gold) if not keys[reading.group].isdisjoint(thing)]
        free = [number for number in hits if number not in taken]
        taken.update(free[:1])
        extra += not hits
    return len(taken), extra, len(gold) - len(taken)


def f1(examples: Sequence[Example], probabilities: Sequence[Floats], role: int, threshold: float) -> float:
    """Return the micro-averaged F1 of one role at one threshold."""
    counts = np.array([count(example, rows, role, threshold) for example, rows in zip(examples, probabilities, strict=True)])
    right, extra, missed = counts.sum(axis=0)
    return float(2 * right / max(1, 2 * right + extra + missed))


def best_thresholds(examples: Sequence[Example], probabilities: Sequence[Floats]) -> list[tuple[float, float]]:
    """Return for each role the best F1 over the held-out probabilities and the threshold that gives it."""
    return [max((f1(examples, probabilities, role, threshold), threshold) for threshold in _THRESHOLDS) for role in range(len(ROLES))]


def train(gold: Path, model: Path) -> list[tuple[float, float]]:
    """Learn a role model and write it.

    Args:
        gold: Annotated papers, JSON Lines.
        model: The file to write: JSON with `weights` (feature to eight numbers, by role) and `thresholds`.

    Returns:
        For each role, F1 in cross-validation and threshold.
    """
    documents, proposers = DocumentReader(), standard_proposers(load_vocabulary())
    examples = [make_example(annotated, proposers, documents) for annotated in read_annotations(gold)]
    chosen = best_thresholds(examples, held_out_probabilities(examples))
    table, weights = fit(examples)
    rows = {name: [round(weight, 3) for weight in row] for name, row in zip(table.names, weights.tolist(), strict=True) if max(map(abs, row)) >= _SMALLEST_WEIGHT}
    lines = ",\n".join(f"{json.dumps(name)}:{json.dumps(row, separators=(',', ':'))}" for name, row in rows.items())
    thresholds = json.dumps([threshold for _, threshold in chosen])
    model.write_text(f'{{"thresholds":{thresholds},\n"weights":{{\n{lines}\n}}}}\n', encoding="utf-8")
    return chosen


def main() -> None:
    """Train from the command line and print the figures of cross-validation."""
    gold, model = map(Path, sys.argv[1:3])
    chosen = train(gold, model)
    for role, (score, threshold) in zip(ROLES, chosen, strict=True):
        print(f"{role:18} F1 {score:.3f} at {threshold:.2f}")  # noqa: T201 - a command's output
    print(f"{'mean':18} F1 {sum(score for score, _ in chosen) / len(chosen):.3f}")  # noqa: T201 - the same


if __name__ == "__main__":
    main()
