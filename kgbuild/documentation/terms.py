"""The terms of the ontology with all that its Turtle says of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import QuadParser, RdfFormat, Triple, parse

from kgbuild.identifiers import ONTOLOGY, name_key
from kgbuild.vocabulary import Concept, Vocabulary, ontology_folder

_OWL = "http://www.w3.org/2002/07/owl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SCHEMA = "https://schema.org/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_DCTERMS = "http://purl.org/dc/terms/"
_VANN = "http://purl.org/vocab/vann/"

_Said = defaultdict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Term:
    """A class, relation or property of the ontology.

    Attributes:
        iri: Its IRI.
        name: Its local name, the fragment of the IRI.
        label: What to call it in a sentence.
        comment: Its meaning.
        domain: IRIs of the classes its subject may have, sorted; none for a class.
        range: IRIs of the classes or datatypes its object may have, sorted; none for a class.
        parents: IRIs of what it is a sub-class or sub-property of, sorted.
        inverse: IRI of the inverse relation, if there is one.
        see_also: IRIs of related terms elsewhere, sorted.
        examples: Sentences or names.
    """

    iri: str
    name: str
    label: str
    comment: str
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    inverse: str | None = None
    see_also: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """A concept scheme: the known things of one class.

    Attributes:
        iri: Its IRI.
        name: The fragment of the IRI, such as `scheme/model`.
        title: Its title.
        type: Local name of the class of its concepts.
        concepts: Its concepts by name.
        tops: Those that hang below no other, the one with the most concepts below it first.
        below: How many concepts hang below each that has any, at any depth, by IRI.
    """

    iri: str
    name: str
    title: str
    type: str
    concepts: tuple[Concept, ...]
    tops: tuple[Concept, ...]
    below: dict[str, int]


@dataclass(frozen=True, slots=True)
class Ontology:
    """The whole ontology, for documentation.

    Attributes:
        iri: Its IRI, to which the local names are added.
        version_iri: IRI of this version.
        version: Version number.
        title: Its title.
        description: What it is for.
        licence: IRI of its licence.
        prefix: The prefix to use for it.
        classes: By name.
        relations: Properties that lead to nodes, by name.
        properties: Properties with literal values, by name.
        schemes: By name.
        prefixes: Prefix to namespace, of all vocabularies it uses.
    """

    iri: str
    version_iri: str
    version: str
    title: str
    description: str
    licence: str
    prefix: str
    classes: tuple[Term, ...]
    relations: tuple[Term, ...]
    properties: tuple[Term, ...]
    schemes: tuple[Scheme, ...]
    prefixes: dict[str, str]

    def short(self, iri: str) -> str:
        """Return an IRI with its prefix, one of the ontology's own as its local name, any other as it is."""
        if iri.startswith(self.iri):
            return iri.removeprefix(self.iri)
        known = [(namespace, prefix) for prefix, namespace in self.prefixes.items() if iri.startswith(namespace)]
        namespace, prefix = max(known, key=lambda pair: len(pair[0]), default=("", ""))
        return f"{prefix}:{iri.removeprefix(namespace)}" if namespace else iri


def ontology_triples() -> list[Triple]:
    """Return the triples of `kgbuild.ttl`, in the order of the file."""
    return [quad.triple for quad in _parse()]


def stated_labels() -> dict[str, str]:
    """Return the preferred labels that `kgbuild.ttl` itself gives to concepts, by IRI.

    Example:
        >>> stated_labels()["https://w3id.org/kgbuild/id/domain/multimodal"]
        'multimodal learning'
    """
    return {quad.subject.value: quad.object.value for quad in _parse() if quad.predicate.value == f"{_SKOS}prefLabel"}


def ontology_prefixes() -> dict[str, str]:
    """Return the prefixes that `kgbuild.ttl` declares, sorted.

    Example:
        >>> ontology_prefixes()["kg"]
        'https://w3id.org/kgbuild/ontology#'
    """
    parser = _parse()
    for _ in parser:
        pass
    return dict(sorted(parser.prefixes.items()))


def _parse() -> QuadParser:
    return parse(path=ontology_folder() / "kgbuild.ttl", format=RdfFormat.TURTLE)


