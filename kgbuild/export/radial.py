"""A tree drawn in rings around its middle, for components too small for a simulation to be worth its time."""

import math

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kgbuild.export.forces import Points

_RING = 40.0
_ROOM = 16.0


def radial_tree(links: sparse.csr_array, group: NDArray[np.intp]) -> Points:
    """Return a drawing of one component: its most linked node in the middle, the others in rings by distance (Eades 1992).

    Args:
        links: Shape (n, n), symmetric: the whole graph.
        group: The component's nodes, sorted.

    Returns:
        Shape (len(group), 2), in the unit of node sizes.

    Example:
        >>> star = sparse.csr_array([[0, 1, 1], [1, 0, 0], [1, 0, 0]])
        >>> radial_tree(star, np.arange(3)).round().tolist()
        [[-0.0, 0.0], [0.0, 40.0], [-0.0, -40.0]]
    """
    root = int(group[np.argmax(np.diff(links.indptr)[group])])
    children, depth = _spanning_tree(links, root)
    leaves = dict.fromkeys(depth, 1)
    for node in reversed(depth):
        leaves[node] = sum(leaves[child] for child in children[node]) or 1
    ring = max(_RING, leaves[root] * _ROOM / math.tau)
    spots: dict[int, tuple[float, float]] = {}
    wedges = {root: (0.0, math.tau)}
    for node in depth:
        low, high = wedges[node]
        spots[node] = (ring * depth[node] * math.cos((low + high) / 2), ring * depth[node] * math.sin((low + high) / 2))
        share = (high - low) / leaves[node]
        for child in children[node]:
            wedges[child] = (low, low + share * leaves[child])
            low += share * leaves[child]
    return np.array([spots[node] for node in group.tolist()])


def _spanning_tree(links: sparse.csr_array, root: int) -> tuple[dict[int, list[int]], dict[int, int]]:
    """Return each node's children and its distance from the root, breadth first."""
    children: dict[int, list[int]] = {}
    depth = {root: 0}
    queue = [root]
    for node in queue:
        neighbours = links.indices[links.indptr[node] : links.indptr[node + 1]].tolist()
        children[node] = [other for other in sorted(neighbours) if other not in depth]
        depth.update(dict.fromkeys(children[node], depth[node] + 1))
        queue.extend(children[node])
    return children, depth
