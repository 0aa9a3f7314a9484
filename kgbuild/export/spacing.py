"""Room on a drawing: discs pushed apart until none covers another, and circles packed in rings around the largest."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from kgbuild.export.forces import GOLDEN_ANGLE, Points, rounded

_ROUNDS = 60
_CLOSE_ENOUGH = 0.25


def separate(points: Points, radii: NDArray[np.float64], *, gap: float) -> Points:
    """Return the points, moved a little, so that no two discs overlap.

    Where hundreds of points start on one spot, a few may still touch at the end.

    Args:
        points: Centres, shape (n, 2).
        radii: Shape (n,), in the same unit.
        gap: Least room between two discs, in the same unit.

    Returns:
        Shape (n, 2).

    Example:
        >>> apart = separate(np.zeros((2, 2)), np.array([1.0, 1.0]), gap=1.0)
        >>> bool(np.hypot(*(apart[0] - apart[1])) > 2.7)
        True
    """
    points = rounded(points)
    for _ in range(_ROUNDS):
        pairs, lack = _overlaps(points, radii + gap / 2)
        if not len(pairs) or lack.max() < _CLOSE_ENOUGH * gap:
            break
        points = rounded(points + _pushes(points, radii, pairs, lack))
    return points


def _overlaps(points: Points, reach: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return the pairs that stand too close, and by how much; big discs are looked up one by one, so that small ones stay cheap."""
    common = float(np.quantile(reach, 0.9))
    tree = cKDTree(points)
    pairs = tree.query_pairs(2 * common, output_type="ndarray").astype(np.intp)
    big = np.flatnonzero(reach > common)
    if len(big):
        around = tree.query_ball_point(points[big], reach[big] + reach.max(), return_sorted=True)
        counts = np.array([len(found) for found in around])
        extra = np.stack([np.repeat(big, counts), np.concatenate([np.asarray(found, dtype=np.intp) for found in around])], axis=1)
        pairs = np.concatenate([np.sort(pairs, axis=1), np.sort(extra[extra[:, 0] != extra[:, 1]], axis=1)])
        pairs = np.unique(pairs[:, 0] * len(points) + pairs[:, 1])
        pairs = np.stack([pairs // len(points), pairs % len(points)], axis=1)
    apart = points[pairs[:, 1]] - points[pairs[:, 0]]
    lack = reach[pairs[:, 0]] + reach[pairs[:, 1]] - np.sqrt((apart**2).sum(axis=1))
    return pairs[lack > 0], lack[lack > 0]


def _pushes(points: Points, radii: NDArray[np.float64], pairs: NDArray[np.intp], lack: NDArray[np.float64]) -> Points:
    """Return the sum of the pushes on each point; of two discs the smaller gives way more."""
    first, second = pairs.T
    apart = points[second] - points[first]
    distance = np.sqrt((apart**2).sum(axis=1))
    turn = GOLDEN_ANGLE * (first + second)
    same = distance == 0
    apart[same] = np.stack([np.cos(turn[same]), np.sin(turn[same])], axis=1)
    apart *= (lack / np.where(same, 1.0, distance))[:, None]
    share = radii[second] ** 2 / (radii[first] ** 2 + radii[second] ** 2)
    moves = np.empty_like(points)
    for axis in (0, 1):
        moves[:, axis] = np.bincount(second, weights=apart[:, axis] * (1 - share), minlength=len(points))
        moves[:, axis] -= np.bincount(first, weights=apart[:, axis] * share, minlength=len(points))
    return moves


def pack(radii: Sequence[float]) -> list[tuple[float, float]]:
    """Return centres for circles so that none overlaps: the largest in the middle, the others in rings around it, by size.

    Args:
        radii: One for each circle, positive.

    Returns:
        x and y of each circle, in the order given.

    Example:
        >>> pack([1.0, 5.0])
        [(6.0, 0.0), (0.0, 0.0)]
    """
    order = sorted(range(len(radii)), key=lambda index: (-radii[index], index))
    centres = [(0.0, 0.0)] * len(radii)
    inner = radii[order[0]] if order else 0.0
    middle, angle, end = inner, 0.0, 0.0
    for index in order[1:]:
        half = math.asin(min(1.0, radii[index] / middle))
        if angle + 2 * half > end:
            middle = inner + radii[index]
            inner += 2 * radii[index]
            half = math.asin(radii[index] / middle)
            angle, end = -half, math.tau - half
        centres[index] = (middle * math.cos(angle + half), middle * math.sin(angle + half))
        angle += 2 * half
    return centres
