"""The graph as RDF: the one place that knows its shape. IRIs only, no blank nodes, each triple once, in order."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node, Passage
from kgbuild.assemble.terms import address, boolean, decimal, integer, offset, own, term, text, year
from kgbuild.identifiers import ONTOLOGY, Identifiers
from kgbuild.namespaces import prefixes
from kgbuild.vocabulary import load_vocabulary

if TYPE_CHECKING:
    import rdflib

PREFIXES: dict[str, str] = prefixes()
"""Prefix to namespace under the default base; `kgbuild.namespaces.prefixes` gives those of another."""

Said: TypeAlias = tuple[NamedNode, NamedNode | Literal]
"""Predicate and object of a triple."""

Sayer: TypeAlias = Callable[[], Iterable[Said]]
"""Says all about one subject when called."""

_TYPE = "rdf:type"


def triples(graph: KnowledgeGraph) -> Iterator[Triple]:
    """Yield the graph's triples: nodes, edges, and for each edge a statement with its evidence.

    Args:
        graph: Left as it is.

    Yields:
        Each triple once, by subject, predicate and object.

    Example:
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> next(str(triple.object) for triple in triples(graph) if triple.predicate == term("skos:prefLabel"))
        '"BERT"'
    """
    identifiers = Identifiers(graph.base)
    for iri, said in sorted(_subjects(graph, identifiers), key=lambda subject: subject[0]):
        subject = NamedNode(iri)
        for predicate, obj in sorted(set(said()), key=lambda pair: (pair[0].value, str(pair[1]))):
            yield Triple(subject, predicate, obj)


def to_rdflib(graph: KnowledgeGraph) -> "rdflib.Graph":
    """Return the graph's triples as an rdflib graph with prefixes bound.

    Args:
        graph: Left as it is.

    Example:
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


def _subjects(graph: KnowledgeGraph, identifiers: Identifiers) -> Iterator[tuple[str, Sayer]]:
    """Yield each subject once; what is said of it is made when its turn comes, so that the triples are never all in memory."""
    yield from _header(graph)
    links = _links(graph)
    for node in graph.nodes():
        yield node.iri, partial(_node, node, graph, links.get(node.iri, ()))
    passages: dict[str, Passage] = {}
    for edge in graph.edges():
        yield edge.id, partial(_statement, edge, graph, identifiers)
        for passage in edge.evidence:
            iri = _passage_iri(passage, identifiers)
            passages[iri] = passage
            yield identifiers.annotation(edge.id, iri), partial(_annotation, edge, passage, iri)
    for iri, passage in passages.items():
        yield iri, partial(_target, iri, passage)
        yield f"{iri}/position", partial(_position, passage)
        yield f"{iri}/quote", partial(_quote, passage)


def _passage_iri(passage: Passage, identifiers: Identifiers) -> str:
    return identifiers.passage(passage.paper, passage.field, passage.start, passage.end)


def _header(graph: KnowledgeGraph) -> Iterator[tuple[str, Sayer]]:
    dataset, run, program = (f"{graph.base}{name}" for name in ("dataset", "extraction", "kgbuild"))
    yield (
        dataset,
        lambda: [
            (term(_TYPE), term("void:Dataset")),
            (term(_TYPE), term("dcat:Dataset")),
            (term("dcterms:title"), text("Knowledge graph of research papers")),
            (term("void:entities"), integer(graph.nx.number_of_nodes())),
            (term("void:uriSpace"), text(graph.base)),
            (term("void:vocabulary"), NamedNode(ONTOLOGY)),
            (term("prov:wasGeneratedBy"), NamedNode(run)),
        ],
    )
    yield (
        run,
        lambda: [
            (term(_TYPE), own("Extraction")),
            (term(_TYPE), term("prov:Activity")),
            (term("prov:wasAssociatedWith"), NamedNode(program)),
        ],
    )
    yield (
        program,
        lambda: [
            (term(_TYPE), term("prov:SoftwareAgent")),
            (term(_TYPE), term("schema:SoftwareApplication")),
            (term("rdfs:label"), text("kgbuild")),
            (term("schema:softwareVersion"), text(version("kgbuild"))),
        ],
    )


def _links(graph: KnowledgeGraph) -> dict[str, list[Said]]:
    links: defaultdict[str, list[Said]] = defaultdict(list)
    for subject, relation, obj in graph.links:
        links[subject].append((term(f"skos:{relation}"), address(obj)))
    return links


def _node(node: Node, graph: KnowledgeGraph, links: Iterable[Said]) -> Iterator[Said]:
    known = load_vocabulary().classes.get(node.type)
    for node_class in (NamedNode(known.iri if known else ONTOLOGY + node.type), *map(NamedNode, known.parents if known else ())):
        yield term(_TYPE), node_class
    yield term("rdfs:label"), text(node.label)
    yield from _ABOUT.get(node.type, _about_entity)(node)
    yield from links
    for _, target, predicate in graph.nx.out_edges(node.iri, keys=True):
        yield own(predicate), NamedNode(target)


