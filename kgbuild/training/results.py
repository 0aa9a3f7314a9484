"""Learns the result model.

Needs scikit-learn, which the extractor itself does not. A quantity of an annotated paper is an outcome where the annotator lists
its value. Each paper is learned twice, with the annotated names and without, so that the model bears a tagger that misses some.
Folds are every fifth paper; the threshold maximises F1 over held-out probabilities. Figures and threshold come from the gold file's
papers alone. No randomness.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from kgbuild.annotations import AnnotatedPaper, value_key
from kgbuild.extract.results.reporting import ResultModel, features, find_results, roles_in
from kgbuild.extract.results.values import Value, find_values
from kgbuild.extract.text.document import parted
from kgbuild.files import atomic_write
from kgbuild.models import Paper
from kgbuild.training.folds import FOLDS
from kgbuild.training.learning import FeatureTable, best_threshold

_MOST_FEATURES = 20_000
"""The most frequent: what ships grows no further with the papers."""
_STRENGTH = 0.15
_SURE = 5.0
_SMALLEST_WEIGHT = 0.005
_THRESHOLDS = tuple(step / 100 for step in range(20, 70, 2))
_NAMES = {"metric": ("metrics",), "dataset": ("datasets",), "system": ("introduces", "base_models")}
_NO_SYSTEMS = {"dataset", "metric"}

Record = Mapping[str, Any]
Names = dict[str, list[tuple[int, int, str]]]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity of an annotated paper."""

    features: set[str]
    outcome: bool
    delta: bool


def sentences(paper: Record) -> Iterator[tuple[str, Names]]:
    """Yield the sentences of an annotated paper's abstract, with the annotated names in each."""
    forms = {role: _forms(paper, fields) for role, fields in _NAMES.items()}
    _, *abstract = parted(Paper(title=paper["title"], abstract=paper["abstract"]))[2]
    for sentence in abstract:
        yield sentence.text, {role: list(_spans(sentence.text, names)) for role, names in forms.items()}


def _forms(paper: Record, fields: Sequence[str]) -> list[str]:
    """Return how the things of some fields are written, the longest first."""
    things = [thing for field in fields for thing in paper[field] if thing.get("kind") not in _NO_SYSTEMS]
    return sorted({form for thing in things for form in (thing["name"], *thing["aliases"])}, key=lambda form: (-len(form), form))


def _spans(sentence: str, names: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    taken: list[tuple[int, int]] = []
    for name in names:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", sentence):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                yield match.start(), match.end(), name


def quantities(paper: Record, *, named: bool) -> list[Quantity]:
    """Return the quantities of an annotated paper with their truth.

    Args:
        paper: As in the gold file.
        named: Whether the annotated names are known.
    """
    truth = {value_key(result["value"]): bool(result.get("delta")) for result in paper["results"]}
    found = []
    for sentence, names in sentences(paper):
        values: list[Value] = find_values(sentence)
        roles = roles_in(sentence, names if named else {})
        for value, spoken in zip(values, features(sentence, values, roles), strict=True):
            key = value_key(value.text)
            found.append(Quantity(spoken, key in truth, truth.get(key, False)))
    return found


def fit(examples: Sequence[Quantity], threshold: float = 0.5) -> ResultModel:
    """Learn both regressions.

    Args:
        examples: Quantities of annotated papers.
        threshold: Of the model.
    """
    table = FeatureTable([sorted(example.features) for example in examples], _MOST_FEATURES)
    names = {name: column for column, name in enumerate(table.names)}
    outcome = _regression(examples, names, [example.outcome for example in examples])
    right = [example for example in examples if example.outcome]
    delta = _regression(right, names, [example.delta for example in right])
    weights = {name: (round(outcome[0][column], 3), round(delta[0][column], 3)) for name, column in names.items()}
    return ResultModel(
        {name: pair for name, pair in weights.items() if max(map(abs, pair)) >= _SMALLEST_WEIGHT},
        (round(outcome[1], 3), round(delta[1], 3)),
        threshold,
    )


def _regression(examples: Sequence[Quantity], names: dict[str, int], truth: Sequence[bool]) -> tuple[list[float], float]:
    if not names or len(set(truth)) < 2:  # noqa: PLR2004 - nothing to tell apart
        return [0.0] * len(names), _SURE if any(truth) else -_SURE
    rows = [sorted(names[name] for name in example.features if name in names) for example in examples]
    indptr = np.cumsum([0, *map(len, rows)])
    indices = np.array([column for row in rows for column in row], dtype=np.int32)
    table = csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(rows), len(names)))
    model = LogisticRegression(C=_STRENGTH, solver="liblinear", tol=1e-4, random_state=0).fit(table, truth)
    return [float(weight) for weight in model.coef_[0]], float(model.intercept_[0])


