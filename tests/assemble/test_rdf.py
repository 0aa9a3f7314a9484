"""The RDF: parses everywhere, says what the graph says, and uses no term that its vocabulary does not define."""

import math
import re
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import namespace as ns
from said import concept, fact, graph_of, model, says, vocabulary

from kgbuild.assemble import assemble
from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node, Passage
from kgbuild.assemble.rdf import PREFIXES, to_rdflib, triples
from kgbuild.assemble.terms import address, decimal, text
from kgbuild.identifiers import BASE, ONTOLOGY, Identifiers
from kgbuild.vocabulary import ontology_folder

KG = rdflib.Namespace(ONTOLOGY)
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
SCHEMA = rdflib.Namespace("https://schema.org/")
BIBO = rdflib.Namespace("http://purl.org/ontology/bibo/")

# Web Annotation Vocabulary (W3C Recommendation, 2017) and the Bibliographic Ontology 1.3 are in neither rdflib nor ../shared.
KNOWN = {
    *(OA[name] for name in (
        "Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector",
        "hasBody", "hasTarget", "hasSource", "hasSelector", "start", "end", "exact",
    )),
    BIBO.doi,
}  # fmt: skip


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """A graph with every kind of node and edge."""
    result = {"value": "84.2%", "number": 84.2, "unit": "%", "metric": "accuracy", "dataset": "GLUE", "system": "BERT"}
    first = says(
        "BERT: Pre-training", fact("introduces", "Model", "BERT"), fact("inDomain", "Domain", "natural-language-processing"),
        year=2018, results=[result], doi="10.1/x", arxiv_id="1810.04805", url="https://example.org/a b", authors=("A B", "C D"),
        venue="V",
        categories=("cs.CL",),
    )  # fmt: skip
    second = says("RoBERTa", fact("introduces", "Model", "RoBERTa"), model("BERT"), model("BERT-base"), year=2019)
    words = vocabulary(
        concept("Model", "BERT", exact_match=("http://example.org/bert",)), concept("Model", "RoBERTa", based_on=("BERT",))
    )
    return assemble([first, second], vocabulary=words)


def test_triples_are_sorted_and_unique(graph: KnowledgeGraph) -> None:
    """Every triple comes once, in the order of lines of N-Triples, with no blank node."""
    lines = [str(triple) for triple in triples(graph)]
    assert lines == sorted(set(lines))
    assert not any(isinstance(triple.object, pyoxigraph.BlankNode) for triple in triples(graph))


def test_rdflib_and_oxigraph_read_the_same(graph: KnowledgeGraph) -> None:
    """Turtle written by pyoxigraph holds the same triples for rdflib, whose literals are all well-formed."""
    turtle = pyoxigraph.serialize(triples(graph), format=pyoxigraph.RdfFormat.TURTLE)
    parsed = rdflib.Graph().parse(data=turtle, format="turtle")
    assert set(parsed) == set(to_rdflib(graph))
    assert {str(t) for t in pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)} == {str(t) for t in triples(graph)}
    assert all(o.ill_typed is not True for o in parsed.objects() if isinstance(o, rdflib.Literal))


def test_store_keeps_every_literal(graph: KnowledgeGraph) -> None:
    """Literals are canonical: an Oxigraph store gives back what was put in, but that it widens the offsets' type."""
    store = pyoxigraph.Store()
    store.extend(pyoxigraph.Quad(t.subject, t.predicate, t.object) for t in triples(graph))
    kept = {(str(q.subject), str(q.predicate), str(q.object)) for q in store}
    put = {(str(t.subject), str(t.predicate), str(t.object).replace("#nonNegativeInteger>", "#integer>")) for t in triples(graph)}
    assert kept == put


