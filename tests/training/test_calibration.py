"""Held-out probabilities that mean what they say."""

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="training needs scikit-learn")

from kgbuild.training.calibration import Calibration, calibrated, learn_calibrated
from kgbuild.training.learning import CONSTANT
from kgbuild.training.shallow_network import Lesson, NetworkPlan, learn

PLAN = NetworkPlan(units=4, seeds=(1,), fewest_steps=60)


def lessons(papers: int, share: float, *, foreign: bool = False) -> list[Lesson]:
    """Return papers of two things, of which the one with a feature has the first output in a share of them; none has the second."""
    random = np.random.default_rng(3)
    return [
        Lesson(
            [[CONSTANT, "a"], [CONSTANT]],
            np.zeros((2, 2), np.float32),
            np.array([[random.random() < share, False], [False, False]]),
            foreign,
        )
        for _ in range(papers)
    ]


def test_what_is_held_out_is_as_often_true_as_it_says() -> None:
    """A thing with the feature gets about the share in which the gold file's annotators list it, whatever others do."""
    said: list[str] = []
    papers = [*lessons(200, 0.7), *lessons(100, 0.2, foreign=True)]
    _, probabilities = learn_calibrated(papers, PLAN, said.append)
    own = np.array([rows for rows, lesson in zip(probabilities, papers, strict=True) if not lesson.foreign])
    truth = np.mean([lesson.labels[0, 0] for lesson in papers if not lesson.foreign])
    assert own[:, 0, 0].mean() == pytest.approx(truth, abs=0.05)
    assert own[:, 1, 0].max() < 0.2
    assert said == [f"fold {number} of 5" for number in range(1, 6)]


def test_what_is_never_true_needs_no_calibration() -> None:
    """An output that nobody lists keeps its scores, which are low."""
    network, probabilities = learn_calibrated(lessons(50, 0.5), PLAN, lambda _: None)
    assert max(row[1] for row in network.probabilities([[CONSTANT, "a"], [CONSTANT]], np.zeros((2, 2)))) < 0.2
    assert max(float(rows[:, 1].max()) for rows in probabilities) < 0.2


def test_a_calibrated_network_scales_its_scores() -> None:
    """Each output's score is multiplied and shifted."""
    network, _ = learn(lessons(40, 0.5), PLAN)
    things, vectors = [[CONSTANT, "a"], [CONSTANT]], np.full((2, 2), 0.01)
    changed = calibrated(network, Calibration(np.array([0.5, 2.0]), np.array([0.1, -0.2])))
    before, after = (np.array(one.probabilities(things, vectors)) for one in (network, changed))
    expected = np.log(before / (1 - before)) * [0.5, 2.0] + [0.1, -0.2]
    assert np.allclose(np.log(after / (1 - after)), expected, atol=0.02)
