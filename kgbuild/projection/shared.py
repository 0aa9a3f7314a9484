"""Projects a graph onto one or two classes: nodes are linked by what they share, with Salton's cosine as weight."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from scipy import sparse

from kgbuild.assemble.graph import Edge, KnowledgeGraph
from kgbuild.errors import ExportError
from kgbuild.identifiers import Identifiers, segment
from kgbuild.projection.graph import Projection

_PAPER = "Paper"
_CLASSES: Mapping[str, str] = MappingProxyType(
    {
        segment(name): name
        for name in ("Paper", "Model", "Architecture", "Method", "Technique", "Task", "Dataset", "Metric", "Domain", "Tool")
    }
)
_TOO_COMMON = frozenset(("Domain", "Result", "CodeRepository"))
"""What papers do not share in a telling way: a domain links all of its papers, results and repositories are a paper's own."""

_DIGITS = 6


@dataclass(frozen=True)
class Ends:
    """The two classes that a projection links, which may be one.

    Attributes:
        first: A class of the ontology, by local name.
        second: Another, or the same.
    """

    first: str
    second: str

    @classmethod
    def named(cls, name: str) -> "Ends":
        """Return the ends that a name such as `model-model` or `model-dataset` stands for.

        Raises:
            ExportError: If there are no such classes, or papers are to be linked to what they name.

        Example:
            >>> Ends.named("model-dataset")
            Ends(first='Model', second='Dataset')
        """
        first, _, second = name.strip().lower().partition("-")
        known = first in _CLASSES and second in _CLASSES
        if not known or (first != second and "paper" in {first, second}):
            pairs = ", ".join(f"{each}-{each}" for each in _CLASSES)
            raise ExportError(f"no projection {name!r}: use one of {pairs}, or two kinds of entity such as model-dataset")
        return cls(_CLASSES[first], _CLASSES[second])


def project(graph: KnowledgeGraph, ends: Ends) -> Projection:
    """Return the graph of the nodes of one or two classes, linked where they share neighbours.

    Two papers share the entities that both speak of (domains, which link too much, left out). Two entities share the papers that
    speak of both. The weight is the cosine of the two sets, `shared / sqrt(|A| * |B|)` with the sizes of the sets of neighbours of
    each: 1 where they are the same, 0 where nothing is shared (Salton and McGill, Introduction to Modern Information Retrieval,
    1983; compared with other normalisations by van Eck and Waltman, JASIST 60(8), 2009). The relation is `sharesEntity` or
    `sharesPaper`. Nodes that share nothing are there without edges.

    Args:
        graph: Left as it is.
        ends: What to link.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> for name in ("p", "q", "bert", "elmo"):
        ...     graph.add_node(Node(f"urn:{name}", "Paper" if len(name) == 1 else "Model", name))
        >>> for paper, model in (("p", "bert"), ("p", "elmo"), ("q", "bert")):
        ...     graph.add_edge(Edge(f"urn:{paper}{model}", f"urn:{paper}", "usesBaseModel", f"urn:{model}", 0.9))
        >>> [(edge.source, edge.target, edge.support, edge.confidence) for edge in project(graph, Ends("Model", "Model")).edges()]
        [('urn:bert', 'urn:elmo', 1, 0.707107)]
    """
    projection = Projection(graph.base)
    types = graph.values("type")
    chosen = [iri for iri in sorted(types) if types[iri] in {ends.first, ends.second}]
    for iri in chosen:
        projection.add_node(replace(graph.node(iri), details=()))
    for edge in _edges(chosen, _neighbours(graph, chosen, types, ends), types, ends, Identifiers(graph.base)):
        projection.add_edge(edge)
    return projection


def _neighbours(graph: KnowledgeGraph, chosen: Sequence[str], types: Mapping[str, str], ends: Ends) -> sparse.csr_array:
    """Return 1 where a chosen node (row) has a neighbour (column): papers speak of entities, whatever the relation."""
    of_papers = ends.first == _PAPER
    row = {iri: number for number, iri in enumerate(chosen)}
    column: dict[str, int] = {}
    places: set[tuple[int, int]] = set()
    for source, targets in graph.nx.adjacency():
        if types[source] != _PAPER:
            continue
        for target in targets:
            mine, other = (source, target) if of_papers else (target, source)
            if mine in row and types[target] != _PAPER and not (of_papers and types[target] in _TOO_COMMON):
                places.add((row[mine], column.setdefault(other, len(column))))
    pairs = np.array(sorted(places), dtype=np.int64).reshape(-1, 2)
    shape = (len(chosen), max(len(column), 1))
    return sparse.csr_array((np.ones(len(pairs), dtype=np.int64), (pairs[:, 0], pairs[:, 1])), shape=shape)


def _edges(
    chosen: Sequence[str], neighbours: sparse.csr_array, types: Mapping[str, str], ends: Ends, identifiers: Identifiers
) -> Iterator[Edge]:
    relation = "sharesEntity" if ends.first == _PAPER else "sharesPaper"
    wanted = {frozenset((ends.first, ends.second))}
    sizes = np.asarray(neighbours.sum(axis=1)).ravel()
    shared = sparse.triu(neighbours @ neighbours.T, k=1).tocoo()
    weights = np.round(shared.data / np.sqrt(sizes[shared.row] * sizes[shared.col]), _DIGITS)
    for row, column, count, weight in zip(
        shared.row.tolist(), shared.col.tolist(), shared.data.tolist(), weights.tolist(), strict=True
    ):
        source, target = chosen[row], chosen[column]
        if frozenset((types[source], types[target])) in wanted:
            yield Edge(identifiers.statement(source, relation, target), source, relation, target, weight, count)
