"""What is often named together with an entity."""

from collections import Counter
from typing import NamedTuple

from kgbuild.assemble.decisions import CLASSES
from kgbuild.assemble.graph import KnowledgeGraph

_NAMED = frozenset(CLASSES)


class Companion(NamedTuple):
    """An entity that some of the same papers name.

    Attributes:
        iri: Of the entity.
        papers: How many name both.
    """

    iri: str
    papers: int


def papers_of(graph: KnowledgeGraph, iri: str) -> list[str]:
    """Return the papers that speak of a node, by IRI.

    Args:
        graph: Holds the node.
        iri: Of the node.

    Example:
        >>> from kgbuild.assemble.graph import Edge, Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:p", "Paper", "On BERT"))
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> graph.add_edge(Edge("urn:s", "urn:p", "introduces", "urn:m", confidence=0.9))
        >>> papers_of(graph, "urn:m")
        ['urn:p']
    """
    return sorted(source for source in graph.nx.predecessors(iri) if graph.nx.nodes[source]["type"] == "Paper")


def company(graph: KnowledgeGraph, iri: str, most: int) -> list[Companion]:
    """Return the entities that most of the same papers name, two papers at least.

    Args:
        graph: Holds the node.
        iri: Of an entity.
        most: How many to return.

    Example:
        >>> from kgbuild.assemble.graph import Edge, Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> graph.add_node(Node("urn:d", "Dataset", "GLUE"))
        >>> for paper in ("urn:a", "urn:b"):
        ...     graph.add_node(Node(paper, "Paper", paper))
        ...     graph.add_edge(Edge(f"{paper}/1", paper, "usesBaseModel", "urn:m", confidence=0.9))
        ...     graph.add_edge(Edge(f"{paper}/2", paper, "usesDataset", "urn:d", confidence=0.9))
        >>> company(graph, "urn:m", 5)
        [Companion(iri='urn:d', papers=2)]
    """
    together = Counter(other for paper in papers_of(graph, iri) for other in graph.nx.successors(paper) if other != iri)
    nodes = graph.nx.nodes
    found = [Companion(other, count) for other, count in together.items() if count > 1 and nodes[other]["type"] in _NAMED]
    # Of equals, the one that keeps less other company says more.
    return sorted(found, key=lambda one: (-one.papers, nodes[one.iri]["support"], one.iri))[:most]
