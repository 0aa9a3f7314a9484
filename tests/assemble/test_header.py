"""The dataset describes itself: its counts are those of whoever counts, and it says what it was made by and from."""

import hashlib
import io
import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, OWL, PROV, RDF, RDFS, VOID

from kgbuild.assemble.graph import Edge, Input, KnowledgeGraph, Node, Passage, Provenance
from kgbuild.assemble.header import LICENCE
from kgbuild.assemble.rdf import to_rdflib, triples
from kgbuild.directory import read_graph
from kgbuild.export import exporter_named
from kgbuild.identifiers import BASE, ONTOLOGY, Identifiers
from kgbuild.models import Claim, Entity, Evidence, Extraction, Mention, Paper
from kgbuild.pipeline import build_directory
from kgbuild.sources import read
from kgbuild.vocabulary import ontology_folder

KG = rdflib.Namespace(ONTOLOGY)
SCHEMA = rdflib.Namespace("https://schema.org/")
ELSEWHERE = "https://example.org/kg#"


def by_hand(base: str = BASE) -> KnowledgeGraph:
    """Return a paper, a model and the edges between them; one alias is the label."""
    graph, ids = KnowledgeGraph(base), Identifiers(base)
    paper, model = ids.paper("p"), ids.entity("Model", "BERT")
    graph.add_node(Node(paper, "Paper", "BERT", details=(("abstract", "BERT."), ("authors", "A; A; B"), ("year", 2018))))
    graph.add_node(Node(model, "Model", "BERT", ("BERT", "bert")))
    for predicate, passages in (("introduces", (Passage(paper, "title", 0, 4, "BERT", (), 0.9, "hand"),)), ("usesBaseModel", ())):
        graph.add_edge(Edge(ids.statement(paper, predicate, model), paper, predicate, model, 0.9, evidence=passages))
    return graph


def dataset_of(rdf: rdflib.Graph) -> rdflib.term.Node:
    """Return the one dataset that is described."""
    [dataset] = rdf.subjects(RDF.type, VOID.Dataset)
    return dataset


def partitions(rdf: rdflib.Graph, kind: str, number: str) -> dict[str, int]:
    """Return the number that each partition gives for its class or property."""
    parts = list(rdf.objects(dataset_of(rdf), VOID[f"{kind}Partition"]))
    found = {str(rdf.value(part, VOID[kind])): int(rdf.value(part, VOID[number])) for part in parts}
    assert len(found) == len(parts)
    return found


@pytest.mark.parametrize("graph", [KnowledgeGraph(), by_hand(), by_hand("urn:kg:"), by_hand(ELSEWHERE)])
def test_counts_agree_with_the_triples(graph: KnowledgeGraph) -> None:
    """Total, classes and properties are counted as a SPARQL user counts them, the header included."""
    rdf = to_rdflib(graph)
    dataset = dataset_of(rdf)
    assert int(rdf.value(dataset, VOID.triples)) == len(rdf)
    assert int(rdf.value(dataset, VOID.distinctSubjects)) == len(set(rdf.subjects()))
    assert int(rdf.value(dataset, VOID.properties)) == len(set(rdf.predicates()))
    assert int(rdf.value(dataset, VOID.classes)) == len(set(rdf.objects(None, RDF.type)))
    assert int(rdf.value(dataset, VOID.entities)) == graph.nx.number_of_nodes()
    assert partitions(rdf, "property", "triples") == Counter(map(str, rdf.predicates()))
    assert partitions(rdf, "class", "entities") == Counter(map(str, rdf.objects(None, RDF.type)))


def test_counts_agree_in_rdf_12() -> None:
    """Where statements are tied to edges by triple terms, the header counts those triples."""
    said = list(triples(by_hand(), triple_terms=True))
    counts = {t.subject.value: int(t.object.value) for t in said if t.predicate.value == str(VOID.triples)}
    assert counts[f"{BASE}dataset"] == len(said)
    assert not any(triple.predicate == ox.NamedNode(str(RDF.subject)) for triple in said)


