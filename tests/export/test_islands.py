"""Islands stand apart, near those that they are bridged with, and face them."""

import numpy as np
from scipy import sparse

from kgbuild.export.islands import arrange, between, facing, pulls


def _gaps(centres: np.ndarray, reaches: np.ndarray) -> np.ndarray:
    apart = np.linalg.norm(centres[:, None] - centres[None], axis=2) - reaches[:, None] - reaches[None]
    return apart[np.triu_indices(len(reaches), 1)]


def _chain(count: int) -> sparse.csr_array:
    half = sparse.coo_array((np.ones(count - 1), (np.arange(count - 1), np.arange(1, count))), shape=(count, count))
    return (half + half.T).tocsr()


def test_no_island_touches_another() -> None:
    """Islands of very different sizes keep water between them, bridged or not."""
    reaches = np.array([400.0, 10.0, 10.0, 90.0, 60.0, 30.0, 200.0, 5.0])
    for bridges in (_chain(8), sparse.csr_array((8, 8)), 9 * _chain(8)):
        assert _gaps(arrange(reaches, bridges), reaches).min() > 0


def test_bridged_islands_are_neighbours() -> None:
    """Along a chain of bridges, the next island is much nearer than islands are on average."""
    centres = arrange(np.full(12, 50.0), _chain(12))
    near = np.linalg.norm(np.diff(centres, axis=0), axis=1)
    assert near.mean() < np.linalg.norm(centres[:, None] - centres[None], axis=2).mean() / 1.5


def test_bridges_count_links_between_islands() -> None:
    """Links inside an island are no bridges; parallel ones add up."""
    links = _chain(4)
    assert between(links, np.array([0, 0, 1, 1])).toarray().tolist() == [[0, 1], [1, 0]]


def test_an_island_turns_towards_its_neighbours() -> None:
    """The node with the bridge ends on the bridge's side, and no distance changes."""
    drawing = np.array([[10.0, 0.0], [-10.0, 0.0], [0.0, 3.0]])
    outward = np.array([[0.0, -1.0], [0.0, 0.0], [0.0, 0.0]])
    turned = facing(drawing, outward)
    assert turned[0, 1] < -9.9
    assert np.allclose(np.linalg.norm(turned, axis=1), np.linalg.norm(drawing, axis=1), atol=1e-5)


def test_a_bridge_pulls_both_ends() -> None:
    """Each end of a link between islands is drawn towards the other island; a link inside one draws nothing."""
    pull = pulls(_chain(3), np.array([0, 1, 1]), np.array([[0.0, 0.0], [0.0, 7.0]]))
    assert pull.tolist() == [[0.0, 1.0], [0.0, -1.0], [0.0, 0.0]]
