"""Where the nodes of a neighbourhood stand before the browser's simulation moves them: in rings by distance."""

import math
from collections import defaultdict
from collections.abc import Mapping

from kgbuild.assemble.graph import KnowledgeGraph

_RING = 190.0
_ROOM = 46.0


def places(graph: KnowledgeGraph, steps: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Return x and y by IRI: the root in the middle, each ring in the order of the one inside it, classes together.

    Args:
        graph: Holds the nodes.
        steps: Distance from the root by IRI, nearer ones first.

    Example:
        >>> from kgbuild.assemble.graph import Edge, Node
        >>> graph = KnowledgeGraph()
        >>> for name in "AB":
        ...     graph.add_node(Node(name, "Model", name))
        >>> graph.add_edge(Edge("urn:s", "A", "basedOn", "B", confidence=0.9))
        >>> places(graph, {"A": 0, "B": 1})
        {'A': (0, 0), 'B': (190, 0)}
    """
    rings: defaultdict[int, list[str]] = defaultdict(list)
    for iri, step in steps.items():
        rings[step].append(iri)
    angles = dict.fromkeys(rings[0], 0.0)
    spots = dict.fromkeys(rings[0], (0, 0))
    reach = 0.0
    for step in range(1, max(steps.values()) + 1):
        ring = sorted(rings[step], key=lambda iri: (_inner(graph, iri, angles), graph.nx.nodes[iri]["type"], iri))
        reach = max(reach + _RING, len(ring) * _ROOM / math.tau)
        for place, iri in enumerate(ring):
            angle = angles[iri] = math.tau * place / len(ring)
            spots[iri] = (round(reach * math.cos(angle)), round(reach * math.sin(angle)))
    return spots


def _inner(graph: KnowledgeGraph, iri: str, angles: Mapping[str, float]) -> float:
    """Return the angle of the first neighbour that stands already."""
    return min(angles[other] for other in (*graph.nx.successors(iri), *graph.nx.predecessors(iri)) if other in angles)
