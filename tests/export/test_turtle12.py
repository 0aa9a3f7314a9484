"""Turtle 1.2 says what Turtle 1.1 says, with statements as annotations of their edges."""

import graphs
import pyoxigraph as ox
import pytest
from rdf_readers import KINDS, written

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.rdf import triples
from kgbuild.assemble.terms import term


def data_of(quads: list[ox.Triple]) -> set[str]:
    """Return the triples without the header, whose counts depend on the version of RDF."""
    subjects = ((triple, triple.subject.value) for triple in quads)
    return {str(triple) for triple, subject in subjects if not subject.endswith("dataset") and "partition/" not in subject}


def in_rdf11(triple: ox.Triple) -> list[ox.Triple]:
    """Return a triple in RDF 1.1: a triple term becomes a class and three properties."""
    if triple.predicate != term("rdf:reifies"):
        return [triple]
    edge = triple.object
    assert isinstance(edge, ox.Triple)
    parts = {"rdf:subject": edge.subject, "rdf:predicate": edge.predicate, "rdf:object": edge.object}
    statement = ox.Triple(triple.subject, term("rdf:type"), term("rdf:Statement"))
    return [statement, *(ox.Triple(triple.subject, term(name), value) for name, value in parts.items())]


@pytest.mark.parametrize("kind", KINDS)
def test_it_says_what_rdf11_says(kind: str) -> None:
    """Each triple term stands for the four triples of RDF 1.1; all else is the same."""
    graph = KINDS[kind]()
    parsed = [quad.triple for quad in ox.parse(written(graph, "ttl12"), format=ox.RdfFormat.TURTLE)]
    assert data_of([old for new in parsed for old in in_rdf11(new)]) == data_of(list(triples(graph)))


def test_statements_annotate_their_edges() -> None:
    """Every statement stands where its edge does, and only there."""
    graph = graphs.tiny()
    text = written(graph, "ttl12").decode()
    assert text.startswith('VERSION "1.2"\n')
    assert text.count(" ~ statement:") == text.count("{|") == text.count("|}") == graph.nx.number_of_edges()
    assert "\nstatement:" not in text


def test_sparql_12_finds_the_evidence() -> None:
    """Oxigraph answers queries in the same syntax."""
    store = ox.Store()
    store.load(written(graphs.tiny(), "ttl12"), format=ox.RdfFormat.TURTLE)
    query = "PREFIX kg: <https://w3id.org/kgbuild/ontology#> SELECT ?m ?c { ?p kg:introduces ?m {| kg:confidence ?c |} }"
    assert [(row["m"].value, row["c"].value) for row in store.query(query)] == [(graphs.BERT, "0.99")]


def test_nothing_but_the_empty_graph() -> None:
    """A graph without edges has no annotations."""
    assert b"{|" not in written(KnowledgeGraph(), "ttl12")
