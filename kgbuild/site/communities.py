"""Which nodes belong together: what the pages of communities show."""

from collections import Counter, defaultdict
from typing import NamedTuple

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.measures import measures
from kgbuild.export.style import COLOURS

_LEAST = 5
"""Members of the smallest community with a page."""


class Community(NamedTuple):
    """Nodes that are linked among themselves more than to others.

    Attributes:
        number: 1 is the largest.
        name: Its most typical concepts.
        members: IRIs by class, those of most papers or of highest PageRank first; classes in the order of the legend.
        neighbours: Numbers of the communities that most of its edges lead to, with the number of these edges.
    """

    number: int
    name: str
    members: dict[str, tuple[str, ...]]
    neighbours: tuple[tuple[int, int], ...]

    @property
    def size(self) -> int:
        """How many nodes it has."""
        return sum(map(len, self.members.values()))


def communities(graph: KnowledgeGraph) -> dict[int, Community]:
    """Return the communities that are worth a page, by number.

    Args:
        graph: Any graph.

    Example:
        >>> from kgbuild.assemble.graph import Edge, Node
        >>> graph = KnowledgeGraph()
        >>> for name in "ABCDE":
        ...     graph.add_node(Node(name, "Model", name))
        >>> for name in "BCDE":
        ...     graph.add_edge(Edge(f"{name}/s", name, "basedOn", "A", confidence=0.9))
        >>> communities(graph)[1].members
        {'Model': ('A', 'B', 'C', 'D', 'E')}
    """
    found = measures(graph)
    members: defaultdict[int, list[str]] = defaultdict(list)
    for iri in sorted(graph.nx, key=lambda iri: (-graph.nx.nodes[iri]["support"], -found[iri].pagerank, iri)):
        members[found[iri].community].append(iri)
    kept = {number: iris for number, iris in sorted(members.items()) if len(iris) >= _LEAST}
    across: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for source, target in graph.nx.edges():
        ends = found[source].community, found[target].community
        if ends[0] != ends[1] and kept.keys() >= set(ends):
            across[ends[0]][ends[1]] += 1
            across[ends[1]][ends[0]] += 1
    return {
        number: Community(number, found[iris[0]].community_name, _by_class(graph, iris), _most(across[number]))
        for number, iris in kept.items()
    }


def _by_class(graph: KnowledgeGraph, iris: list[str]) -> dict[str, tuple[str, ...]]:
    kinds = Counter(graph.nx.nodes[iri]["type"] for iri in iris)
    order = [kind for kind in COLOURS if kind in kinds] + sorted(kinds.keys() - COLOURS.keys())
    return {kind: tuple(iri for iri in iris if graph.nx.nodes[iri]["type"] == kind) for kind in order}


def _most(counts: Counter[int]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:8])
