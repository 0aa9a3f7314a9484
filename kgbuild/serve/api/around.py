"""The nodes around one node."""

from itertools import chain

import pyoxigraph as ox

from kgbuild.serve.api.models import Edge, Neighbour, Neighbourhood
from kgbuild.serve.api.naming import Names
from kgbuild.serve.api.nodes import known, named_node, neighbours


def neighbourhood(store: ox.Store, iri: str, depth: int, limit: int) -> Neighbourhood:
    """Return the nodes around one, and the edges among them.

    Args:
        store: Any RDF.
        iri: Of the node in the middle.
        depth: Edges to the farthest nodes.
        limit: Nodes at most; of equally near ones those that most papers name are kept.

    Raises:
        RefusedError: If the store says nothing of the node.

    Example:
        >>> store = ox.Store()
        >>> store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:p"), ox.NamedNode("urn:b")))
        >>> [node.iri for node in neighbourhood(store, "urn:b", 1, 10).nodes]
        ['urn:b', 'urn:a']
    """
    centre = named_node(iri)
    known(store, centre)
    names = Names(store)
    distances = {centre: 0}
    complete = True
    for distance in range(1, depth + 1):
        last = [node for node, at in distances.items() if at == distance - 1]
        near = {other for node in last for _, other in chain(neighbours(store, node, "out"), neighbours(store, node, "in"))}
        new = sorted(near - distances.keys(), key=lambda node: (-(names.support(node) or 0), node.value))
        complete = complete and len(new) <= limit - len(distances)
        distances |= dict.fromkeys(new[: limit - len(distances)], distance)
    return Neighbourhood(
        centre=iri,
        complete=complete,
        nodes=tuple(
            Neighbour(iri=node.value, label=names.label(node), types=names.types(node), distance=at)
            for node, at in distances.items()
        ),
        edges=tuple(_edges(store, names, distances)),
    )


def _edges(store: ox.Store, names: Names, nodes: dict[ox.NamedNode, int]) -> list[Edge]:
    found = {
        (node.value, names.short(property_.value), other.value)
        for node in nodes
        for property_, other in neighbours(store, node, "out")
        if other in nodes
    }
    return [Edge(source=source, predicate=predicate, target=target) for source, predicate, target in sorted(found)]
