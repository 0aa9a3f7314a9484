"""The knowledge graph: nodes and edges as plain values, held in a networkx multigraph."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

import networkx as nx

from kgbuild.identifiers import BASE
from kgbuild.models import TextField

if TYPE_CHECKING:
    import rdflib

    from kgbuild.export.neighbourhood import View

Scalar: TypeAlias = str | int | float | bool
MultiDiGraph: TypeAlias = "nx.MultiDiGraph[str]"


@dataclass(frozen=True, slots=True)
class Node:
    """A paper, entity, result or code repository.

    Attributes:
        iri: Its identity.
        type: A class of the ontology, by local name.
        label: What to call it.
        aliases: Other spellings seen, sorted.
        concept: IRI of the vocabulary's concept, if it is one.
        support: How many papers speak of it (1 for papers and results).
        first_year: Year of the earliest paper that names it.
        last_year: Year of the latest paper that names it.
        details: What only its class has, sorted by key. Paper: id, abstract, year, authors (joined by "; "), venue, url, doi,
            arxiv_id, categories and sources (joined likewise); Result: value, number, unit, delta; CodeRepository: url; Metric:
            higher_is_better. Absent keys are unknown values.
    """

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    concept: str | None = None
    support: int = 1
    first_year: int | None = None
    last_year: int | None = None
    details: tuple[tuple[str, Scalar], ...] = ()

    def detail(self, key: str) -> Scalar | None:
        """Return one of the details, or None."""
        return dict(self.details).get(key)


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """The words of one paper that state an edge.

    Attributes:
        paper: IRI of the paper.
        field: `title` or `abstract`.
        start: First character of the sentence in that field, from 0.
        end: One past its last character.
        text: The sentence.
        marks: Start and end, in the same field, of the words to mark inside the sentence.
        confidence: Estimated probability that this paper says so.
        extractor: Which component read it.
    """

    paper: str
    field: TextField
    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]
    confidence: float
    extractor: str


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation between two nodes, over the whole corpus.

    Attributes:
        id: IRI of the statement that describes it; unique in the graph.
        source: IRI of the subject.
        predicate: A relation of the ontology, by local name.
        target: IRI of the object.
        confidence: Of the surest evidence, or 1 where the vocabulary says so too.
        support: How many papers state it.
        evidence: Where they state it, sorted; empty only for derived edges.
        derived_from: Ids of the edges that a derived edge follows from, sorted.
        rank: For `inDomain`, 1 for the most central domain of the paper; otherwise None.
        rule: For derived edges, what they follow from: `inverse`, `base model`, `shared names`, `vocabulary`, `name`; `vocabulary`
            also for an edge that papers state and the vocabulary confirms; otherwise None.
    """

    id: str
    source: str
    predicate: str
    target: str
    confidence: float
    support: int = 1
    evidence: tuple[Passage, ...] = ()
    derived_from: tuple[str, ...] = ()
    rank: int | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """A file that a graph was made from.

    Attributes:
        name: Its name, without the folders that only its user knows.
        sha256: Of its bytes, in hexadecimal.
        records: How many records it holds.
    """

    name: str
    sha256: str
    records: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a graph was made by and from.

    Attributes:
        software: Version of kgbuild that read the papers.
        inputs: The files that it read, sorted.
    """

    software: str
    inputs: tuple[Input, ...]


class KnowledgeGraph:
    """Nodes keyed by IRI and parallel edges keyed by relation, in a `networkx.MultiDiGraph`.

    Args:
        base: The IRI under which the graph's own IRIs are minted.

    Attributes:
        base: As given.
        nx: The networkx graph. Node attributes are the fields of `Node` without `iri`; the edge key is the predicate and the edge
            attributes are the other fields of `Edge`.
        links: What the vocabulary says of the graph's concepts, for the RDF: subject, SKOS relation by local name, object.
        provenance: What it was made by and from, for the RDF; None if that is unknown, as for a graph made by hand.
        idle: Lines of the user's decisions about names that touch nothing in it.
        unfit: How many statements were left out because no relation suits the class that the user gave to one of their ends.

    Example:
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:p", "Paper", "BERT: Pre-training"))
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> graph.add_edge(Edge("urn:s", "urn:p", "introduces", "urn:m", confidence=0.9))
        >>> [(edge.predicate, edge.target) for edge in graph.edges()]
        [('introduces', 'urn:m')]
        >>> graph.nx.number_of_edges(), graph.node("urn:m").label
        (1, 'BERT')
    """

    def __init__(self, base: str = BASE) -> None:
        self.base = base
        self.nx: MultiDiGraph = nx.MultiDiGraph()
        self.links: set[tuple[str, str, str]] = set()
        self.provenance: Provenance | None = None
        self.idle: tuple[int, ...] = ()
        self.unfit = 0

    @property
    def size(self) -> tuple[int, int]:
        """Return the number of nodes and of edges; networkx counts the edges far more slowly.

        Example:
            >>> KnowledgeGraph().size
            (0, 0)
        """
        return len(self.nx), sum(map(len, chain.from_iterable(targets.values() for _, targets in self.nx.adjacency())))

    def values(self, field: str) -> dict[str, Any]:
        """Return one field of every node, by IRI; faster than by way of `nodes`.

        Example:
            >>> graph = KnowledgeGraph()
            >>> graph.add_node(Node("urn:m", "Model", "BERT"))
            >>> graph.values("label")
            {'urn:m': 'BERT'}
        """
        return dict(self.nx.nodes(data=field))  # type: ignore[arg-type]  # the stubs do not know that pairs come

    def rows(self) -> dict[str, dict[str, Any]]:
        """Return the fields of every node, by IRI.

        Example:
            >>> graph = KnowledgeGraph()
            >>> graph.add_node(Node("urn:m", "Model", "BERT"))
            >>> graph.rows()["urn:m"]["label"]
            'BERT'
        """
        return dict(self.nx.nodes(data=True))  # type: ignore[arg-type]  # as above

    def add_node(self, node: Node) -> None:
        """Add a node, or replace the one with its IRI."""
        self.nx.add_node(node.iri, **{name: getattr(node, name) for name in _NODE_FIELDS})

    def add_edge(self, edge: Edge) -> None:
        """Add an edge, or replace the one with its subject, predicate and object.

        Raises:
            KeyError: If one of its ends is no node of the graph.
        """
        for end in (edge.source, edge.target):
            if end not in self.nx:
                raise KeyError(end)
        self.nx.add_edge(edge.source, edge.target, key=edge.predicate, **{name: getattr(edge, name) for name in _EDGE_FIELDS})

    def years(self, edge: Edge) -> tuple[int | None, int | None]:
        """Return the years of the first and the last paper that state an edge; of a derived edge, when both its ends are there.

        Args:
            edge: An edge of this graph.

        Example:
            >>> graph = KnowledgeGraph()
            >>> graph.add_node(Node("urn:m", "Model", "GPT-2", first_year=2019, last_year=2021))
            >>> graph.add_node(Node("urn:f", "Model", "GPT", first_year=2018, last_year=2020))
            >>> graph.years(Edge("urn:s", "urn:m", "variantOf", "urn:f", confidence=0.9))
            (2019, 2020)
        """
        nodes = self.nx.nodes
        if edge.evidence:
            stated = [year for passage in edge.evidence if (year := nodes[passage.paper]["first_year"]) is not None]
            return min(stated, default=None), max(stated, default=None)
        first = [nodes[end]["first_year"] for end in (edge.source, edge.target)]
        last = [nodes[end]["last_year"] for end in (edge.source, edge.target)]
        return (None, None) if None in (*first, *last) else (max(first), max(*first, min(last)))

    def node(self, iri: str) -> Node:
        """Return one node.

        Raises:
            KeyError: If the graph has no such node.
        """
        return Node(iri, **self.nx.nodes[iri])

    def nodes(self, node_type: str | None = None) -> Iterator[Node]:
        """Yield the nodes by IRI, all or those of one class."""
        for iri in sorted(self.nx):
            if node_type is None or self.nx.nodes[iri]["type"] == node_type:
                yield self.node(iri)

    def edge(self, source: str, predicate: str, target: str) -> Edge:
        """Return one edge.

        Raises:
            KeyError: If the graph has no such edge.
        """
        return Edge(source=source, predicate=predicate, target=target, **self.nx.edges[source, target, predicate])

    def edges(self, predicate: str | None = None) -> Iterator[Edge]:
        """Yield the edges by (source, predicate, target), all or those of one relation."""
        for source in sorted(self.nx):
            leaving = ((key, target) for _, target, key in self.nx.out_edges(source, keys=True) if predicate in (None, key))
            for key, target in sorted(leaving):
                yield self.edge(source, key, target)

    def view(self, name: str, *, depth: int = 2, most: int = 60) -> "View":
        """Return a page about one paper or entity and what is near it; a notebook shows it in place.

        Args:
            name: A label or alias, whatever its case; an IRI; or an arXiv id.
            depth: How many steps away to go.
            most: How many nodes to show beside it, the most important of the nearest first.

        Raises:
            QueryError: If nothing is called so; the message names what is alike.

        Example:
            >>> graph = KnowledgeGraph()
            >>> graph.add_node(Node("urn:m", "Model", "BERT"))
            >>> graph.view("bert").summary
            '0 neighbours'
        """
        from kgbuild.export.neighbourhood import view  # noqa: PLC0415 - a shorthand for notebooks; the graph knows no exporters

        return view(self, name, depth=depth, most=most)

    def rdf(self) -> "rdflib.Graph":
        """Return the graph as RDF, with statements and evidence.

        Example:
            >>> graph = KnowledgeGraph()
            >>> graph.add_node(Node("urn:m", "Model", "BERT"))
            >>> len(graph.rdf()) > 0
            True
        """
        from kgbuild.assemble.rdf import to_rdflib  # noqa: PLC0415 - rdflib takes a while to import

        return to_rdflib(self)


_NODE_FIELDS = tuple(field.name for field in fields(Node) if field.name != "iri")
_EDGE_FIELDS = tuple(field.name for field in fields(Edge) if field.name not in {"source", "predicate", "target"})
