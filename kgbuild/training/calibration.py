"""Networks judged on papers that they have not seen, and calibrated by what they said there.

Scores become probabilities by a slope and an offset for each output (Platt, "Probabilistic Outputs for Support Vector Machines",
1999), fitted to what is held out in cross-validation by papers.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from kgbuild.extract.shallow_network import STEPS, ShallowNetwork, in_steps, write_network
from kgbuild.training.learning import FOLDS, Floats, by_folds
from kgbuild.training.shallow_network import Lesson, NetworkPlan, learn
from kgbuild.training.tagger.training import Tell

_FREE = 1e6
"""The inverse of the penalty on a calibration: next to none."""
_LEAST_SLOPE = 0.1


class Calibration(NamedTuple):
    """For each output, by what its score is multiplied and what is added."""

    slopes: Floats
    offsets: Floats


def held_out_calibrated(lessons: Sequence[Lesson], plan: NetworkPlan, tell: Tell) -> tuple[list[Floats], Calibration]:
    """Return what networks say of the papers that they have not seen, calibrated, and the calibration.

    Args:
        lessons: A paper each; the calibration is fitted to those of the gold file's annotators.
        plan: How the networks learn.
        tell: Told of each fold.

    Returns:
        For each paper the probabilities, things by outputs.
    """
    outputs = lessons[0].labels.shape[1]

    def learned(seen: Sequence[Lesson], fold: int) -> Callable[[Lesson], Floats]:
        tell(f"without fold {fold + 1} of {FOLDS}")
        networks = learn(seen, plan)
        return lambda one: np.array(networks[one.foreign].probabilities(one.features, one.vectors)).reshape(-1, outputs)

    rough = by_folds(lessons, learned)
    own = [(one, rows) for one, rows in zip(lessons, rough, strict=True) if not one.foreign]
    scores = _logit(np.concatenate([rows for _, rows in own]))
    labels = np.concatenate([one.labels for one, _ in own])
    found = np.array([_fitted(one, truth) for one, truth in zip(scores.T, labels.T, strict=True)])
    calibration = Calibration(found[:, 0], found[:, 1])
    return [_sigmoid(_logit(rows) * calibration.slopes + calibration.offsets) for rows in rough], calibration


def learn_calibrated(
    lessons: Sequence[Lesson], plan: NetworkPlan, calibration: Calibration, thresholds: Sequence[float], path: Path
) -> None:
    """Write the network that has learned from all papers, calibrated.

    Args:
        lessons: A paper each.
        plan: How to learn.
        calibration: Of networks that learned so.
        thresholds: For each output, the probability from which it is claimed.
        path: The file to write.
    """
    network, _ = learn(lessons, plan)
    write_network(path, calibrated(network, calibration, thresholds))


def calibrated(network: ShallowNetwork, calibration: Calibration, thresholds: Sequence[float]) -> ShallowNetwork:
    """Return a network whose scores are others times a slope plus an offset.

    Args:
        network: What it was.
        calibration: Slopes and offsets.
        thresholds: For each output, the probability from which it is claimed.
    """
    features = network.features[:-1] / STEPS
    features[:, len(network.bias) :] *= calibration.slopes
    return replace(
        network,
        features=in_steps(features),
        outputs=network.outputs * calibration.slopes,
        output_bias=network.output_bias * calibration.slopes + calibration.offsets,
        thresholds=tuple(thresholds),
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
