"""Circles of `basedOn`, which papers may state though nothing can be built on itself."""

from collections.abc import Iterable, Iterator

import networkx as nx

from kgbuild.assemble.graph import KnowledgeGraph


def circles(steps: Iterable[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """Yield, for each group of things that are all based on each other, one shortest way around, sorted by first member.

    Args:
        steps: Descendant and ancestor.

    Example:
        >>> list(circles([("A", "B"), ("B", "A"), ("B", "C")]))
        [('A', 'B')]
    """
    based: nx.DiGraph[str] = nx.DiGraph(steps)
    for group in sorted(sorted(component) for component in nx.strongly_connected_components(based) if len(component) > 1):
        inside = based.subgraph(group)
        first = group[0]
        ways = ([first, *nx.shortest_path(inside, step, first)] for step in sorted(inside.successors(first)))
        yield tuple(min(ways, key=lambda way: (len(way), way))[:-1])


def circles_of(graph: KnowledgeGraph) -> tuple[tuple[str, ...], ...]:
    """Return the circles of a graph's `basedOn`, by the labels of their members.

    Args:
        graph: Any graph.

    Example:
        >>> circles_of(KnowledgeGraph())
        ()
    """
    steps = ((source, target) for source, target, key in graph.nx.edges(keys=True) if key == "basedOn" and source != target)
    return tuple(tuple(graph.node(iri).label for iri in circle) for circle in circles(steps))
