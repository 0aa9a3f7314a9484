"""Communities as islands: each drawn by itself, then all of them set side by side, related ones near each other."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from kgbuild.export.forces import Balance, Points, level, rounded, settle, sunflower
from kgbuild.export.spacing import pack, separate

_BALANCE = Balance(stiffness=1.0, gravity=1.0, steps=300, heat=0.15)
_CROWDING = 0.9  # of the sea that islands cover before they are pushed apart
_LEAST = 0.1  # spread of a drawing, where all of it stands on one spot
_CROWD = 20.0  # how many of the smallest islands weigh what one of middling size does, so that a hundred do not take half the sea
_SEA = 40.0  # least water between two islands, in the unit of node sizes


def between(links: sparse.csr_array, island: NDArray[np.intp]) -> sparse.csr_array:
    """Return how many links join each two islands.

    Args:
        links: Shape (n, n), symmetric: 1 where two nodes are linked.
        island: Shape (n,): the island of each node, from 0.

    Returns:
        Shape (islands, islands), symmetric, with nothing on the diagonal.

    Example:
        >>> chain = sparse.csr_array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
        >>> between(chain, np.array([0, 0, 1])).toarray().tolist()
        [[0.0, 1.0], [1.0, 0.0]]
    """
    count = int(island.max()) + 1
    member = sparse.csr_array((np.ones(len(island)), (np.arange(len(island)), island)), shape=(len(island), count))
    joined = (member.T @ links @ member).tolil()
    joined.setdiag(0)
    return sparse.csr_array(joined.tocsr())


def arrange(reaches: NDArray[np.float64], bridges: sparse.csr_array) -> Points:
    """Return a centre for each island, so that none overlaps another and those with many bridges are neighbours.

    Islands that no bridge joins to the others are packed around them.

    Args:
        reaches: Shape (k,): the radius of each island.
        bridges: Shape (k, k), symmetric: how many links join two islands.

    Returns:
        Shape (k, 2), about the origin.

    Example:
        >>> centres = arrange(np.array([10.0, 10.0]), sparse.csr_array([[0.0, 3.0], [3.0, 0.0]]))
        >>> bool(np.hypot(*(centres[0] - centres[1])) > 50)
        True
    """
    count, archipelago = connected_components(bridges, directed=False)
    groups = [np.flatnonzero(archipelago == each) for each in range(count)]
    drawings = [_archipelago(reaches[group], bridges[group][:, group].tocsr()) for group in groups]
    radii = [
        float((np.sqrt((points**2).sum(axis=1)) + reaches[group]).max()) for points, group in zip(drawings, groups, strict=True)
    ]
    centres = np.empty((len(reaches), 2))
    for group, points, centre in zip(groups, drawings, pack([radius + _SEA / 2 for radius in radii]), strict=True):
        centres[group] = points + centre
    return centres


def reach(points: Points, radii: NDArray[np.float64]) -> float:
    """Return the radius of the circle about the origin that holds some discs.

    Args:
        points: Their centres, shape (n, 2).
        radii: Shape (n,), in the same unit.

    Example:
        >>> reach(np.array([[3.0, 4.0]]), np.array([1.0]))
        6.0
    """
    return float((np.sqrt((points**2).sum(axis=1)) + radii).max())


def _archipelago(reaches: NDArray[np.float64], bridges: sparse.csr_array) -> Points:
    """Lay out islands that hang together: forces first, then room; the largest start in the middle."""
    if len(reaches) == 1:
        return np.zeros((1, 2))
    order = np.argsort(-reaches, kind="stable")
    start = np.empty((len(reaches), 2))
    start[order] = sunflower(len(reaches))
    springs = sparse.csr_array(bridges)
    springs.data = np.sqrt(springs.data)
    springs.data /= springs.data.mean()
    areas = reaches**2
    shares = areas / areas.mean()
    points = level(settle(start, np.minimum(1, _CROWD * shares) + 3 * shares, springs, _BALANCE))
    spread = max(float(np.sqrt((points**2).sum(axis=1).mean())), _LEAST)
    points = rounded(points * (math.sqrt(float(areas.sum()) / _CROWDING / 2) / spread))
    points = separate(points, reaches, gap=_SEA)
    middle: Points = ((points - reaches[:, None]).min(axis=0) + (points + reaches[:, None]).max(axis=0)) / 2
    return points - middle


def facing(points: Points, outward: Points) -> Points:
    """Return an island turned so that its nodes lie on the side of what they are linked to elsewhere (Procrustes, Schönemann 1966).

    Args:
        points: Shape (n, 2), about the island's centre.
        outward: Shape (n, 2): the sum of the directions in which each node is drawn.

    Example:
        >>> (facing(np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])).round(6) + 0.0).tolist()
        [[0.0, 1.0]]
    """
    along = (points * outward).sum()
    across = (points[:, 0] * outward[:, 1] - points[:, 1] * outward[:, 0]).sum()
    along, across = rounded(np.array([along, across])).tolist()
    angle = math.atan2(across, along)
    cosine, sine = math.cos(angle), math.sin(angle)
    return rounded(np.stack([points[:, 0] * cosine - points[:, 1] * sine, points[:, 0] * sine + points[:, 1] * cosine], axis=1))


def pulls(links: sparse.csr_array, island: NDArray[np.intp], centres: Sequence[tuple[float, float]] | Points) -> Points:
    """Return for each node the sum of the directions to the islands of its neighbours on other islands.

    Args:
        links: Shape (n, n), symmetric.
        island: Shape (n,).
        centres: Shape (islands, 2).

    Example:
        >>> pair = sparse.csr_array([[0, 1], [1, 0]])
        >>> pulls(pair, np.array([0, 1]), np.array([[0.0, 0.0], [5.0, 0.0]])).tolist()
        [[1.0, 0.0], [-1.0, 0.0]]
    """
    ends = links.tocoo()
    places = np.asarray(centres, dtype=np.float64)
    apart = places[island[ends.col]] - places[island[ends.row]]
    length = np.sqrt((apart**2).sum(axis=1))
    apart = apart / np.where(length > 0, length, 1.0)[:, None]
    return np.stack([np.bincount(ends.row, weights=apart[:, axis], minlength=len(island)) for axis in (0, 1)], axis=1)
