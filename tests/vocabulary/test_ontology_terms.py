"""The Turtle of the ontology: well-formed, documented, and made of terms that exist."""

from pathlib import Path
from typing import get_args

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from kgbuild.identifiers import BASE, ONTOLOGY
from kgbuild.models import EntityType
from kgbuild.vocabulary import load_vocabulary, ontology_folder

FOLDER = ontology_folder()
SHARED = Path(__file__).parents[2].parent / "shared"
SCHEMA = rdflib.Namespace("https://schema.org/")


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    """The ontology as rdflib reads it."""
    return rdflib.Graph().parse(FOLDER / "kgbuild.ttl")


def _external() -> dict[str, str]:
    rows = (line.split("\t") for line in (FOLDER / "external_terms.tsv").read_text("utf-8").splitlines()[1:])
    return {iri: kind for _, iri, kind in rows}


def test_two_readers_agree(graph: rdflib.Graph) -> None:
    """The rdflib and Oxigraph parsers find the same triples."""
    mine = {str(quad.triple) for quad in pyoxigraph.parse(path=FOLDER / "kgbuild.ttl", format=pyoxigraph.RdfFormat.TURTLE)}
    again = pyoxigraph.parse(graph.serialize(format="nt").encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert mine == {str(quad.triple) for quad in again}


def test_no_term_is_invented(graph: rdflib.Graph) -> None:
    """Every outside term used as predicate, class or super-term is defined by its vocabulary."""
    known = _external()
    used = {str(term) for triple in graph for term in triple if isinstance(term, rdflib.URIRef)}
    own = (ONTOLOGY, BASE, "https://w3id.org/kgbuild/ontology/", "https://creativecommons.org/licenses/")
    assert sorted(term for term in used if not term.startswith(own) and term not in known) == []


def test_own_terms_are_defined(graph: rdflib.Graph) -> None:
    """Every term of the ontology's own namespace that is used is defined there."""
    used = {term for triple in graph for term in triple if isinstance(term, rdflib.URIRef) and term.startswith(ONTOLOGY)}
    assert sorted(term for term in used if (term, RDF.type, None) not in graph) == []


def test_external_terms_are_canonical() -> None:
    """The list of outside terms is sorted, each term once."""
    lines = (FOLDER / "external_terms.tsv").read_text("utf-8").splitlines()
    assert lines[0] == "prefix\tiri\tkind"
    assert lines[1:] == sorted(set(lines[1:]))


def test_external_terms_agree_with_their_source() -> None:
    """The vendored terms of FaBiO, CiTO, ML-Schema, MLSO and FAIR4ML are those that the ontologies define."""
    source = SHARED / "vocab" / "ontology_terms.tsv"
    if not source.exists():
        pytest.skip("the list of all ontologies' terms is not beside this checkout")
    defined = {line.split("\t")[1] for line in source.read_text("utf-8").splitlines()[1:]}
    prefixes = {"cito", "fabio", "fair4ml", "mls", "mlso"}
    rows = (line.split("\t") for line in (FOLDER / "external_terms.tsv").read_text("utf-8").splitlines()[1:])
    assert {iri for prefix, iri, _ in rows if prefix in prefixes} <= defined


def test_every_term_is_documented(graph: rdflib.Graph) -> None:
    """Each class and property has one English label, one comment, and says which ontology defines it."""
    terms = {term for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty) for term in graph.subjects(RDF.type, kind)}
    for term in terms:
        for predicate in (RDFS.label, RDFS.comment):
            [text] = graph.objects(term, predicate)
            assert isinstance(text, rdflib.Literal)
            assert text.language == "en"
        assert list(graph.objects(term, RDFS.isDefinedBy)) == [rdflib.URIRef(ONTOLOGY)]


def test_properties_have_domain_and_range(graph: rdflib.Graph) -> None:
    """Each property has a domain and a range: one `rdfs:` term, or several by schema.org's non-exclusive terms."""
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in graph.subjects(RDF.type, kind):
            for strict, loose in ((RDFS.domain, SCHEMA.domainIncludes), (RDFS.range, SCHEMA.rangeIncludes)):
                one, many = list(graph.objects(term, strict)), list(graph.objects(term, loose))
                assert (len(one) == 1 and not many) or (not one and len(many) > 1), term


def test_classes_and_properties_in_order() -> None:
    """Within each section of the file the terms stand in alphabetical order."""
    for section in (FOLDER / "kgbuild.ttl").read_text("utf-8").split("\n# ")[1:]:
        names = [line.split()[0] for line in section.split("\n") if line.startswith(("kg:", "domain:", "<"))]
        assert names == sorted(names)


def test_header(graph: rdflib.Graph) -> None:
    """The ontology names its version and its licence."""
    ontology = rdflib.URIRef(ONTOLOGY)
    assert graph.value(ontology, OWL.versionIRI) == rdflib.URIRef(f"https://w3id.org/kgbuild/ontology/{load_vocabulary().version}")
    assert graph.value(ontology, DCTERMS.license) == rdflib.URIRef("https://creativecommons.org/licenses/by/4.0/")


def test_schemes(graph: rdflib.Graph) -> None:
    """There is a concept scheme for each class whose concepts the lexicon lists."""
    schemes = {str(scheme).removeprefix(f"{ONTOLOGY}scheme/") for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == {node_type.lower() for node_type in get_args(EntityType)}


def test_domains_are_the_same_everywhere(graph: rdflib.Graph) -> None:
    """The closed scheme holds the 29 domains, and the lexicon's table of domains the same."""
    scheme = rdflib.URIRef(f"{ONTOLOGY}scheme/domain")
    top = {str(domain) for domain in graph.objects(scheme, SKOS.hasTopConcept)}
    assert top == {str(domain) for domain in graph.subjects(SKOS.topConceptOf, scheme)}
    concepts = load_vocabulary().concepts.values()
    assert top == {concept.iri for concept in concepts if concept.type == "Domain" and not concept.broader}
    assert len(top) == 29
