"""The graph as RDF: the one place that knows its shape. IRIs only, no blank nodes, each triple once, in order.

A graph has some twenty triples for each edge, so they are never all in memory: they are sorted as lines of N-Triples, in files if
they are many.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from heapq import merge
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kgbuild.assemble import describe
from kgbuild.assemble.external_sort import SortedRecords
from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node, Passage
from kgbuild.assemble.header import census, header
from kgbuild.assemble.terms import Said, Sayer
from kgbuild.identifiers import Identifiers
from kgbuild.namespaces import prefixes

if TYPE_CHECKING:
    import rdflib

PREFIXES: dict[str, str] = prefixes()
"""Prefix to namespace under the default base; `kgbuild.namespaces.prefixes` gives those of another."""

_GRAPH_END, _LINE_END = "\t", "\0"
"""What ends the name of the graph and each line in a record: N-Triples escapes both."""
_RECENT = 100_000
_PARSED_AT_ONCE = 20_000


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
    return _parsed(lines(graph, triple_terms=triple_terms))


def lines(graph: KnowledgeGraph, *, triple_terms: bool = False) -> Iterator[str]:
    """Yield the triples of `triples` as lines of N-Triples, without line feeds.

    Args:
        graph: Left as it is.
        triple_terms: As in `triples`.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> list(lines(graph))[-1].startswith("<urn:m> <http")
        True
    """
    data = _in_one_graph(graph, triple_terms=triple_terms)
    for _, same in _with_header(data, data, graph):
        yield from same


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
    for subject, same in groupby(triples(graph, triple_terms=triple_terms), key=_subject):
        yield subject, [cast("Said", (triple.predicate, triple.object)) for triple in same]


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
    for _, same in _grouped(sorted(_records(unit._replace(graph="") for unit in units))):
        yield from _parsed(same)


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
    data = SortedRecords(_records(_data(graph, triple_terms=False)))
    for name, groups in groupby(_with_header(data, _in_one_graph(graph), graph), key=_graph):
        place = NamedNode(name) if name else DefaultGraph()
        for triple in _parsed(line for _, same in groups for line in same):
            yield Quad(triple.subject, triple.predicate, triple.object, place)


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


def _subject(triple: Triple) -> NamedNode:
    return cast("NamedNode", triple.subject)  # there are no blank nodes


def _graph(group: tuple[str, list[str]]) -> str:
    return group[0]


def _parsed(some: Iterable[str]) -> Iterator[Triple]:
    """Yield the triples of lines; they come from us, so their IRIs need no second check."""
    left = iter(some)
    while text := "\n".join(islice(left, _PARSED_AT_ONCE)):
        for quad in parse(text, format=RdfFormat.N_TRIPLES, lenient=True):
            yield quad.triple


def _records(units: Iterable[Unit]) -> Iterator[bytes]:
    """Yield a record for each unit: its graph and its lines, so that records in order are units by graph and subject."""
    for graph, subject, say in units:
        node = NamedNode(subject)
        if told := _LINE_END.join([f"{Triple(node, predicate, obj)} ." for predicate, obj in say()]):
            yield f"{graph}{_GRAPH_END}{told}".encode()


def _grouped(records: Iterable[bytes]) -> Iterator[tuple[str, list[str]]]:
    """Yield for each graph and subject, in order, the graph and what is said of the subject: lines in order, each once."""
    for key, same in groupby((record.decode() for record in records), key=_key):
        told = {line for record in same for line in record.partition(_GRAPH_END)[2].split(_LINE_END)}
        yield key.partition(_GRAPH_END)[0], sorted(told)


def _key(record: str) -> str:
    return record[: record.index("> ")]


def _with_header(data: SortedRecords, whole: SortedRecords, graph: KnowledgeGraph) -> Iterator[tuple[str, list[str]]]:
    """Yield the groups of some records together with those of the header, which counts what is in the whole."""
    described = header(graph, census(same for _, same in _grouped(whole)))
    about = sorted(_records(Unit("", iri, partial(iter, said)) for iri, said in described.items()))
    return _grouped(merge(data, about))


def _in_one_graph(graph: KnowledgeGraph, *, triple_terms: bool = False) -> SortedRecords:
    return SortedRecords(_records(unit._replace(graph="") for unit in _data(graph, triple_terms=triple_terms)))


def _data(graph: KnowledgeGraph, *, triple_terms: bool) -> Iterator[Unit]:
    yield from _of_nodes(graph.nodes(), describe.links(graph))
    reify = describe.triple_term if triple_terms else describe.three_parts
    yield from _of_edges(graph, graph.edges(), Identifiers(graph.base), reify)


def _of_nodes(nodes: Iterable[Node], links: Mapping[str, Iterable[Said]]) -> Iterator[Unit]:
    for node in nodes:
        yield Unit("", node.iri, partial(describe.node, node, links.get(node.iri, ())))


def _of_edges(
    graph: KnowledgeGraph, edges: Iterable[Edge], identifiers: Identifiers, reify: Callable[[Edge], Iterator[Said]]
) -> Iterator[Unit]:
    recent: set[str] = set()
    for edge in edges:
        stated_in = sorted({identifiers.paper_graph(passage.paper) for passage in edge.evidence})
        for place in stated_in or [""]:
            yield Unit(place, edge.source, partial(describe.plain, edge))
        alone = stated_in[0] if len(stated_in) == 1 else ""
        yield Unit(alone, edge.id, partial(describe.statement, edge, graph, identifiers, reify))
        for passage in edge.evidence:
            iri = describe.passage_iri(passage, identifiers)
            annotation = identifiers.annotation(edge.id, iri)
            yield Unit(identifiers.paper_graph(passage.paper), annotation, partial(describe.annotation, edge, passage, iri))
            if iri not in recent:  # a passage that comes back later is said again, and sorting makes it one
                if len(recent) >= _RECENT:
                    recent.clear()
                recent.add(iri)
                yield from _of_passage(iri, passage, identifiers.paper_graph(passage.paper))


def _of_passage(iri: str, passage: Passage, place: str) -> Iterator[Unit]:
    yield Unit(place, iri, partial(describe.target, iri, passage))
    yield Unit(place, f"{iri}/position", partial(describe.position, passage))
    yield Unit(place, f"{iri}/quote", partial(describe.quote, passage))