def read_ontology(vocabulary: Vocabulary) -> Ontology:
    """Return the ontology with all that documentation says of it.

    Args:
        vocabulary: Its concepts fill the schemes.

    Example:
        >>> from kgbuild.vocabulary import load_vocabulary
        >>> ontology = read_ontology(load_vocabulary())
        >>> next(term.examples for term in ontology.relations if term.name == "variantOf")
        ('GPT-2 XL is a variant of GPT-2.',)
        >>> ontology.short("http://www.w3.org/2004/02/skos/core#Concept")
        'skos:Concept'
    """
    said: defaultdict[str, _Said] = defaultdict(lambda: defaultdict(list))
    for quad in _parse():
        said[quad.subject.value][quad.predicate.value].append(quad.object.value)
    header = said[ONTOLOGY]
    return Ontology(
        iri=ONTOLOGY,
        version_iri=header[f"{_OWL}versionIRI"][0],
        version=header[f"{_OWL}versionInfo"][0],
        title=header[f"{_DCTERMS}title"][0],
        description=header[f"{_DCTERMS}description"][0],
        licence=header[f"{_DCTERMS}license"][0],
        prefix=header[f"{_VANN}preferredNamespacePrefix"][0],
        classes=_terms(said, f"{_OWL}Class"),
        relations=_terms(said, f"{_OWL}ObjectProperty"),
        properties=_terms(said, f"{_OWL}DatatypeProperty"),
        schemes=tuple(_schemes(said, vocabulary)),
        prefixes=ontology_prefixes(),
    )


def _of_type(said: dict[str, _Said], kind: str) -> Iterator[str]:
    return (iri for iri in sorted(said) if kind in said[iri][f"{_RDF}type"])


def _terms(said: dict[str, _Said], kind: str) -> tuple[Term, ...]:
    return tuple(_term(iri, said[iri]) for iri in _of_type(said, kind))


def _term(iri: str, about: _Said) -> Term:
    return Term(
        iri=iri,
        name=iri.removeprefix(ONTOLOGY),
        label=about[f"{_RDFS}label"][0],
        comment=about[f"{_RDFS}comment"][0],
        domain=tuple(sorted(about[f"{_RDFS}domain"] + about[f"{_SCHEMA}domainIncludes"])),
        range=tuple(sorted(about[f"{_RDFS}range"] + about[f"{_SCHEMA}rangeIncludes"])),
        parents=tuple(sorted(about[f"{_RDFS}subClassOf"] + about[f"{_RDFS}subPropertyOf"])),
        inverse=next(iter(about[f"{_OWL}inverseOf"]), None),
        see_also=tuple(sorted(about[f"{_RDFS}seeAlso"])),
        examples=tuple(about[f"{_SKOS}example"]),
    )


def _schemes(said: dict[str, _Said], vocabulary: Vocabulary) -> Iterator[Scheme]:
    types = {f"scheme/{name.lower()}": name for name in vocabulary.classes}
    for iri in _of_type(said, f"{_SKOS}ConceptScheme"):
        name = iri.removeprefix(ONTOLOGY)
        concepts = sorted(
            (concept for concept in vocabulary.concepts.values() if concept.type == types[name]),
            key=lambda concept: (concept.name.casefold(), concept.name),
        )
        below = _below(concepts)
        tops = [concept for concept in concepts if not parents(concept)]
        tops.sort(key=lambda concept: -below.get(concept.iri, 0))
        yield Scheme(iri, name, said[iri][f"{_DCTERMS}title"][0], types[name], tuple(concepts), tuple(tops), below)


def parents(concept: Concept) -> tuple[str, ...]:
    """Return the names of what a concept hangs below: broader concepts, or the family that it is a variant of.

    Example:
        >>> parents(Concept("urn:x", "Model", "GPT-2 XL", variant_of="GPT-2"))
        ('GPT-2',)
    """
    return (*concept.broader, *((concept.variant_of,) if concept.variant_of else ()))


def _below(concepts: Iterable[Concept]) -> dict[str, int]:
    """Count the concepts below each, at any depth; one that hangs below two others counts for both."""
    children: defaultdict[str, list[Concept]] = defaultdict(list)
    listed = list(concepts)
    for concept in listed:
        for name in parents(concept):
            children[name_key(name)].append(concept)
    counts = {}
    for concept in listed:
        seen: set[str] = set()
        waiting = [concept]
        while waiting:
            for child in children.get(name_key(waiting.pop().name), ()):
                if child.iri not in seen:
                    seen.add(child.iri)
                    waiting.append(child)
        if seen:
            counts[concept.iri] = len(seen)
    return counts
