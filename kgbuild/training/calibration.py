"""Networks judged on papers that they have not seen, and calibrated by what they said there.

Scores become probabilities by a slope and an offset for each output (Platt, "Probabilistic Outputs for Support Vector Machines",
1999), fitted to what is held out in cross-validation by papers.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from kgbuild.extract.shallow_network import STEPS, ShallowNetwork, in_steps
from kgbuild.training.folds import Tell, learn_by_folds
from kgbuild.training.learning import Floats
from kgbuild.training.shallow_network import Lesson, NetworkPlan, learn

_FREE = 1e6
"""The inverse of the penalty on a calibration: next to none."""
_LEAST_SLOPE = 0.1


class Calibration(NamedTuple):
    """For each output, by what its score is multiplied and what is added."""

    slopes: Floats
    offsets: Floats


def learn_calibrated(lessons: Sequence[Lesson], plan: NetworkPlan, tell: Tell) -> tuple[ShallowNetwork, list[Floats]]:
    """Return the network that has learned from all papers, and for each paper what networks say that have not seen it, calibrated.

    Args:
        lessons: A paper each; the calibration is fitted to those of the gold file's annotators.
        plan: How the networks learn.
        tell: Told how much is done.

    Returns:
        The network, and for each paper its probabilities, things by outputs.
    """

    def judge(networks: tuple[ShallowNetwork, ShallowNetwork], unseen: Sequence[Lesson]) -> list[Floats]:
        said = [networks[one.foreign].probabilities(one.features, one.vectors) for one in unseen]
        return [np.array(rows).reshape(one.labels.shape) for rows, one in zip(said, unseen, strict=True)]

    (network, _), rough = learn_by_folds(lessons, partial(learn, plan=plan), judge, tell=tell)
    own = [(one, rows) for one, rows in zip(lessons, rough, strict=True) if not one.foreign]
    scores = _logit(np.concatenate([rows for _, rows in own]))
    labels = np.concatenate([one.labels for one, _ in own])
    found = np.array([_fitted(one, truth) for one, truth in zip(scores.T, labels.T, strict=True)])
    calibration = Calibration(found[:, 0], found[:, 1])
    probabilities = [_sigmoid(_logit(rows) * calibration.slopes + calibration.offsets) for rows in rough]
    return calibrated(network, calibration), probabilities


def calibrated(network: ShallowNetwork, calibration: Calibration) -> ShallowNetwork:
    """Return a network whose scores are others times a slope plus an offset.

    Args:
        network: What it was.
        calibration: Slopes and offsets.
    """
    features = network.features[:-1] / STEPS
    features[:, len(network.bias) :] *= calibration.slopes
    return replace(
        network,
        features=in_steps(features),
        outputs=network.outputs * calibration.slopes,
        output_bias=network.output_bias * calibration.slopes + calibration.offsets,
    )


def _fitted(scores: Floats, truth: npt.NDArray[np.bool_]) -> tuple[float, float]:
    if truth.all() or not truth.any():
        return 1.0, 0.0
    line = LogisticRegression(C=_FREE).fit(scores[:, None], truth)
    return max(float(line.coef_[0, 0]), _LEAST_SLOPE), float(line.intercept_[0])


def _logit(probabilities: Floats) -> Floats:
    scores: Floats = np.log(probabilities) - np.log1p(-probabilities)
    return scores


def _sigmoid(scores: Floats) -> Floats:
    probabilities: Floats = 1 / (1 + np.exp(-scores))
    return probabilities
