"""Which nodes stand in the picture of a neighbourhood: the nearest, and of those the most important."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.measures import measures

MOST = 60
"""How many neighbours a picture shows by default."""

_SHARE = 2 / 3
"""Of the room, what the nearer nodes may take where those farther away are wanted too."""


class Neighbourhood(NamedTuple):
    """A node and what is shown around it.

    Attributes:
        root: IRI of the node.
        steps: Its distance by IRI; the root's is 0.
        left_out: How many nodes at each distance are not shown; distances without such are absent.
    """

    root: str
    steps: Mapping[str, int]
    left_out: Mapping[int, int]

    @property
    def summary(self) -> str:
        """Say how much is shown and how much is left out."""
        count = len(self.steps) - 1
        shown = f"{count:,} neighbour{'' if count == 1 else 's'}"
        rest = ", ".join(f"{left:,} at {step} step{'' if step == 1 else 's'}" for step, left in self.left_out.items())
        return f"{shown}, the most important of the nearest; left out: {rest}" if rest else shown


def around(graph: KnowledgeGraph, root: str, *, depth: int, most: int) -> Neighbourhood:
    """Return the neighbourhood of a node.

    Of the nodes at one distance those are most important whose edges to the nodes already chosen are surest, weighed by their
    PageRank.

    Args:
        graph: Holds the node.
        root: IRI of the node.
        depth: How many steps away to go, against or along the edges.
        most: How many nodes to show beside it.

    Example:
        >>> from kgbuild.assemble.graph import Edge, Node
        >>> graph = KnowledgeGraph()
        >>> for name in "ABC":
        ...     graph.add_node(Node(name, "Model", name))
        >>> graph.add_edge(Edge("urn:s", "A", "basedOn", "B", confidence=0.9))
        >>> graph.add_edge(Edge("urn:t", "C", "basedOn", "B", confidence=0.9))
        >>> dict(around(graph, "A", depth=2, most=1).steps), around(graph, "A", depth=2, most=1).summary
        ({'A': 0, 'B': 1}, '1 neighbour, the most important of the nearest; left out: 1 at 2 steps')
    """
    near = _distances(graph, root, depth)
    by_step: defaultdict[int, list[str]] = defaultdict(list)
    for iri, step in near.items():
        by_step[step].append(iri)
    chosen = {root}
    passed_over: list[str] = []
    for step in range(1, depth + 1):
        order = _by_importance(graph, by_step[step], chosen)
        room = most - len(chosen) + 1
        quota = room if step == depth else min(room, max(1, round(room * _SHARE)))
        chosen.update(order[:quota])
        passed_over += order[quota:]
    chosen.update(passed_over[: most - len(chosen) + 1])
    steps = {iri: near[iri] for iri in sorted(chosen, key=lambda iri: (near[iri], iri))}
    left = Counter(near.values()) - Counter(steps.values())
    return Neighbourhood(root, steps, dict(sorted(left.items())))


def _distances(graph: KnowledgeGraph, root: str, depth: int) -> dict[str, int]:
    found, rim = {root: 0}, [root]
    for step in range(1, depth + 1):
        rim = sorted({other for iri in rim for other in (*graph.nx.successors(iri), *graph.nx.predecessors(iri))} - found.keys())
        found |= dict.fromkeys(rim, step)
    return found


def _by_importance(graph: KnowledgeGraph, iris: Iterable[str], chosen: set[str]) -> list[str]:
    """Return those of some nodes that are linked to chosen ones, the most important first."""
    ranks = measures(graph)
    tied = {iri: _tie(graph, iri, chosen) for iri in iris}
    return sorted((iri for iri in tied if tied[iri] > 0), key=lambda iri: (-tied[iri] * ranks[iri].pagerank, iri))


def _tie(graph: KnowledgeGraph, iri: str, chosen: set[str]) -> float:
    leaving = (data["confidence"] for _, target, data in graph.nx.out_edges(iri, data=True) if target in chosen)
    arriving = (data["confidence"] for source, _, data in graph.nx.in_edges(iri, data=True) if source in chosen)
    return max((*leaving, *arriving), default=0.0)
