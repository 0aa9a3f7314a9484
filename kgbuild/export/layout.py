"""Where each node stands in a drawing: a finished, deterministic layout that every graph format shares."""

from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export.forces import Points, rounded, settle
from kgbuild.export.style import sizes

Positions = dict[str, tuple[float, float]]

_FINISHED: WeakKeyDictionary[KnowledgeGraph, tuple[tuple[int, int], Positions]] = WeakKeyDictionary()


def positions(graph: KnowledgeGraph) -> Positions:
    """Return where each node stands, about the origin, y upwards, with clusters apart and no node on another.

    Args:
        graph: Any graph; it is laid out once, and again only after its number of nodes or edges has changed.

    Returns:
        x and y by IRI; 1,000 nodes fill about -1000 to 1000, and the area grows with the number of nodes.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> positions(graph)
        {'urn:m': (0.0, 0.0)}
    """
    state = (graph.nx.number_of_nodes(), graph.nx.number_of_edges())
    known = _FINISHED.get(graph)
    if known is None or known[0] != state:
        known = _FINISHED[graph] = (state, _lay_out(graph))
    return known[1]


def _lay_out(graph: KnowledgeGraph) -> Positions:
    iris = sorted(graph.nx)
    if len(iris) < 2:
        return dict.fromkeys(iris, (0.0, 0.0))
    number = {iri: index for index, iri in enumerate(iris)}
    pairs = np.array([(number[s], number[t]) for s, t in graph.nx.edges() if s != t], dtype=np.intp).reshape(-1, 2)
    radii = np.array(list(sizes(graph).values()))
    points = place(len(iris), pairs, radii)
    return {iri: (float(x), float(y)) for iri, (x, y) in zip(iris, points, strict=True)}


def place(count: int, pairs: NDArray[np.intp], radii: NDArray[np.float64]) -> Points:
    angle = np.arange(count) * 2.399963229728653
    start = np.sqrt((np.arange(count) + 0.5) / count)[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    data = np.ones(len(pairs))
    half = sparse.coo_array((data, (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    springs = ((half + half.T) > 0).astype(np.float64).tocsr()
    degrees = np.diff(springs.indptr)
    points = settle(start, degrees + 1.0, springs, steps=200, heat=0.1)
    scale = 1000 * np.sqrt(count / 1000) / np.abs(points).max()
    return np.round(points * scale, 2)