def test_each_edge_is_a_triple_and_a_statement(graph: KnowledgeGraph) -> None:
    """Simple queries need only the plain triple; the statement describes it."""
    rdf = to_rdflib(graph)
    for edge in graph.edges():
        triple = rdflib.URIRef(edge.source), KG[edge.predicate], rdflib.URIRef(edge.target)
        statement = rdflib.URIRef(edge.id)
        assert triple in rdf
        assert (
            rdf.value(statement, ns.RDF.subject),
            rdf.value(statement, ns.RDF.predicate),
            rdf.value(statement, ns.RDF.object),
        ) == triple
        assert (statement, ns.RDF.type, KG.Statement) in rdf
        assert float(rdf.value(statement, KG.confidence)) == edge.confidence
        assert len(list(rdf.objects(statement, KG.evidence))) == len(edge.evidence)
        assert {str(o) for o in rdf.objects(statement, ns.PROV.wasDerivedFrom)} >= set(edge.derived_from)
        assert bool(edge.evidence) or rdf.value(statement, KG.rule) is not None
    assert len(list(rdf.subjects(ns.RDF.type, KG.Statement))) == graph.nx.number_of_edges()


def test_offsets_can_be_checked_from_the_rdf_alone(graph: KnowledgeGraph) -> None:
    """Each quote stands where its position says, in the title or abstract that the RDF carries."""
    rdf = to_rdflib(graph)
    passages = list(rdf.subjects(ns.RDF.type, OA.SpecificResource))
    assert passages
    for passage in passages:
        field = str(rdf.value(passage, KG.field))
        paper = rdf.value(passage, OA.hasSource)
        whole = str(rdf.value(paper, ns.DCTERMS.title if field == "title" else ns.DCTERMS.abstract))
        selectors = {rdf.value(selector, ns.RDF.type): selector for selector in rdf.objects(passage, OA.hasSelector)}
        position = selectors[OA.TextPositionSelector]
        start, end = (int(rdf.value(position, OA[name])) for name in ("start", "end"))
        assert whole[start:end] == str(rdf.value(selectors[OA.TextQuoteSelector], OA.exact))


def test_paper_is_described_in_reused_terms(graph: KnowledgeGraph) -> None:
    """Title, abstract, year and identifiers are where other tools look for them."""
    rdf = to_rdflib(graph)
    paper = next(rdf.subjects(BIBO.doi))
    assert str(rdf.value(paper, ns.DCTERMS.title)) == "BERT: Pre-training"
    assert rdf.value(paper, ns.DCTERMS.issued) == rdflib.Literal("2018", datatype=ns.XSD.gYear)
    assert {str(name) for name in rdf.objects(paper, ns.DCTERMS.creator)} == {"A B", "C D"}
    assert rdf.value(paper, SCHEMA.url) == rdflib.URIRef("https://example.org/a%20b")
    assert {KG.Paper, SCHEMA.ScholarlyArticle} <= set(rdf.objects(paper, ns.RDF.type))


def test_concepts_are_linked_out(graph: KnowledgeGraph) -> None:
    """What the vocabulary knows of a concept elsewhere is in the RDF."""
    rdf = to_rdflib(graph)
    bert = rdflib.URIRef(f"{BASE}model/bert")
    assert set(rdf.objects(bert, ns.SKOS.exactMatch)) == {rdflib.URIRef("http://example.org/bert")}
    assert str(rdf.value(bert, ns.SKOS.prefLabel)) == "BERT"
    assert ns.SKOS.Concept in set(rdf.objects(bert, ns.RDF.type))


def test_broader_concepts_that_are_present_are_linked() -> None:
    """A concept points to the broader ones in the graph, and to no others."""
    concepts = [concept("Task", "parsing"), concept("Task", "AMR parsing", broader=("parsing", "semantics"))]
    task = "addressesTask"
    graph = graph_of(says("A", fact(task, "Task", "parsing"), fact(task, "Task", "AMR parsing")), concepts=concepts)
    assert graph.links == {(concepts[1].iri, "broader", concepts[0].iri)}


def test_result_is_typed(graph: KnowledgeGraph) -> None:
    """A result carries its value as written and as a decimal."""
    rdf = to_rdflib(graph)
    result = next(rdf.subjects(ns.RDF.type, KG.Result))
    assert str(rdf.value(result, KG.value)) == "84.2%"
    assert rdf.value(result, KG.number) == rdflib.Literal("84.2", datatype=ns.XSD.decimal)
    assert rdf.value(result, KG.isDelta) == rdflib.Literal("false", datatype=ns.XSD.boolean)


def terms_defined_outside(shared: Path) -> set[str]:
    """Return the terms of the vendored lists."""
    lines = (shared / "vocab" / "ontology_terms.tsv").read_text().splitlines()
    return {line.split("\t")[1] for line in lines[1:]}


