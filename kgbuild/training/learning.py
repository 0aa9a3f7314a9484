"""Fits logistic regressions for `kgbuild.extract.scoring`. Needs scikit-learn, which the extractor itself does not."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression

from kgbuild.errors import ModelError
from kgbuild.training.folds import learn_by_folds

CONSTANT = "1"
"""The feature that every thing has: the models have no other intercept."""
FOREIGN = "foreign"
"""The feature of what was found in papers of other annotators, who list more or less. What is read later never has it."""

_OWN = 0.5
_RAREST = 3
_SURE = 5.0
_NEIGHBOURS = 3
_AS_GOOD = 0.002

Floats = npt.NDArray[np.float64]
Rows = Sequence[Sequence[str]]
_Labelled = tuple[Rows, npt.NDArray[np.bool_]]


class FeatureTable:
    """Numbers the features that are frequent enough to learn from.

    Args:
        rows: The features of each thing.
        most: How many to number at most; of more, those that are least frequent are left out.
    """

    def __init__(self, rows: Rows, most: int | None = None) -> None:
        counts = Counter(feature for present in rows for feature in present)
        beyond = sorted(counts.values(), reverse=True)[most:] if most else []
        rarest = max([_RAREST, *(count + 1 for count in beyond[:1])])
        self.names = sorted(name for name, count in counts.items() if count >= rarest)
        self._columns = {name: column for column, name in enumerate(self.names)}

    def matrix(self, rows: Rows) -> csr_matrix:
        """Return a row for each thing, a column for each feature, 1 where it is present."""
        columns: list[int] = []
        ends = [0]
        for present in rows:
            columns.extend(self._columns[name] for name in present if name in self._columns)
            ends.append(len(columns))
        return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(rows), len(self.names)))


def fit(rows: Rows, labels: npt.NDArray[np.bool_], strength: float) -> tuple[FeatureTable, Floats]:
    """Return the features and their weights (features by outputs) of an L2-regularised logistic regression for each output.

    What `FOREIGN` does not mark has a second copy of its features, which learns how these annotators differ from all; the weights
    returned are the sums of both, and so those of these annotators. (Daumé III, Frustratingly Easy Domain Adaptation, ACL 2007.)

    Args:
        rows: The distinct features of each thing, among them `CONSTANT`.
        labels: Things by outputs.
        strength: The inverse of the penalty.

    Raises:
        ModelError: If there are hardly any things.
    """
    table = FeatureTable(rows)
    if CONSTANT not in table.names:
        raise ModelError("too few annotated things to learn from: annotate more papers")
    matrix = table.matrix(rows)
    own = diags([_OWN * (FOREIGN not in present) for present in rows]) @ matrix if FOREIGN in table.names else None
    both = matrix if own is None else hstack([matrix, own], format="csr")
    weights = np.stack([_weights(both, output, table.names.index(CONSTANT), strength) for output in labels.T], axis=1)
    return table, weights if own is None else weights[: len(table.names)] + _OWN * weights[len(table.names) :]


def _weights(matrix: csr_matrix, output: npt.NDArray[np.bool_], constant: int, strength: float) -> Floats:
    if output.all() or not output.any():
        weights = np.zeros(matrix.shape[1])
        weights[constant] = _SURE if output.all() else -_SURE
        return weights
    fitted = LogisticRegression(C=strength, solver="liblinear", tol=1e-2, fit_intercept=False).fit(matrix, output)
    return np.asarray(fitted.coef_[0], np.float64)


def predict(table: FeatureTable, weights: Floats, rows: Rows) -> Floats:
    """Return the probability of each output (columns) for each thing (rows)."""
    scores: Floats = table.matrix(rows) @ weights
    return 1 / (1 + np.exp(-scores))


def fit_by_folds(
    papers: Sequence[Rows], labels: Sequence[npt.NDArray[np.bool_]], strength: float
) -> tuple[FeatureTable, Floats, list[Floats]]:
    """Return what `fit` learns from all papers, and for each paper the probabilities by regressions that have not seen it.

    Args:
        papers: For each paper, the features of each of its things.
        labels: For each paper, its things by outputs.
        strength: The inverse of the penalty.
    """

    def learn(seen: Sequence[_Labelled]) -> tuple[FeatureTable, Floats]:
        return fit([row for rows, _ in seen for row in rows], np.concatenate([those for _, those in seen]), strength)

    def judge(fitted: tuple[FeatureTable, Floats], unseen: Sequence[_Labelled]) -> list[Floats]:
        return [predict(*fitted, rows) for rows, _ in unseen]

    (table, weights), probabilities = learn_by_folds(list(zip(papers, labels, strict=True)), learn, judge)
    return table, weights, probabilities


def best_threshold(count: Callable[[float], tuple[int, int, int]], thresholds: Sequence[float]) -> tuple[float, float]:
    """Return a threshold with its F1: the one whose neighbourhood has the highest mean F1, since a lone peak is luck.

    Of several that are as good, within two thousandths, it is the highest: what is claimed is then more often right.

    Args:
        count: For a threshold: how many are right, wrong, and missed.
        thresholds: To try, in order.
    """

    def f1(threshold: float) -> float:
        right, wrong, missed = count(threshold)
        return 2 * right / max(1, 2 * right + wrong + missed)

    scores = [f1(threshold) for threshold in thresholds]
    means = [float(np.mean(scores[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1])) for place in range(len(scores))]
    good = max(means) - _AS_GOOD
    best = max(place for place, mean in enumerate(means) if mean >= good)
    return scores[best], thresholds[best]
