"""Papers that share rare things: what to read beside a paper, and why."""

import math
from collections import defaultdict
from typing import NamedTuple

from kgbuild.assemble.decisions import CLASSES
from kgbuild.assemble.graph import Edge, KnowledgeGraph
from kgbuild.identifiers import Identifiers

_NAMED = frozenset(CLASSES)
_COMMON = 50
_COMMON_SHARE = 0.02
RULE = "shared names"
"""The rule of `relatedTo`."""


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
    return RelatedPapers(graph).of(paper, most)


class RelatedPapers:
    """What `related` returns, for many papers of one graph: what each names and how rare that is is looked up once.

    A paper is found by what it shares that is rare; what more than 50 papers and one in fifty name only adds to the similarity.

    Args:
        graph: Any graph.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:a", "Paper", "A"))
        >>> RelatedPapers(graph).of("urn:a")
        []
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        nodes = graph.nx.nodes
        named = {
            paper: sorted({target for target in graph.nx.successors(paper) if nodes[target]["type"] in _NAMED})
            for paper in sorted(graph.nx)
            if nodes[paper]["type"] == "Paper"
        }
        self._papers: defaultdict[str, list[str]] = defaultdict(list)
        for paper, entities in named.items():
            for entity in entities:
                self._papers[entity].append(paper)
        most = max(_COMMON, _COMMON_SHARE * len(named))
        self._common = {entity for entity, papers in self._papers.items() if len(papers) > most}
        self._named_by = {entity: frozenset(self._papers[entity]) for entity in self._common}
        weights = {entity: math.log(len(named) / len(papers)) for entity, papers in self._papers.items()}
        self._weighed = {paper: {entity: weights[entity] for entity in entities} for paper, entities in named.items()}
        self._lengths = {paper: sum(w * w for w in own.values()) for paper, own in self._weighed.items()}

    def of(self, paper: str, most: int = 5) -> list[Related]:
        """Return the papers that are most like one.

        Args:
            paper: Its IRI.
            most: How many to return.
        """
        own = self._weighed[paper]
        both = {other: 0.0 for entity in own if entity not in self._common for other in self._papers[entity]}
        for entity, weight in own.items():
            for other in both.keys() & self._named_by[entity] if entity in self._common else self._papers[entity]:
                both[other] += weight * weight
        alike = {
            other: round(common / math.sqrt(self._lengths[paper] * self._lengths[other]), 4)
            for other, common in both.items()
            if common > 0 and other != paper
        }
        nearest = sorted(alike, key=lambda other: (-alike[other], other))[:most]
        return [Related(other, alike[other], self._shared(own, other)) for other in nearest]

    def _shared(self, own: dict[str, float], other: str) -> tuple[str, ...]:
        return tuple(sorted(own.keys() & self._weighed[other].keys(), key=lambda entity: (-own[entity], entity)))


def relate(graph: KnowledgeGraph, most: int = 5) -> None:
    """Add `relatedTo` edges from each paper to those most like it, derived from the statements about what both name.

    The confidence of such an edge is the similarity, and the objects of the statements that it is derived from are the shared
    entities.

    Args:
        graph: Changed in place.
        most: How many edges leave a paper.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> for iri, kind in (("urn:m", "Model"), ("urn:a", "Paper"), ("urn:b", "Paper"), ("urn:c", "Paper")):
        ...     graph.add_node(Node(iri, kind, iri))
        >>> for name in ("urn:a", "urn:b"):
        ...     graph.add_edge(Edge(f"{name}/s", name, "usesBaseModel", "urn:m", confidence=0.9))
        >>> relate(graph)
        >>> [(edge.source, edge.target, edge.derived_from) for edge in graph.edges("relatedTo")]
        [('urn:a', 'urn:b', ('urn:a/s', 'urn:b/s')), ('urn:b', 'urn:a', ('urn:a/s', 'urn:b/s'))]
    """
    known, identifiers = RelatedPapers(graph), Identifiers(graph.base)
    papers = sorted(iri for iri, data in graph.nx.nodes(data=True) if data["type"] == "Paper")
    alike = [(paper, other) for paper in papers for other in known.of(paper, most)]
    for paper, other in alike:
        reasons = sorted(
            data["id"] for entity in other.shared for end in (paper, other.paper) for data in graph.nx[end][entity].values()
        )
        iri = identifiers.statement(paper, "relatedTo", other.paper)
        graph.add_edge(
            Edge(iri, paper, "relatedTo", other.paper, min(other.similarity, 1.0), derived_from=tuple(reasons), rule=RULE)
        )
