"""Papers that share rare things: what to read beside a paper, and why."""

import math
from typing import NamedTuple

from kgbuild.assemble.decisions import CLASSES
from kgbuild.assemble.graph import KnowledgeGraph

_NAMED = frozenset(CLASSES)


class Related(NamedTuple):
    """A paper that is like another.

    Attributes:
        paper: IRI.
        similarity: From 0 to 1.
        shared: IRIs of the entities that both papers name, the rarest first.
    """

    paper: str
    similarity: float
    shared: tuple[str, ...]


def related(graph: KnowledgeGraph, paper: str, most: int = 5) -> list[Related]:
    """Return the papers that are most like one, by the entities that both name.

    The similarity is the cosine of the papers' entities, each weighed by its inverse document frequency (Spärck Jones, 1972); what
    all papers name counts nothing.

    Args:
        graph: Any graph.
        paper: IRI of a paper.
        most: How many to return.

    Example:
        >>> from kgbuild.assemble.graph import Edge, Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> for name in ("urn:a", "urn:b", "urn:c"):
        ...     graph.add_node(Node(name, "Paper", name))
        >>> for name in ("urn:a", "urn:b"):
        ...     graph.add_edge(Edge(f"{name}/s", name, "usesBaseModel", "urn:m", confidence=0.9))
        >>> [(one.paper, one.shared) for one in related(graph, "urn:a")]
        [('urn:b', ('urn:m',))]
    """
    papers = sum(data["type"] == "Paper" for data in graph.nx.nodes.values())
    weights: dict[str, float] = {}
    own = _weighed(graph, paper, papers, weights)
    shared: dict[str, list[str]] = {}
    for entity in sorted(own):
        for other in _papers(graph, entity) - {paper}:
            shared.setdefault(other, []).append(entity)
    found = []
    for other in sorted(shared):
        theirs = _weighed(graph, other, papers, weights)
        both = sum(own[entity] ** 2 for entity in shared[other])
        if both > 0:
            similarity = both / math.sqrt(sum(w * w for w in own.values()) * sum(w * w for w in theirs.values()))
            rarest = tuple(sorted(shared[other], key=lambda entity: (-own[entity], entity)))
            found.append(Related(other, round(similarity, 4), rarest))
    return sorted(found, key=lambda one: (-one.similarity, one.paper))[:most]


def _weighed(graph: KnowledgeGraph, paper: str, papers: int, weights: dict[str, float]) -> dict[str, float]:
    """Return the entities that a paper names with their weights, which are kept for the next paper."""
    entities = {target for target in graph.nx.successors(paper) if graph.nx.nodes[target]["type"] in _NAMED}
    for entity in entities:
        if entity not in weights:
            weights[entity] = math.log(papers / len(_papers(graph, entity)))
    return {entity: weights[entity] for entity in sorted(entities)}


def _papers(graph: KnowledgeGraph, entity: str) -> set[str]:
    return {source for source in graph.nx.predecessors(entity) if graph.nx.nodes[source]["type"] == "Paper"}
