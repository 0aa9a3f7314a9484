"""Discs are pushed apart, circles packed."""

from itertools import combinations
from math import hypot

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.export.spacing import pack, separate


def _least_room(points: np.ndarray, radii: np.ndarray) -> float:
    return min(
        float(np.hypot(*(points[first] - points[second]))) - radii[first] - radii[second]
        for first, second in combinations(range(len(points)), 2)
    )


def test_a_pile_is_spread() -> None:
    """Two hundred discs of two sizes on one spot end without overlap."""
    radii = np.where(np.arange(200) % 20 == 0, 20.0, 4.0)
    points = separate(np.zeros((200, 2)), radii, gap=4.0)
    assert _least_room(points, radii) > 0


def test_those_with_room_stay() -> None:
    """Discs that do not overlap are not moved."""
    points = np.array([[0.0, 0.0], [100.0, 0.0], [0.0, 100.0]])
    assert np.array_equal(separate(points, np.array([4.0, 9.0, 30.0]), gap=4.0), points)


def test_the_small_give_way() -> None:
    """Of two overlapping discs the larger hardly moves."""
    large, small = separate(np.array([[0.0, 0.0], [5.0, 0.0]]), np.array([30.0, 4.0]), gap=4.0)
    assert np.hypot(*large) < 1
    assert small[0] > 33


@given(st.lists(st.floats(0.5, 500), min_size=1, max_size=60))
def test_packed_circles_do_not_overlap(radii: list[float]) -> None:
    """Circles of any sizes stand apart."""
    centres = pack(radii)
    for first, second in combinations(range(len(radii)), 2):
        (ax, ay), (bx, by) = centres[first], centres[second]
        assert hypot(ax - bx, ay - by) > (radii[first] + radii[second]) * (1 - 1e-9)


def test_packing_is_dense() -> None:
    """A thousand equal circles take little more than twice their own area."""
    reach = max(hypot(x, y) for x, y in pack([1.0] * 1000)) + 1
    assert 1000 / reach**2 > 0.45
