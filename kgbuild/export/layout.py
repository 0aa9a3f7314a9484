"""Where each node stands in a drawing: a finished, deterministic layout that every graph format shares.

Communities (`kgbuild.assemble.measures`) are islands: the drawing is a map with names, not a hairball.
"""

import math
from typing import TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.measures import measures
from kgbuild.export.forces import GOLDEN_ANGLE, Balance, Points, rounded, settle, sunflower
from kgbuild.export.islands import arrange, between, facing, pulls, reach
from kgbuild.export.radial import radial_tree
from kgbuild.export.spacing import pack, separate
from kgbuild.export.style import sizes

Positions: TypeAlias = dict[str, tuple[float, float]]

_SMALL = 12
_BALANCE = Balance(stiffness=1.2, gravity=0.8, steps=200, heat=0.1)
_CROWDING = 0.45  # of a drawing's area that its nodes cover before they are pushed apart
_GAP = 4.0
_LEAST = 0.1  # spread of a drawing, where all of it stands on one spot
_LEAF = 14.0

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
    state = graph.size
    known = _FINISHED.get(graph)
    if known is None or known[0] != state:
        known = _FINISHED[graph] = (state, _lay_out(graph))
    return known[1]


def _lay_out(graph: KnowledgeGraph) -> Positions:
    iris = sorted(graph.nx)
    if not iris:
        return {}
    number = {iri: index for index, iri in enumerate(iris)}
    ends = sorted({(number[source], number[target]) for source, target in graph.nx.edges() if source != target})
    radius = sizes(graph)
    radii = np.array([radius[iri] for iri in iris])
    found = measures(graph)
    points = _place(_adjacency(len(iris), ends), radii, np.array([found[iri].community - 1 for iri in iris]))
    return {iri: (float(x), float(y)) for iri, (x, y) in zip(iris, points, strict=True)}


def _adjacency(count: int, ends: list[tuple[int, int]]) -> sparse.csr_array:
    """Return the undirected simple graph: 1 where two nodes are linked, whatever the number and direction of their edges."""
    pairs = np.array(ends, dtype=np.intp).reshape(-1, 2)
    links = sparse.coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count)).tocsr()
    return (links + links.T).sign().tocsr()


def _place(links: sparse.csr_array, radii: NDArray[np.float64], island: NDArray[np.intp]) -> Points:
    """Draw each island, set them side by side, turn each towards its neighbours, and make room between the nodes."""
    members = np.split(np.argsort(island, kind="stable"), np.cumsum(np.bincount(island))[:-1])
    drawings = [_island(links[group][:, group].tocsr(), radii[group]) for group in members]
    reaches = np.array([reach(drawing, radii[group]) for drawing, group in zip(drawings, members, strict=True)])
    centres = arrange(reaches, between(links, island))
    outward = pulls(links, island, centres)
    points = np.empty((len(radii), 2))
    for group, drawing, centre in zip(members, drawings, centres, strict=True):
        points[group] = facing(drawing, outward[group]) + centre
    points = np.round(separate(points, radii, gap=_GAP), 2)
    return points + 0.0  # -0.0 becomes 0.0


def _island(links: sparse.csr_array, radii: NDArray[np.float64]) -> Points:
    """Draw the components of an island and pack them."""
    count, component = connected_components(links, directed=False)
    members = np.split(np.argsort(component, kind="stable"), np.cumsum(np.bincount(component, minlength=count))[:-1])
    drawings = [_draw(links, group, radii) for group in members]
    points = np.empty((len(radii), 2))
    reaches = [reach(drawing, radii[group]) + _GAP for drawing, group in zip(drawings, members, strict=True)]
    for group, drawing, centre in zip(members, drawings, pack(reaches), strict=True):
        points[group] = drawing + centre
    return points


def _draw(links: sparse.csr_array, group: NDArray[np.intp], radii: NDArray[np.float64]) -> Points:
    """Return one component's drawing, centred on the origin: a radial tree if it is small, else by forces."""
    small = len(group) <= _SMALL
    drawing = radial_tree(links, group) if small else _by_forces(links[group][:, group].tocsr(), radii[group])
    middle: Points = (drawing.min(axis=0) + drawing.max(axis=0)) / 2
    return drawing - middle


def _by_forces(links: sparse.csr_array, radii: NDArray[np.float64]) -> Points:
    """Lay out the nodes that have several neighbours, then set the leaves around theirs."""
    degrees = np.diff(links.indptr)
    core, leaves = np.flatnonzero(degrees > 1), np.flatnonzero(degrees == 1)
    drawing = settle(sunflower(len(core)), degrees[core] + 1.0, links[core][:, core].tocsr(), _BALANCE)
    parents = links.indices[links.indptr[leaves]]
    counts = np.bincount(parents, minlength=len(radii))
    rooms = np.where(counts > 0, _reach(radii, counts), radii)
    points = np.zeros((len(degrees), 2))
    points[core] = separate(_spread(drawing, rooms[core]), rooms[core], gap=_GAP)
    points[leaves] = points[parents] + _rosettes(parents, counts, radii)
    return points


def _spread(drawing: Points, rooms: NDArray[np.float64]) -> Points:
    """Scale a drawing so that it has room for its nodes."""
    area = float(((rooms + _GAP / 2) ** 2).sum()) / _CROWDING
    spread = max(float(np.sqrt((drawing**2).sum(axis=1).mean())), _LEAST)
    return rounded(drawing * (math.sqrt(area / 2) / spread))


def _reach(radii: NDArray[np.float64], rank: NDArray[np.integer]) -> NDArray[np.float64]:
    """Return how far from its neighbour's centre the leaf of this rank stands: each leaf adds the same area."""
    distance: NDArray[np.float64] = np.sqrt((radii + _LEAF) ** 2 + rank * _LEAF**2)
    return distance


def _rosettes(parents: NDArray[np.intp], counts: NDArray[np.intp], radii: NDArray[np.float64]) -> Points:
    """Return each leaf's offset from its neighbour: the leaves of one node fill a ring around it, from within outwards."""
    order = np.argsort(parents, kind="stable")
    rank = np.empty(len(parents), dtype=np.intp)
    rank[order] = np.arange(len(parents)) - np.repeat(np.cumsum(counts) - counts, counts)
    angle = rank * GOLDEN_ANGLE + parents
    offsets: Points = _reach(radii[parents], rank)[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return offsets
