"""What a node's page lists: its neighbours by relation, each with the sentences that say so."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Passage
from kgbuild.export.phrases import headings, in_order

_FINER: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"trainedOn": ("usesDataset", "trained on"), "evaluatedOn": ("usesDataset", "evaluated on")}
)
"""Relation → the broader one under which its neighbours are listed, and the tag that says the finer one there."""

_RULES: Mapping[str, str] = MappingProxyType(
    {
        "base model": "follows from the models that it builds on",
        "inverse": "follows from the paper",
        "name": "follows from the name",
        "vocabulary": "known to the vocabulary",
    }
)
_TABLED = frozenset({"reportsResult", "onMetric", "onDataset", "ofSystem"})
"""Relations that a page shows as a table of results."""


class Neighbour(NamedTuple):
    """A line of a list.

    Attributes:
        iri: Of the other end.
        confidence: That the edge is right, from 0 to 1.
        support: How many papers state it.
        passages: Where they do, the surest first.
        tags: Finer relations that hold too.
        rule: Words for what a derived edge follows from; empty for a stated one.
    """

    iri: str
    confidence: float
    support: int
    passages: tuple[Passage, ...]
    tags: tuple[str, ...]
    rule: str


class Group(NamedTuple):
    """The neighbours by one relation, seen from one end.

    Attributes:
        relation: By local name.
        heading: What the list is called.
        neighbours: The first ones, in reading order.
        more: How many are left out, less sure than those listed.
    """

    relation: str
    heading: str
    neighbours: tuple[Neighbour, ...]
    more: int


def groups(graph: KnowledgeGraph, iri: str, most: int) -> list[Group]:
    """Return a node's neighbours by relation; of one relation those that it points to first.

    Results stand elsewhere, and an edge that is but the inverse of another is left out where that other is shown.

    Args:
        graph: Holds the node.
        iri: Of the node.
        most: How many neighbours to list of a relation; the surest.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> for name in ("RoBERTa", "BERT"):
        ...     graph.add_node(Node(name, "Model", name))
        >>> graph.add_edge(Edge("urn:s", "RoBERTa", "basedOn", "BERT", confidence=0.9))
        >>> [(group.heading, group.neighbours[0].iri) for group in groups(graph, "BERT", 10)]
        [('Basis of', 'RoBERTa')]
    """
    found = []
    for side, edges in enumerate((_leaving(graph, iri), _arriving(graph, iri))):
        by_relation: defaultdict[str, list[tuple[str, Edge]]] = defaultdict(list)
        for other, edge in edges:
            if edge.predicate not in _TABLED and edge.rule != "inverse":
                by_relation[edge.predicate].append((other, edge))
        tags = _fold(by_relation)
        for relation in in_order(by_relation):
            neighbours = [_neighbour(other, edge, tags.get((relation, other), ())) for other, edge in by_relation[relation]]
            ranked = relation == "inDomain" and side == 0
            order = sorted(neighbours, key=lambda one: (-one.confidence, -one.support, one.iri)) if not ranked else neighbours
            found.append(Group(relation, headings(relation)[side], tuple(order[:most]), len(order[most:])))
    place = {relation: number for number, relation in enumerate(in_order({group.relation for group in found}))}
    return sorted(found, key=lambda group: place[group.relation])


def _leaving(graph: KnowledgeGraph, iri: str) -> Iterator[tuple[str, Edge]]:
    edges = [graph.edge(iri, key, target) for _, target, key in graph.nx.out_edges(iri, keys=True)]
    for edge in sorted(edges, key=lambda edge: (edge.predicate, edge.rank or 0, edge.target)):
        yield edge.target, edge


def _arriving(graph: KnowledgeGraph, iri: str) -> Iterator[tuple[str, Edge]]:
    edges = [graph.edge(source, key, iri) for source, _, key in graph.nx.in_edges(iri, keys=True) if source != iri]
    for edge in sorted(edges, key=lambda edge: (edge.predicate, edge.source)):
        yield edge.source, edge


def _fold(by_relation: dict[str, list[tuple[str, Edge]]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Move neighbours by a finer relation to the tags of those by the broader one, where they stand there too."""
    tags: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for finer, (broader, tag) in _FINER.items():
        there = {other for other, _ in by_relation.get(broader, ())}
        for other, _ in by_relation.get(finer, ()):
            if other in there:
                tags[broader, other].append(tag)
        alone = [(other, edge) for other, edge in by_relation.pop(finer, []) if other not in there]
        if alone:
            by_relation[finer] = alone
    return {key: tuple(sorted(each)) for key, each in tags.items()}


def _neighbour(other: str, edge: Edge, tags: Iterable[str]) -> Neighbour:
    surest = tuple(sorted(edge.evidence, key=lambda passage: (-passage.confidence, passage)))
    return Neighbour(other, edge.confidence, edge.support, surest, tuple(tags), _RULES.get(edge.rule or "", edge.rule or ""))