def train(annotated: Sequence[AnnotatedPaper], model: Path) -> dict[str, float]:
    """Learn from annotated papers, and write the model.

    Args:
        annotated: The papers to learn from.
        model: Where to write.

    Returns:
        Figures of cross-validation where the annotated names are known.
    """
    examples = [quantities(one.record, named=True) + quantities(one.record, named=False) for one in annotated]
    models = [fit([one for number, some in enumerate(examples) if number % FOLDS != fold for one in some]) for fold in range(FOLDS)]

    def count(threshold: float) -> tuple[int, int, int]:
        tally = _tally(annotated, models, threshold)
        return tally["right"], tally["extra"], tally["missed"]

    threshold = best_threshold(count, _THRESHOLDS)[1]
    final = fit([one for some in examples for one in some], threshold)
    with atomic_write(model) as stream:
        table = {"bias": final.bias, "threshold": final.threshold, "weights": dict(sorted(final.weights.items()))}
        stream.write((json.dumps(table, ensure_ascii=False, indent=0) + "\n").encode())
    return _figures(_tally(annotated, models, threshold)) | {"threshold": threshold}


def _tally(annotated: Sequence[AnnotatedPaper], models: Sequence[ResultModel], threshold: float) -> Counter[str]:
    """Return counts over the gold file's papers: each read, with its names known, by the model that did not learn it."""
    tally: Counter[str] = Counter()
    for number, paper in enumerate(annotated):
        if paper.foreign:
            continue
        fold = models[number % len(models)]
        tally.update(score_paper(paper.record, ResultModel(fold.weights, fold.bias, threshold)))
    return tally


def _figures(tally: Counter[str]) -> dict[str, float]:
    """Return precision, recall and F1, and the shares of right values whose roles are right."""
    found = max(tally["right"], 1)
    precision, recall = (
        tally["right"] / max(tally["right"] + tally["extra"], 1),
        tally["right"] / max(tally["right"] + tally["missed"], 1),
    )
    figures = {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(precision + recall, 1e-9)}
    return {
        name: round(value, 3)
        for name, value in (figures | {role: tally[role] / found for role in ("metric", "dataset", "system", "delta")}).items()
    }


def score_paper(paper: Record, model: ResultModel) -> Counter[str]:
    """Count what is right, extra and missed in one paper, and how often the roles of right values are right too."""
    tally: Counter[str] = Counter()
    canonical = {
        form: thing["name"] for fields in _NAMES.values() for field in fields for thing in paper[field] for form in thing["aliases"]
    }
    open_truth = list(paper["results"])
    keys = {value_key(result["value"]) for result in paper["results"]}
    for sentence, names in sentences(paper):
        for result in find_results(sentence, names, model):
            key = value_key(result.value)
            truth = next((one for one in open_truth if value_key(one["value"]) == key), None)
            if truth is not None:
                open_truth.remove(truth)
                tally["right"] += 1
                tally.update(
                    role for role in ("metric", "dataset", "system") if _same(truth.get(role), getattr(result, role), canonical)
                )
                tally["delta"] += result.delta == bool(truth.get("delta"))
            elif key not in keys:
                tally["extra"] += 1
    tally["missed"] = len(open_truth)
    return tally


def _same(truth: str | None, said: str | None, canonical: dict[str, str]) -> bool:
    def key(text: str | None) -> str:
        text = canonical.get(text or "", text or "")
        return re.sub(r"\s?(?:scores?|datasets?|s)$", "", re.sub(r"[^a-z0-9]+", " ", text.lower()).strip())

    return key(truth) == key(said)