def test_only_defined_terms_are_used(graph: KnowledgeGraph, sample_graph: KnowledgeGraph, shared: Path) -> None:
    """Every predicate and class is defined by its vocabulary, our own included."""
    outside = terms_defined_outside(shared)
    ours = {str(s) for s in rdflib.Graph().parse(ontology_folder() / "kgbuild.ttl").subjects()}
    closed = (ns.RDF, ns.RDFS, ns.SKOS, ns.DCTERMS, ns.PROV, ns.VOID, ns.DCAT, ns.SDO)
    for each in (graph, sample_graph):
        used = {t.predicate.value for t in triples(each)}
        used |= {t.object.value for t in triples(each) if t.predicate.value == str(ns.RDF.type)}
        for term in used:
            known = term in outside or term in ours or rdflib.URIRef(term) in KNOWN
            assert known or any(rdflib.URIRef(term) in namespace for namespace in closed), term


def test_prefixes_cover_what_is_used(sample_graph: KnowledgeGraph) -> None:
    """Every predicate and class can be written with a prefix."""
    namespaces = tuple(PREFIXES.values())
    assert all(triple.predicate.value.startswith(namespaces) for triple in triples(sample_graph))


def test_header_describes_the_data(graph: KnowledgeGraph) -> None:
    """The dataset says how many entities it has and which run made it, without a time."""
    rdf = to_rdflib(graph)
    [dataset] = rdf.subjects(ns.RDF.type, ns.VOID.Dataset)
    assert int(rdf.value(dataset, ns.VOID.entities)) == graph.nx.number_of_nodes()
    run = rdf.value(dataset, ns.PROV.wasGeneratedBy)
    assert (run, ns.RDF.type, KG.Extraction) in rdf


def hostile_graph(words: str) -> KnowledgeGraph:
    """Return a graph built by a user, whose every text is this one."""
    graph = KnowledgeGraph()
    details = (("abstract", words), ("id", words), ("url", words), ("venue", words))
    graph.add_node(Node("urn:p", "Paper", words, details=details))
    graph.add_node(Node("urn:m", "Model", words, aliases=(words,)))
    graph.add_node(Node("urn:c", "CodeRepository", words, details=(("url", words),)))
    passage = Passage("urn:p", "abstract", 0, len(words), words, (), 0.5, words)
    graph.add_edge(
        Edge(Identifiers().statement("urn:p", "hasCode", "urn:c"), "urn:p", "hasCode", "urn:c", 0.5, evidence=(passage,))
    )
    return graph


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters())
    | st.sampled_from(["\ud800", "a\x00b", '"""\\', "<>", "http://[", "javascript:x", "%zz", "\ufffe", "a\r\nb"])
)
def test_hostile_text_makes_no_broken_file(words: str) -> None:
    """Any text of a user's own graph is written so that both parsers read the same, offsets kept."""
    graph = hostile_graph(words)
    data = pyoxigraph.serialize(triples(graph), format=pyoxigraph.RdfFormat.TURTLE)
    parsed = rdflib.Graph().parse(data=data.decode("utf-8"), format="turtle")
    assert len(parsed) == len(list(triples(graph))) == len(to_rdflib(graph))
    abstract = parsed.value(rdflib.URIRef("urn:p"), ns.DCTERMS.abstract)
    assert abstract is None or len(str(abstract)) == len(words)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_decimals_are_canonical_and_exact(value: float) -> None:
    """A number is written without exponent or superfluous zeros, and reads back as itself."""
    written = decimal(value).value
    assert math.isclose(float(written), value, rel_tol=0, abs_tol=0)
    assert "e" not in written.lower()
    assert re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", written)


@pytest.mark.parametrize("url", ["https://example.org/ä", "http://a b", "foo", "", "http://[", "http://x/%zz", "\ud800"])
def test_addresses_never_fail(url: str) -> None:
    """What is no IRI becomes one by percent-encoding, or a literal."""
    assert isinstance(address(url), pyoxigraph.NamedNode | pyoxigraph.Literal)


def test_control_characters_keep_the_length() -> None:
    """Characters that XML cannot carry are replaced one for one."""
    assert text("a\x00\ud800b\t").value == "a\ufffd\ufffdb\t"
