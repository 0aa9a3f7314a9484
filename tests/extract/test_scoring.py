"""The logistic model and its file."""

from pathlib import Path

import numpy as np
import pytest

from kgbuild.extract.scoring import KINDS, LogisticModel, load_kinds, read_model, write_model


def test_probabilities() -> None:
    """Weights of the features that are present add up; unknown and repeated features add nothing."""
    model = LogisticModel({"a": 0, "b": 1}, np.array([[1.0, 0.0], [-1.0, 2.0]]), (0.5, 0.5))
    assert model.probabilities([["a", "b", "a", "c"], ["c"]]) == [[0.5, pytest.approx(1 / (1 + np.exp(-2)))], [0.5, 0.5]]


def test_no_things() -> None:
    """Nothing to judge gives no rows."""
    assert LogisticModel({}, np.zeros((1, 2)), (0.5, 0.5)).probabilities([]) == []


def test_written_model_reads_back(tmp_path: Path) -> None:
    """A file gives back what was written, weights that do not matter left out, whatever the names."""
    names = ['plain"quote', "é", "small"]
    weights = np.array([[0.5, -0.25], [1.0, 0.0], [0.001, 0.0]])
    write_model(tmp_path / "m.json", names, weights, [0.3, 0.4])
    model = read_model(tmp_path / "m.json")
    assert dict(model.rows) == {'plain"quote': 0, "é": 1}
    assert model.weights.tolist() == weights[:2].tolist()
    assert model.thresholds == (0.3, 0.4)


def test_the_model_that_ships_fits_the_types() -> None:
    """It has one column for each type."""
    assert load_kinds().weights.shape[1] == len(KINDS) == len(load_kinds().thresholds)
