"""A force-directed layout in which repulsion is computed on a mesh: fast, deterministic, and of the same bytes on any machine."""

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import fft, sparse

Points: TypeAlias = NDArray[np.float64]
Masses: TypeAlias = NDArray[np.float64]

_GRAIN = 2.0**-20
"""Positions are multiples of this, so that the last bits, in which processors differ, cannot grow from step to step."""

GOLDEN_ANGLE = 2.399963229728653
"""Radians; turning by it again and again never comes back to the same direction."""

_SHORT = 0.05
_COOLEST = 0.01


def rounded(points: Points) -> Points:
    """Return the points on the nearest multiples of 2^-20.

    Args:
        points: Shape (n, 2), in the unit of the simulation.

    Example:
        >>> float(rounded(np.array([0.1 + 0.2]))[0]) == float(rounded(np.array([0.3]))[0])
        True
    """
    return np.rint(points / _GRAIN) * _GRAIN


@dataclass(frozen=True)
class Mesh:
    """A square grid that carries the field of many masses, by fast convolution (particle-mesh method, Hockney & Eastwood 1988).

    Attributes:
        cells: Grid points along one side.
        kernel: Transform of the two components of the force of a unit mass, 1/distance, over twice the grid.
    """

    cells: int
    kernel: NDArray[np.complex128]

    @classmethod
    def of(cls, cells: int) -> "Mesh":
        """Return a mesh with this many cells along a side.

        Args:
            cells: A power of two is fastest.

        Example:
            >>> Mesh.of(8).kernel.shape
            (2, 16, 9)
        """
        step = np.arange(2 * cells, dtype=np.float64)
        step = np.where(step < cells, step, step - 2 * cells)
        rows, columns = np.meshgrid(step, step, indexing="ij")
        squared = rows**2 + columns**2 + 0.5  # softened, for inside a cell the distance is unknown
        return cls(cells, np.stack([fft.rfft2(rows / squared), fft.rfft2(columns / squared)]))

    def field(self, points: Points, masses: Masses) -> Points:
        """Return the sum over all masses of mass × direction / distance at each point.

        Args:
            points: Shape (n, 2), any unit.
            masses: Shape (n,).

        Returns:
            Shape (n, 2), in masses per unit of length.
        """
        low = points.min(axis=0)
        cell = max(float((points.max(axis=0) - low).max()) / (self.cells - 2), _GRAIN)
        place = (points - low) / cell
        corner = np.floor(place).astype(np.intp)
        spots, shares = _neighbourhood(corner, place - corner, self.cells)
        size = self.cells**2
        density = np.bincount(spots.ravel(), weights=(shares * masses).ravel(), minlength=size).reshape(self.cells, self.cells)
        spectrum = fft.rfft2(density, s=(2 * self.cells, 2 * self.cells))
        result = np.empty_like(points)
        for axis in (0, 1):
            force = fft.irfft2(spectrum * self.kernel[axis])[: self.cells, : self.cells].ravel()
            result[:, axis] = (force[spots] * shares).sum(axis=0)
        return result / cell


def _neighbourhood(corner: NDArray[np.intp], within: Points, cells: int) -> tuple[NDArray[np.intp], Points]:
    """Return the four grid points around each point and its share in each (cloud in cell)."""
    spots = np.stack([(corner[:, 0] + row) * cells + corner[:, 1] + column for row in (0, 1) for column in (0, 1)])
    rows = (1 - within[:, 0], within[:, 0])
    columns = (1 - within[:, 1], within[:, 1])
    return spots, np.stack([rows[row] * columns[column] for row in (0, 1) for column in (0, 1)])


@dataclass(frozen=True)
class Balance:
    """What a drawing makes of its forces, beside a repulsion of 1.

    Attributes:
        stiffness: How strongly springs pull: more of it sets clusters apart.
        gravity: How strongly the origin pulls, per unit of distance: more of it makes the drawing round and even.
        steps: How many moves.
        heat: The longest first move; the last is a hundredth of it.
    """

    stiffness: float
    gravity: float
    steps: int
    heat: float


def settle(start: Points, masses: Masses, springs: sparse.csr_array, balance: Balance) -> Points:
    """Move points until attraction along springs and repulsion between all balance, ever more slowly.

    The forces are those of ForceAtlas2 (Jacomy et al. 2014) per unit of mass. Attraction does not grow with distance (LinLog,
    Noack 2007) beyond the length of a short edge, which sets clusters apart.

    Args:
        start: Shape (n, 2).
        masses: Shape (n,), all positive.
        springs: Shape (n, n), symmetric: the strength of each edge.
        balance: What the forces amount to. The finished drawing has a radius of about 1/√gravity, less where springs are stiff.

    Returns:
        Shape (n, 2).

    Example:
        >>> spring = sparse.csr_array([[0.0, 1.0], [1.0, 0.0]])
        >>> two = settle(np.array([[0.0, 0.0], [9.0, 0.0]]), np.ones(2), spring, Balance(3.0, 0.05, steps=90, heat=1.0))
        >>> bool(0 < two[1, 0] - two[0, 0] < 1)
        True
    """
    points = rounded(start)
    if len(points) == 1:
        return points
    mesh = Mesh.of(_cells(len(points)))
    pairs = springs.tocoo()
    pull = balance.stiffness / np.maximum(springs.sum(axis=1), _GRAIN)
    push = 1.0 / float(masses.sum())
    for step in range(balance.steps):
        force = push * mesh.field(points, masses) - balance.gravity * points
        apart = points[pairs.col] - points[pairs.row]
        strength = pairs.data / (np.sqrt((apart**2).sum(axis=1)) + _SHORT)
        for axis in (0, 1):
            force[:, axis] += pull * np.bincount(pairs.row, weights=strength * apart[:, axis], minlength=len(points))
        length = np.maximum(np.sqrt((force**2).sum(axis=1)), _GRAIN)
        force *= np.minimum(1.0, balance.heat * _COOLEST ** (step / balance.steps) / length)[:, None]
        points = rounded(points + force)
    return points


def sunflower(count: int) -> Points:
    """Return points spread evenly over a disc of radius 1 (Vogel 1979).

    Args:
        count: How many.

    Returns:
        Shape (count, 2), from the centre outwards.

    Example:
        >>> sunflower(100).shape, bool(np.abs(sunflower(100)).max() < 1)
        ((100, 2), True)
    """
    steps = np.arange(count)
    radius = np.sqrt((steps + 0.5) / max(count, 1))
    return np.stack([radius * np.cos(steps * GOLDEN_ANGLE), radius * np.sin(steps * GOLDEN_ANGLE)], axis=1)


def level(points: Points) -> Points:
    """Return the points turned so that they spread most from left to right, as screens do.

    Args:
        points: Shape (n, 2), about the origin.

    Example:
        >>> (level(np.array([[0.0, -1.0], [0.0, 1.0]])) + 0.0).tolist()
        [[-1.0, 0.0], [1.0, 0.0]]
    """
    x, y = points.T
    # Rounded, so that a drawing as wide as it is high is not turned by chance.
    tilt, excess = rounded(np.array([2 * (x * y).mean(), (x * x - y * y).mean()])).tolist()
    angle = math.atan2(tilt, excess) / 2
    cosine, sine = math.cos(angle), math.sin(angle)
    return rounded(np.stack([x * cosine + y * sine, y * cosine - x * sine], axis=1))


def _cells(count: int) -> int:
    """Return how many cells a mesh needs along a side, so that each holds few points."""
    return min(256, max(32, 1 << math.isqrt(4 * count).bit_length()))
