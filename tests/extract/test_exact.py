"""Products that come out the same on every processor."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.extract.tagger.exact import inputs_on_grid, normalised_on_grid, weights_on_grid
from kgbuild.extract.tagger.model import load_tagger


@given(st.integers(0, 2**32 - 1), st.integers(1, 400), st.floats(1e-3, 1e3))
def test_products_do_not_hang_on_the_order_of_their_sums(seed: int, size: int, scale: float) -> None:
    """However the terms of a product are ordered, single precision gives what exact arithmetic gives."""
    random = np.random.default_rng(seed)
    inputs = normalised_on_grid((random.standard_normal((5, size)) * scale).astype(np.float32))
    weights = weights_on_grid(random.standard_normal((size, 7)) * scale)
    exact = inputs.astype(np.float64) @ weights.astype(np.float64)
    order = random.permutation(size)
    assert (inputs @ weights == exact).all()
    assert (inputs[:, order] @ weights[order] == exact).all()
    one_by_one = np.zeros((5, 7), np.float32)
    for place in order:
        one_by_one += inputs[:, [place]] * weights[[place]]
    assert (one_by_one == exact).all()


def test_rounding_hardly_changes_the_weights_that_ship() -> None:
    """The grid is finer than a thousandth of the largest weight."""
    for name, weights in load_tagger().parameters.items():
        if name.endswith(".weight"):
            assert weights_on_grid(weights) == pytest.approx(weights, abs=float(np.abs(weights).max()) / 1000)


def test_weights_of_nothing_stay_nothing() -> None:
    """A matrix of zeros has no largest weight, and needs no grid."""
    assert not weights_on_grid(np.zeros((3, 2))).any()


@given(st.floats(-30_000, 30_000))
def test_inputs_are_rounded_to_the_nearest_step(value: float) -> None:
    """The grid has steps of a sixty-fourth."""
    rounded = float(inputs_on_grid(np.array([value]))[0])
    assert rounded * 64 == int(rounded * 64)
    assert abs(rounded - np.float32(value)) <= 1 / 128
