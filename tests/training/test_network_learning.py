"""Learning the network of roles."""

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="training needs scikit-learn")

from kgbuild.training.learning import CONSTANT, FeatureTable
from kgbuild.training.shallow_network import Lesson, NetworkPlan, learn

PLAN = NetworkPlan(units=8, seeds=(1, 2), fewest_steps=150)


def lessons(papers: int = 60, *, foreign: int = 0) -> list[Lesson]:
    """Return papers of four things: the first role where exactly one of two features is there, the second by the vector's sign."""
    random = np.random.default_rng(5)
    made = []
    for number in range(papers + foreign):
        one, other = random.random(4) < 0.5, random.random(4) < 0.5
        vectors = random.standard_normal((4, 2)).astype(np.float32)
        features = [sorted({CONSTANT, *["a"] * int(a), *["b"] * int(b)}) for a, b in zip(one, other, strict=True)]
        theirs = number >= papers
        labels = np.stack([one ^ other if not theirs else one & other, vectors[:, 0] > 0], axis=1)
        made.append(Lesson(features, vectors, labels, theirs))
    return made


def test_what_no_single_feature_tells_is_learned() -> None:
    """One feature or the other, but not both: hidden units tell it; a number's sign comes from the vector."""
    own, _ = learn(lessons(400), NetworkPlan(units=16, rounds=30, unseen=0, dropout=0, rate=2e-2))
    unseen = lessons(40)
    for lesson in unseen:
        found = np.array(own.probabilities(lesson.features, lesson.vectors)) > 0.5
        assert (found[:, 0] == lesson.labels[:, 0]).all()
        clear = np.abs(lesson.vectors[:, 0]) > 0.3
        assert (found[clear, 1] == lesson.labels[clear, 1]).all()


@pytest.mark.slow
def test_other_annotators_are_learned_apart() -> None:
    """Those who list the first role by another rule get their own network, and do not spoil ours."""
    own, other = learn(lessons(400, foreign=400), NetworkPlan(units=16, rounds=30, unseen=0, dropout=0, rate=2e-2))
    things, vectors = [[CONSTANT, "a", "b"], [CONSTANT, "a"]], np.zeros((2, 2))
    assert [row[0] > 0.5 for row in own.probabilities(things, vectors)] == [False, True]
    assert [row[0] > 0.5 for row in other.probabilities(things, vectors)] == [True, False]


def test_networks_of_several_seeds_score_as_their_mean() -> None:
    """What is made one gives the mean of the scores of each."""

    def score(*seeds: int) -> np.ndarray:
        network, _ = learn(lessons(), NetworkPlan(units=8, seeds=seeds, fewest_steps=40))
        found = np.array(network.probabilities([[CONSTANT, "a"]], np.ones((1, 2))))
        return np.log(found / (1 - found))

    assert np.allclose(score(1, 2), (score(1) + score(2)) / 2, atol=0.02)  # weights are rounded


def test_the_most_frequent_features_are_learned_of() -> None:
    """Where features are more than may be, those go that are least frequent, and all that are as rare."""
    rows = [["a", "b", "c", "d"]] * 3 + [["a", "b"]] * 2 + [["a", "e"]]
    assert FeatureTable(rows).names == ["a", "b", "c", "d"]
    assert FeatureTable(rows, 4).names == ["a", "b", "c", "d"]
    assert FeatureTable(rows, 3).names == ["a", "b"]


def test_learning_is_deterministic() -> None:
    """The same lessons and seeds give the same network."""
    one, two = (learn(lessons(), PLAN)[0] for _ in range(2))
    assert one.features.tobytes() == two.features.tobytes()
    assert one.outputs.tobytes() == two.outputs.tobytes()
