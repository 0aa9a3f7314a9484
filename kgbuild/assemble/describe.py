"""What the RDF says of each kind of thing: nodes, statements, and the annotations and passages that are their evidence."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node, Passage
from kgbuild.assemble.terms import Said, address, boolean, decimal, integer, offset, own, term, text, year
from kgbuild.identifiers import ONTOLOGY, Identifiers
from kgbuild.vocabulary import load_vocabulary

_TYPE = "rdf:type"


def passage_iri(passage: Passage, identifiers: Identifiers) -> str:
    """Return the IRI of a passage."""
    return identifiers.passage(passage.paper, passage.field, passage.start, passage.end)


def links(graph: KnowledgeGraph) -> dict[str, list[Said]]:
    """Return what the vocabulary says of each concept, by the concept's IRI."""
    links: defaultdict[str, list[Said]] = defaultdict(list)
    for subject, relation, obj in graph.links:
        links[subject].append((term(f"skos:{relation}"), address(obj)))
    return links


def node(node: Node, links: Iterable[Said]) -> Iterator[Said]:
    """Say what a node is and is called, and what only its class has."""
    known = load_vocabulary().classes.get(node.type)
    for node_class in (NamedNode(known.iri if known else ONTOLOGY + node.type), *map(NamedNode, known.parents if known else ())):
        yield term(_TYPE), node_class
    yield from name(node.label)
    yield from _ABOUT.get(node.type, _about_entity)(node)
    yield from links


def name(label: str) -> Iterator[Said]:
    """Say what a node is called, whatever its class."""
    yield term("rdfs:label"), text(label)


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

_ORDERED = frozenset(("authors", "categories"))


def _about_paper(node: Node) -> Iterator[Said]:
    yield term("dcterms:title"), text(node.label)
    for key, value in node.details:
        if key in _PAPER_TEXTS:
            yield term(_PAPER_TEXTS[key]), text(str(value))
        elif key in _PAPER_LISTS:
            parts = str(value).split("; ")
            for part in parts:
                yield term(_PAPER_LISTS[key]), text(part)
            if key in _ORDERED and len(parts) > 1:  # triples have no order
                yield own(key), text(str(value))
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


def plain(edge: Edge) -> Iterator[Said]:
    """Say the edge itself, of its source."""
    yield own(edge.predicate), NamedNode(edge.target)


def three_parts(edge: Edge) -> Iterator[Said]:
    """Tie a statement to its edge as RDF 1.0 does."""
    yield term(_TYPE), term("rdf:Statement")
    yield term("rdf:subject"), NamedNode(edge.source)
    yield term("rdf:predicate"), own(edge.predicate)
    yield term("rdf:object"), NamedNode(edge.target)


def triple_term(edge: Edge) -> Iterator[Said]:
    """Tie a statement to its edge by a triple term (RDF 1.2 Concepts, section 3.1)."""
    yield term("rdf:reifies"), Triple(NamedNode(edge.source), own(edge.predicate), NamedNode(edge.target))


def statement(
    edge: Edge, graph: KnowledgeGraph, identifiers: Identifiers, reify: Callable[[Edge], Iterator[Said]]
) -> Iterator[Said]:
    """Say how sure an edge is, who says so, or what it was derived from; `reify` ties it to the edge."""
    yield term(_TYPE), own("Statement")
    yield from reify(edge)
    yield own("confidence"), decimal(edge.confidence)
    yield own("support"), integer(edge.support)
    if edge.rank is not None:
        yield own("rank"), integer(edge.rank)
    for passage in edge.evidence:
        yield own("evidence"), NamedNode(identifiers.annotation(edge.id, passage_iri(passage, identifiers)))
        yield term("dcterms:source"), NamedNode(passage.paper)
    for source in edge.derived_from:
        yield term("prov:wasDerivedFrom"), NamedNode(source)
    if edge.rule is not None:
        yield own("rule"), text(edge.rule)
    if edge.rule == "vocabulary" and (concept := graph.nx.nodes[edge.source]["concept"]):
        yield term("prov:wasDerivedFrom"), NamedNode(concept)


def annotation(edge: Edge, passage: Passage, target: str) -> Iterator[Said]:
    """Say that a passage states an edge (Web Annotation Data Model, section 3)."""
    yield term(_TYPE), term("oa:Annotation")
    yield term("oa:hasBody"), NamedNode(edge.id)
    yield term("oa:hasTarget"), NamedNode(target)
    yield own("confidence"), decimal(passage.confidence)
    yield own("extractor"), text(passage.extractor)
    if passage.marks:
        yield own("marks"), text(" ".join(f"{start}-{end}" for start, end in passage.marks))


def target(iri: str, passage: Passage) -> Iterator[Said]:
    """Say where a passage stands: in which paper and which of its texts."""
    yield term(_TYPE), term("oa:SpecificResource")
    yield term("oa:hasSource"), NamedNode(passage.paper)
    yield own("field"), text(passage.field)
    yield term("oa:hasSelector"), NamedNode(f"{iri}/position")
    yield term("oa:hasSelector"), NamedNode(f"{iri}/quote")


def position(passage: Passage) -> Iterator[Said]:
    """Say a passage's place by offsets."""
    yield term(_TYPE), term("oa:TextPositionSelector")
    yield term("oa:start"), offset(passage.start)
    yield term("oa:end"), offset(passage.end)


def quote(passage: Passage) -> Iterator[Said]:
    """Say a passage's words."""
    yield term(_TYPE), term("oa:TextQuoteSelector")
    yield term("oa:exact"), text(passage.text)
