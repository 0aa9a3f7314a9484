"""The graph as RDF: the one place that knows its shape. IRIs only, no blank nodes, each triple once, in order."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize

from kgbuild.assemble import describe
from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node, Passage
from kgbuild.assemble.header import census, header
from kgbuild.assemble.terms import Said, Sayer
from kgbuild.identifiers import Identifiers
from kgbuild.namespaces import prefixes

if TYPE_CHECKING:
    import rdflib

PREFIXES: dict[str, str] = prefixes()
"""Prefix to namespace under the default base; `kgbuild.namespaces.prefixes` gives those of another."""


class Unit(NamedTuple):
    """Something about one subject, said in one graph.

    Attributes:
        graph: IRI of the named graph; empty for the default graph.
        subject: Its IRI.
        say: Says it when called, so that the triples are never all in memory.
    """

    graph: str
    subject: str
    say: Sayer


def triples(graph: KnowledgeGraph, *, triple_terms: bool = False) -> Iterator[Triple]:
    """Yield the graph's triples: nodes, edges, and for each edge a statement with its evidence.

    Args:
        graph: Left as it is.
        triple_terms: Tie a statement to its edge by `rdf:reifies` and a triple term (RDF 1.2), not by `rdf:subject`,
            `rdf:predicate` and `rdf:object`.

    Yields:
        Each triple once, in the order of their lines in N-Triples.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> [str(triple.object) for triple in triples(graph) if triple.predicate.value.endswith("#prefLabel")]
        ['"BERT"']
    """
    for subject, said in described(graph, triple_terms=triple_terms):
        for predicate, obj in said:
            yield Triple(subject, predicate, obj)


def described(graph: KnowledgeGraph, *, triple_terms: bool = False) -> Iterator[tuple[NamedNode, list[Said]]]:
    """Yield each subject once with all that is said of it: the triples of `triples`, in their order, grouped.

    Args:
        graph: Left as it is.
        triple_terms: As in `triples`.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> [subject.value for subject, said in described(graph)][-1]
        'urn:m'
    """
    for iri, said in _by_subject(_units(graph, triple_terms=triple_terms)):
        yield NamedNode(iri), sorted(said, key=_line)


def about(graph: KnowledgeGraph, iri: str, links: Mapping[str, Iterable[Said]] | None = None) -> Iterator[Triple]:
    """Yield what the graph says of one node: itself, the edges that leave it with their evidence, and those that reach it.

    Args:
        graph: Left as it is.
        iri: Of the node.
        links: What the vocabulary says of the concepts, from `kgbuild.assemble.describe.links`; who asks of many nodes hands it in.

    Yields:
        Each triple once, in the order of `triples`; its neighbours are named by their labels.

    Raises:
        KeyError: If the graph has no such node.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> {triple.subject.value for triple in about(graph, "urn:m")}
        {'urn:m'}
    """
    leaving = sorted((key, target) for _, target, key in graph.nx.out_edges(iri, keys=True))
    edges = [graph.edge(iri, key, target) for key, target in leaving]
    units = list(_of_nodes([graph.node(iri)], describe.links(graph) if links is None else links))
    units += _of_edges(graph, edges, Identifiers(graph.base), describe.three_parts)
    for source, _, key in graph.nx.in_edges(iri, keys=True):
        units.append(Unit("", source, partial(describe.plain, graph.edge(source, key, iri))))
    for other in {target for _, target in leaving}.union(graph.nx.predecessors(iri)) - {iri}:
        units.append(Unit("", other, partial(describe.name, graph.nx.nodes[other]["label"])))
    for subject, said in _by_subject(units):
        for predicate, obj in sorted(said, key=_line):
            yield Triple(NamedNode(subject), predicate, obj)


def quads(graph: KnowledgeGraph) -> Iterator[Quad]:
    """Yield the graph's triples, what a paper states in a named graph of its own.

    A paper's graph holds the edges that the paper states, the annotations and passages that are their evidence, and the statements
    that rest on this paper alone. All else is in the default graph: nodes and their labels, derived edges, and the statements that
    several papers support. An edge that several papers state is in each of their graphs. All graphs together hold `triples(graph)`.

    Args:
        graph: Left as it is.

    Yields:
        Each quad once: the default graph, then the papers' by IRI; within a graph as `triples`.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> {str(quad.graph_name) for quad in quads(graph)}
        {'DEFAULT'}
    """
    for name, units in groupby(sorted(_units(graph), key=_graph), key=_graph):
        place = NamedNode(name) if name else DefaultGraph()
        for iri, said in _by_subject(units):
            subject = NamedNode(iri)
            for predicate, obj in sorted(said, key=_line):
                yield Quad(subject, predicate, obj, place)


def to_rdflib(graph: KnowledgeGraph) -> "rdflib.Graph":
    """Return the graph's triples as an rdflib graph with prefixes bound.

    Args:
        graph: Left as it is.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> len(to_rdflib(graph)) == len(list(triples(graph)))
        True
    """
    import rdflib  # noqa: PLC0415 - takes a while, and only this function needs it

    result = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in prefixes(graph.base).items():
        result.bind(prefix, namespace)
    data = serialize(triples(graph), format=RdfFormat.N_TRIPLES)
    return result.parse(data=data, format="nt")


def _graph(unit: Unit) -> str:
    return unit.graph


def _subject(unit: Unit) -> str:
    return f"{unit.subject}>"  # as in N-Triples: an IRI comes before those that go on with a slash


def _line(said: Said) -> tuple[str, str]:
    predicate, obj = said
    return str(predicate), str(obj)


def _by_subject(units: Iterable[Unit]) -> Iterator[tuple[str, set[Said]]]:
    """Yield each subject once, in order, with all that is said of it."""
    for _, same in groupby(sorted(units, key=_subject), key=_subject):
        first, *others = same
        yield first.subject, set(first.say()).union(*(unit.say() for unit in others))


def _units(graph: KnowledgeGraph, *, triple_terms: bool = False) -> list[Unit]:
    units = list(_data(graph, Identifiers(graph.base), triple_terms=triple_terms))
    described = header(graph, census(_by_subject(units)))
    return [*units, *(Unit("", iri, partial(iter, said)) for iri, said in described.items())]


def _data(graph: KnowledgeGraph, identifiers: Identifiers, *, triple_terms: bool) -> Iterator[Unit]:
    yield from _of_nodes(graph.nodes(), describe.links(graph))
    yield from _of_edges(graph, graph.edges(), identifiers, describe.triple_term if triple_terms else describe.three_parts)


def _of_nodes(nodes: Iterable[Node], links: Mapping[str, Iterable[Said]]) -> Iterator[Unit]:
    for node in nodes:
        yield Unit("", node.iri, partial(describe.node, node, links.get(node.iri, ())))


def _of_edges(
    graph: KnowledgeGraph, edges: Iterable[Edge], identifiers: Identifiers, reify: Callable[[Edge], Iterator[Said]]
) -> Iterator[Unit]:
    passages: dict[str, Passage] = {}
    for edge in edges:
        stated_in = sorted({identifiers.paper_graph(passage.paper) for passage in edge.evidence})
        for place in stated_in or [""]:
            yield Unit(place, edge.source, partial(describe.plain, edge))
        alone = stated_in[0] if len(stated_in) == 1 else ""
        yield Unit(alone, edge.id, partial(describe.statement, edge, graph, identifiers, reify))
        for passage in edge.evidence:
            iri = describe.passage_iri(passage, identifiers)
            passages[iri] = passage
            annotation = identifiers.annotation(edge.id, iri)
            yield Unit(identifiers.paper_graph(passage.paper), annotation, partial(describe.annotation, edge, passage, iri))
    for iri, passage in passages.items():
        place = identifiers.paper_graph(passage.paper)
        yield Unit(place, iri, partial(describe.target, iri, passage))
        yield Unit(place, f"{iri}/position", partial(describe.position, passage))
        yield Unit(place, f"{iri}/quote", partial(describe.quote, passage))
