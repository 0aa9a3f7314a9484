"""Small components are drawn as trees in rings."""

import numpy as np
from scipy import sparse

from kgbuild.export.radial import radial_tree


def _links(count: int, *pairs: tuple[int, int]) -> sparse.csr_array:
    rows, columns = np.array(pairs).T
    half = sparse.coo_array((np.ones(len(pairs)), (rows, columns)), shape=(count, count))
    return (half + half.T).tocsr()


def test_depth_is_distance() -> None:
    """A node stands as many rings out as edges lie between it and the middle."""
    links = _links(6, (0, 1), (0, 2), (0, 3), (3, 4), (4, 5))
    distances = np.hypot(*radial_tree(links, np.arange(6)).T).round(6)
    assert distances.tolist() == [0.0, 40.0, 40.0, 40.0, 80.0, 120.0]


def test_only_the_component_is_drawn() -> None:
    """Nodes of the graph outside the component do not matter."""
    links = _links(5, (1, 3), (3, 4))
    assert radial_tree(links, np.array([1, 3, 4])).shape == (3, 2)
    assert radial_tree(links, np.array([0])).tolist() == [[0.0, 0.0]]


def test_a_cycle_is_drawn_too() -> None:
    """Edges that close a cycle are left out of the tree; all nodes are placed apart."""
    links = _links(4, (0, 1), (1, 2), (2, 3), (3, 0))
    points = radial_tree(links, np.arange(4))
    assert len({tuple(point) for point in points.round(3).tolist()}) == 4


def test_many_leaves_get_a_wider_ring() -> None:
    """Leaves of a star stand at least a node's width apart."""
    links = _links(30, *((0, leaf) for leaf in range(1, 30)))
    leaves = radial_tree(links, np.arange(30))[1:]
    assert np.hypot(*(leaves[0] - leaves[1])) > 10
