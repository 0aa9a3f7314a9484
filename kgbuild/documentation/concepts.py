"""The lexicon as SKOS: every concept with its names, its place in a scheme, and its links (W3C SKOS Reference, 2009)."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kgbuild.assemble.terms import address, boolean, own, term, text
from kgbuild.documentation.terms import ontology_prefixes, ontology_triples, parents, stated_labels
from kgbuild.identifiers import BASE, ONTOLOGY, Identifiers
from kgbuild.namespaces import prefixes
from kgbuild.vocabulary import Concept, Vocabulary

_BASES = ("Model", "Method", "Architecture")
_MINT = Identifiers()


def write_ontology(vocabulary: Vocabulary, stream: BinaryIO) -> None:
    """Write the ontology and all concepts as Turtle: the ontology's terms first, then the concepts by IRI.

    Args:
        vocabulary: Whose concepts to write.
        stream: Where to; it stays open.

    Example:
        >>> import io
        >>> from kgbuild.vocabulary import load_vocabulary
        >>> stream = io.BytesIO()
        >>> write_ontology(load_vocabulary(), stream)
        >>> b'skos:prefLabel "BERT"' in stream.getvalue()
        True
    """
    every = {*ontology_triples(), *concept_triples(vocabulary.concepts.values(), stated_labels())}
    serialize(sorted(every, key=_order), stream, format=RdfFormat.TURTLE, prefixes={**prefixes(), **ontology_prefixes()})


def concept_triples(concepts: Iterable[Concept], labelled: Mapping[str, str] = MappingProxyType({})) -> Iterator[Triple]:
    """Yield what SKOS and the ontology say of concepts.

    Args:
        concepts: All concepts of a lexicon.
        labelled: Preferred labels that are stated elsewhere, by IRI; such a concept's own name is no label (it is a notation).

    Yields:
        Triples by concept; a triple may come twice.

    Example:
        >>> metric = Concept(_MINT.entity("Metric", "BLEU"), "Metric", "BLEU", higher_is_better=True)
        >>> [str(triple.object) for triple in concept_triples([metric]) if triple.predicate == own("higherIsBetter")]
        ['"true"^^<http://www.w3.org/2001/XMLSchema#boolean>']
    """
    known = {concept.iri: concept for concept in concepts}
    for iri, concept in known.items():
        subject, scheme = NamedNode(iri), NamedNode(f"{ONTOLOGY}scheme/{concept.type.lower()}")
        for predicate, obj in _said(concept, known):
            yield Triple(subject, predicate, obj)
        for predicate, obj in _names(concept, labelled.get(iri)):
            yield Triple(subject, predicate, obj)
        yield Triple(subject, term("skos:inScheme"), scheme)
        if not parents(concept):
            yield Triple(subject, term("skos:topConceptOf"), scheme)
            yield Triple(scheme, term("skos:hasTopConcept"), subject)


def _names(concept: Concept, label: str | None) -> Iterator[tuple[NamedNode, Literal]]:
    if label is None:
        yield term("skos:prefLabel"), text(concept.name)
    for alias in concept.aliases:
        if alias not in {label, concept.name}:  # labels of a concept are disjoint (SKOS S13)
            yield term("skos:altLabel"), text(alias)


def _said(concept: Concept, known: dict[str, Concept]) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    yield term("rdf:type"), own(concept.type)
    yield term("rdf:type"), term("skos:Concept")
    for name in concept.broader:
        yield term("skos:broader"), NamedNode(_MINT.entity(concept.type, name))
    if concept.variant_of:
        yield own("variantOf"), NamedNode(_MINT.entity(concept.type, concept.variant_of))
    for name in concept.based_on:
        iris = (_MINT.entity(node_type, name) for node_type in _BASES)
        yield own("basedOn"), NamedNode(next(iri for iri in iris if iri in known))
    for iri in concept.exact_match:
        yield term("skos:exactMatch"), address(iri)
    for iri in concept.close_match:
        yield term("skos:closeMatch"), address(iri)
    if concept.higher_is_better is not None:
        yield own("higherIsBetter"), boolean(concept.higher_is_better)
    if concept.source:
        web = concept.source.startswith(("http://", "https://"))
        yield term("dcterms:source"), address(concept.source) if web else text(concept.source)


def _order(triple: Triple) -> tuple[bool, str, bool, str, str]:
    subject = str(triple.subject)
    return subject.startswith(f"<{BASE}"), subject, triple.predicate != term("rdf:type"), str(triple.predicate), str(triple.object)
