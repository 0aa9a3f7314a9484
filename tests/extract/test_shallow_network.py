"""The networks of roles and relations and their files."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.extract.roles.reading import exclusive
from kgbuild.extract.scoring import RELATIONS, ROLES
from kgbuild.extract.shallow_network import (
    RELATIONS_FILE,
    ROLES_FILE,
    STEPS,
    ShallowNetwork,
    in_steps,
    load_network,
    read_network,
    write_network,
)


def small() -> ShallowNetwork:
    """Return a network of two hidden units and two roles over two features and one number."""
    return ShallowNetwork(
        {'plain"quote\n': 0, "é": 1},
        in_steps(np.array([[1.0, 0.0, 0.5, 0.0], [0.0, -2.0, 0.0, 0.25]])),
        np.array([[0.5, 1.0]]),
        np.array([0.0, 1.0]),
        np.array([[2.0, 0.0], [0.0, 4.0]]),
        np.array([-1.0, 0.0]),
        (0.3, 0.4),
    )


def sigmoid(score: float) -> float:
    """Return the probability of a score."""
    return float(1 / (1 + np.exp(-score)))


def test_scores_are_sums_of_features_and_hidden_units() -> None:
    """Hidden units are rectified; unknown and repeated features add nothing."""
    found = small().probabilities([['plain"quote\n', 'plain"quote\n', "unknown"], ["é"]], np.array([[2.0], [0.0]]))
    # hidden units: (1 + 1, 2 + 1) and (0, -2 + 1 -> 0)
    assert found == [
        [pytest.approx(sigmoid(0.5 + 4 - 1)), pytest.approx(sigmoid(12))],
        [pytest.approx(sigmoid(-1)), pytest.approx(sigmoid(0.25))],
    ]


def test_nothing_to_judge_gives_nothing() -> None:
    """No things, no rows."""
    assert small().probabilities([], np.zeros((0, 1))) == []


def test_a_written_network_reads_back(tmp_path: Path) -> None:
    """A file gives back what was written, whatever the names; the bytes are the same each time."""
    network = small()
    write_network(tmp_path / "one.npz", network)
    write_network(tmp_path / "two.npz", network)
    back = read_network(tmp_path / "one.npz")
    assert dict(back.rows) == dict(network.rows)
    assert back.thresholds == network.thresholds
    for name in ("features", "vectors", "bias", "outputs", "output_bias"):
        assert getattr(back, name).tolist() == getattr(network, name).tolist()
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_features_that_weigh_nothing_are_not_written(tmp_path: Path) -> None:
    """They would say nothing, and take room."""
    network = small()
    network.features[0] = 0
    write_network(tmp_path / "one.npz", network)
    assert dict(read_network(tmp_path / "one.npz").rows) == {"é": 0}


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=60))
def test_weights_are_held_in_steps(weights: list[float]) -> None:
    """The nearest step, or the last one; below stands a row of zeros."""
    held = in_steps(np.array(weights)[:, None])[:, 0]
    assert held[-1] == 0
    for weight, steps in zip(weights, held[:-1].tolist(), strict=True):
        assert abs(steps / STEPS - max(-512, min(weight, 32767 / STEPS))) <= 0.5 / STEPS


@pytest.mark.parametrize(("name", "outputs"), [(ROLES_FILE, ROLES), (RELATIONS_FILE, RELATIONS)])
def test_the_networks_that_ship_fit_their_outputs(name: str, outputs: tuple[str, ...]) -> None:
    """Each has an output and a threshold for each role or relation, and no feature that weighs nothing."""
    network = load_network(name)
    assert network.outputs.shape[1] == len(outputs) == len(network.thresholds)
    assert network.features[:-1].any(axis=1).all()


def test_what_is_introduced_is_neither_built_on_nor_compared_with() -> None:
    """From the threshold on these roles fall away; other roles stay."""
    assert exclusive([0.5, 0.6, 0.1, 0.3, 0.2, 0.3, 0.4, 0.05], 0.5) == [0.5, 0.0, 0.1, 0.0, 0.2, 0.3, 0.4, 0.05]
    assert exclusive([0.5, 0.6, 0.1, 0.3, 0.2, 0.3, 0.4, 0.05], 0.51) == [0.5, 0.6, 0.1, 0.3, 0.2, 0.3, 0.4, 0.05]


def test_what_is_more_likely_compared_with_is_not_built_on() -> None:
    """A rival is no base; a base may be compared with, too."""
    assert exclusive([0.1, 0.6, 0, 0.7, 0, 0, 0, 0], 0.5) == [0.1, 0, 0, 0.7, 0, 0, 0, 0]
    assert exclusive([0.1, 0.7, 0, 0.6, 0, 0, 0, 0], 0.5) == [0.1, 0.7, 0, 0.6, 0, 0, 0, 0]
