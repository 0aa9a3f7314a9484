"""The mesh gives the field of the exact sum, and the last bits of a processor do not show."""

import numpy as np
import pytest
from scipy import sparse

from kgbuild.export.forces import Balance, Mesh, level, settle, sunflower


def _exact(points: np.ndarray, masses: np.ndarray) -> np.ndarray:
    apart = points[:, None] - points[None]
    squared = (apart**2).sum(axis=2) + np.eye(len(points))
    return (masses[None, :, None] * apart / squared[:, :, None]).sum(axis=1)


def test_field_is_near_the_exact_sum() -> None:
    """On spread-out masses the mesh is within a few per cent of the sum over all pairs."""
    points, masses = sunflower(300), 1.0 + np.arange(300) % 7
    exact = _exact(points, masses)
    error = np.linalg.norm(Mesh.of(128).field(points, masses) - exact, axis=1)
    assert np.median(error / np.linalg.norm(exact, axis=1)) < 0.05


def test_field_of_one_point_is_nothing() -> None:
    """A mass does not push itself, nor those on the same spot."""
    assert np.allclose(Mesh.of(32).field(np.zeros((5, 2)), np.ones(5)), 0, atol=1e-6)


def _ring(count: int) -> sparse.csr_array:
    rows = np.arange(count)
    half = sparse.coo_array((np.ones(count), (rows, (rows + 1) % count)), shape=(count, count))
    return (half + half.T).tocsr()


def test_a_ring_becomes_round() -> None:
    """Neighbours on a ring end nearer to each other than to the far side."""
    points = settle(sunflower(40), np.full(40, 3.0), _ring(40), Balance(3.0, 0.05, steps=300, heat=0.1))
    near = np.linalg.norm(points - np.roll(points, 1, axis=0), axis=1)
    far = np.linalg.norm(points - np.roll(points, 20, axis=0), axis=1)
    assert near.mean() < far.mean() / 2


def test_the_last_bits_of_a_processor_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """Noise of the size in which machines differ changes no position, over all steps."""
    clean = settle(sunflower(200), np.full(200, 3.0), _ring(200), Balance(3.0, 0.05, steps=100, heat=0.1))
    noise = np.random.default_rng(0)
    field = Mesh.field

    def noisy(mesh: Mesh, points: np.ndarray, masses: np.ndarray) -> np.ndarray:
        exact = field(mesh, points, masses)
        return exact * (1 + 1e-15 * noise.standard_normal(exact.shape))

    monkeypatch.setattr(Mesh, "field", noisy)
    assert np.array_equal(settle(sunflower(200), np.full(200, 3.0), _ring(200), Balance(3.0, 0.05, steps=100, heat=0.1)), clean)


def test_a_tall_drawing_is_laid_down() -> None:
    """The longest direction becomes the horizontal one, and distances stay."""
    points = sunflower(100) * [1.0, 5.0]
    turned = level(points)
    assert np.ptp(turned[:, 0]) > 4 * np.ptp(turned[:, 1])
    assert np.allclose(np.linalg.norm(turned, axis=1), np.linalg.norm(points, axis=1), atol=1e-5)