def _about_entity(node: Node) -> Iterator[Said]:
    yield term("skos:prefLabel"), text(node.label)
    for alias in node.aliases:
        yield term("skos:altLabel"), text(alias)
    if node.concept is not None:
        yield term("skos:inScheme"), NamedNode(f"{ONTOLOGY}scheme/{node.type.lower()}")
    yield own("support"), integer(node.support)
    for name, value in (("firstYear", node.first_year), ("lastYear", node.last_year)):
        if value is not None:
            yield own(name), year(value)
    better = node.detail("higher_is_better")
    if better is not None:
        yield own("higherIsBetter"), boolean(bool(better))


_PAPER_TEXTS = {
    "abstract": "dcterms:abstract",
    "arxiv_id": "fabio:hasArXivId",
    "doi": "bibo:doi",
    "id": "dcterms:identifier",
    "venue": "kg:venue",
}
# dcterms:creator admits a literal where no IRI identifies the creator (DCMI Metadata Terms, 2020): names are no identities.
_PAPER_LISTS = {"authors": "dcterms:creator", "categories": "kg:category", "sources": "kg:readFrom"}


def _about_paper(node: Node) -> Iterator[Said]:
    yield term("dcterms:title"), text(node.label)
    for key, value in node.details:
        if key in _PAPER_TEXTS:
            yield term(_PAPER_TEXTS[key]), text(str(value))
        elif key in _PAPER_LISTS:
            for part in str(value).split("; "):
                yield term(_PAPER_LISTS[key]), text(part)
        elif key == "year":
            yield term("dcterms:issued"), year(int(value))
        elif key == "url":
            yield term("schema:url"), address(str(value))


def _about_result(node: Node) -> Iterator[Said]:
    for key, value in node.details:
        if key == "number":
            yield own("number"), decimal(float(value))
        elif key == "delta":
            yield own("isDelta"), boolean(bool(value))
        elif key in {"unit", "value"}:
            yield own(key), text(str(value))


def _about_code(node: Node) -> Iterator[Said]:
    url = node.detail("url")
    if url is not None:
        yield term("schema:codeRepository"), address(str(url))


_ABOUT: dict[str, Callable[[Node], Iterator[Said]]] = {
    "CodeRepository": _about_code,
    "Paper": _about_paper,
    "Result": _about_result,
}


def _statement(edge: Edge, graph: KnowledgeGraph, identifiers: Identifiers) -> Iterator[Said]:
    yield term(_TYPE), own("Statement")
    yield term(_TYPE), term("rdf:Statement")
    yield term("rdf:subject"), NamedNode(edge.source)
    yield term("rdf:predicate"), own(edge.predicate)
    yield term("rdf:object"), NamedNode(edge.target)
    yield own("confidence"), decimal(edge.confidence)
    yield own("support"), integer(edge.support)
    if edge.rank is not None:
        yield own("rank"), integer(edge.rank)
    for passage in edge.evidence:
        yield own("evidence"), NamedNode(identifiers.annotation(edge.id, _passage_iri(passage, identifiers)))
        yield term("dcterms:source"), NamedNode(passage.paper)
    for source in edge.derived_from:
        yield term("prov:wasDerivedFrom"), NamedNode(source)
    if edge.rule is not None:
        yield own("rule"), text(edge.rule)
    if edge.rule == "vocabulary" and (concept := graph.nx.nodes[edge.source]["concept"]):
        yield term("prov:wasDerivedFrom"), NamedNode(concept)


def _annotation(edge: Edge, passage: Passage, target: str) -> Iterator[Said]:
    yield term(_TYPE), term("oa:Annotation")
    yield term("oa:hasBody"), NamedNode(edge.id)
    yield term("oa:hasTarget"), NamedNode(target)
    yield own("confidence"), decimal(passage.confidence)
    yield own("extractor"), text(passage.extractor)


def _target(iri: str, passage: Passage) -> Iterator[Said]:
    yield term(_TYPE), term("oa:SpecificResource")
    yield term("oa:hasSource"), NamedNode(passage.paper)
    yield own("field"), text(passage.field)
    yield term("oa:hasSelector"), NamedNode(f"{iri}/position")
    yield term("oa:hasSelector"), NamedNode(f"{iri}/quote")


def _position(passage: Passage) -> Iterator[Said]:
    yield term(_TYPE), term("oa:TextPositionSelector")
    yield term("oa:start"), offset(passage.start)
    yield term("oa:end"), offset(passage.end)


def _quote(passage: Passage) -> Iterator[Said]:
    yield term(_TYPE), term("oa:TextQuoteSelector")
    yield term("oa:exact"), text(passage.text)