def test_vocabularies_are_listed() -> None:
    """The list holds the namespace of every class and property, and nothing else."""
    rdf = to_rdflib(by_hand())
    listed = {str(vocabulary) for vocabulary in rdf.objects(dataset_of(rdf), VOID.vocabulary)}
    used = {str(term) for term in (*rdf.predicates(), *rdf.objects(None, RDF.type))}
    assert {re.sub("[^/#]*$", "", term) for term in used} == listed
    assert {ONTOLOGY, str(DCTERMS), str(PROV), str(VOID), "https://schema.org/"} <= listed


def test_licence_and_version_of_the_ontology() -> None:
    """The licence is the ontology's, and its version is named by the IRI that it gives itself."""
    ontology = rdflib.Graph().parse(ontology_folder() / "kgbuild.ttl")
    rdf = to_rdflib(by_hand())
    dataset = dataset_of(rdf)
    assert (dataset, RDF.type, DCAT.Dataset) in rdf
    assert rdf.value(dataset, DCTERMS.license) == ontology.value(rdflib.URIRef(ONTOLOGY), DCTERMS.license) == rdflib.URIRef(LICENCE)
    assert rdf.value(dataset, DCTERMS.conformsTo) == ontology.value(rdflib.URIRef(ONTOLOGY), OWL.versionIRI)


def test_run_names_software_and_inputs() -> None:
    """The run used files known by name and hash; two of the same bytes stay two, and there is no time."""
    graph = by_hand()
    inputs = (Input("a.txt", "00" * 32, 3), Input("b.txt", "00" * 32, 4))
    graph.provenance = Provenance("9.8.7", inputs)
    rdf = to_rdflib(graph)
    run = rdf.value(dataset_of(rdf), PROV.wasGeneratedBy)
    used = {
        (str(rdf.value(file, RDFS.label)), str(rdf.value(file, KG.sha256)), int(rdf.value(file, KG.records)))
        for file in rdf.objects(run, PROV.used)
    }
    assert used == {("a.txt", "00" * 32, 3), ("b.txt", "00" * 32, 4)}
    agent = rdf.value(run, PROV.wasAssociatedWith)
    assert (agent, RDF.type, PROV.SoftwareAgent) in rdf
    assert str(rdf.value(agent, SCHEMA.softwareVersion)) == "9.8.7"
    assert not {term for term in rdf.predicates() if "AtTime" in term or term in {DCTERMS.created, DCTERMS.modified}}


def test_header_is_minted_under_the_base() -> None:
    """Nothing of the header claims another base's IRIs."""
    graph = by_hand(ELSEWHERE)
    graph.provenance = Provenance("1", (Input("a.txt", "00" * 32, 3),))
    assert all(triple.subject.value.startswith(ELSEWHERE) for triple in triples(graph))


def by_title(paper: Paper) -> Extraction:
    """Return what a paper says by its title's first word: that it introduces this model."""
    name = paper.title.partition(":")[0]
    place = {"field": "title", "start": 0, "end": len(name), "text": name}
    entity = Entity(id="e1", type="Model", name=name, mentions=(Mention(**place),))
    evidence = (Evidence(**place),)
    claim = Claim(subject="paper", predicate="introduces", object="e1", confidence=0.9, evidence=evidence, extractor="hand")
    return Extraction(paper=paper, entities=(entity,), claims=(claim,))


def test_build_and_export_write_the_same_header(tmp_path: Path) -> None:
    """What `build` wrote is what a later export writes: the manifest keeps what the header needs."""
    source = tmp_path / "papers.jsonl"
    source.write_text('{"title": "BERT: Pre-training", "abstract": "We introduce BERT."}\n', encoding="utf-8")
    corpus = read(source)
    exporters = [exporter_named(name) for name in ("ttl", "trig", "jsonld")]
    build_directory(corpus, tmp_path / "graph", map(by_title, corpus), exporters, base=ELSEWHERE)
    graph = read_graph(tmp_path / "graph")
    for exporter in exporters:
        stream = io.BytesIO()
        exporter.writer()(graph, stream)
        assert stream.getvalue() == (tmp_path / "graph" / exporter.filename).read_bytes()
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    assert graph.provenance is not None
    assert graph.provenance.inputs == (Input("papers.jsonl", digest, 1),)
    assert digest.encode() in (tmp_path / "graph" / "graph.ttl").read_bytes()
