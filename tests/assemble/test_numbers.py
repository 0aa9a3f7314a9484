"""Numbers are numbers: results, years, offsets, counts and confidences have the datatypes that the ontology promises."""

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCTERMS, RDF, RDFS, XSD
from said import concept, fact, says, vocabulary

from kgbuild.assemble import assemble
from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.rdf import to_rdflib, triples
from kgbuild.identifiers import ONTOLOGY
from kgbuild.vocabulary import ontology_folder

KG = rdflib.Namespace(ONTOLOGY)
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
PLACE = {"metric": "accuracy", "dataset": "GLUE", "system": "BERT"}


def reporting(**result: Any) -> KnowledgeGraph:  # noqa: ANN401 - fields of Result
    """Return the graph of one paper that reports this result of BERT on GLUE."""
    paper = says(
        "BERT", fact("introduces", "Model", "BERT"), fact("usesDataset", "Dataset", "GLUE"),
        *(fact("usesMetric", "Metric", name) for name in ("accuracy", "perplexity", "fluency")),
        year=2018, results=[{**result, **PLACE}],
    )  # fmt: skip
    words = vocabulary(
        concept("Metric", "accuracy", higher_is_better=True), concept("Metric", "perplexity", higher_is_better=False),
        concept("Model", "BERT"), concept("Dataset", "GLUE"), concept("Metric", "fluency"),
    )  # fmt: skip
    return assemble([paper], vocabulary=words)


@pytest.fixture(scope="module")
def rdf() -> rdflib.Graph:
    """What a paper that reports 84.20% says."""
    return to_rdflib(reporting(value="84.20%", number=84.2, unit="%"))


def the(rdf: rdflib.Graph, node_type: str) -> rdflib.term.Node:
    """Return the one node of a class."""
    [node] = rdf.subjects(RDF.type, KG[node_type])
    return node


def labelled(rdf: rdflib.Graph, label: str, node_type: str) -> rdflib.term.Node:
    """Return the node of this label and class."""
    [node] = [each for each in rdf.subjects(RDFS.label, rdflib.Literal(label)) if (each, RDF.type, KG[node_type]) in rdf]
    return node


def test_result_is_whole(rdf: rdflib.Graph) -> None:
    """A result has its value as written, its number and unit, and what it was measured of, on and with."""
    result = the(rdf, "Result")
    assert rdf.value(result, KG.value) == rdflib.Literal("84.20%")
    assert rdf.value(result, KG.number) == rdflib.Literal("84.2", datatype=XSD.decimal)
    assert rdf.value(result, KG.unit) == rdflib.Literal("%")
    assert rdf.value(result, KG.isDelta) == rdflib.Literal("false", datatype=XSD.boolean)
    assert rdf.value(result, KG.onMetric) == labelled(rdf, "accuracy", "Metric")
    assert rdf.value(result, KG.onDataset) == the(rdf, "Dataset")
    assert rdf.value(result, KG.ofSystem) == the(rdf, "Model")
    assert rdf.value(None, KG.reportsResult, result) == the(rdf, "Paper")


def test_metric_has_its_direction(rdf: rdflib.Graph) -> None:
    """Whether higher is better is a flag, and absent where nobody knows."""
    flags = {name: rdf.value(labelled(rdf, name, "Metric"), KG.higherIsBetter) for name in ("accuracy", "perplexity", "fluency")}
    true, false = (rdflib.Literal(text, datatype=XSD.boolean) for text in ("true", "false"))
    assert flags == {"accuracy": true, "perplexity": false, "fluency": None}


@pytest.mark.parametrize(
    ("result", "number", "delta"),
    [
        ({"value": "+2.5 points", "number": 2.5, "unit": "points", "delta": True}, "2.5", "true"),
        ({"value": "-0.10", "number": -0.1}, "-0.1", "false"),
        ({"value": "175B", "number": 175e9, "unit": "parameters"}, "175000000000", "false"),
        ({"value": "1e-7", "number": 1e-7}, "0.0000001", "false"),
        ({"value": "0", "number": 0}, "0", "false"),
        ({"value": "state of the art"}, None, "false"),
    ],
)
def test_number_is_a_decimal(result: dict[str, Any], number: str | None, delta: str) -> None:
    """Whatever its size, a number has no exponent; without one there is none; a difference is marked."""
    rdf = to_rdflib(reporting(**result))
    node = the(rdf, "Result")
    found = rdf.value(node, KG.number)
    assert found == (None if number is None else rdflib.Literal(number, datatype=XSD.decimal))
    assert rdf.value(node, KG.value) == rdflib.Literal(result["value"])
    assert rdf.value(node, KG.isDelta) == rdflib.Literal(delta, datatype=XSD.boolean)


def literals(graph: KnowledgeGraph) -> Iterator[tuple[str, str]]:
    """Yield each property of the ontology with the datatype of each of its literals."""
    for triple in triples(graph):
        if isinstance(triple.object, ox.Literal) and triple.predicate.value.startswith(ONTOLOGY):
            yield triple.predicate.value, triple.object.datatype.value


def test_literals_have_the_datatypes_of_the_ontology(sample_graph: KnowledgeGraph) -> None:
    """Each literal under one of our properties has the range that the ontology gives it."""
    ontology = rdflib.Graph().parse(ontology_folder() / "kgbuild.ttl")
    said = {*literals(reporting(value="84.20%", number=84.2, unit="%")), *literals(sample_graph)}
    assert len(said) > 10
    assert {(name, str(ontology.value(rdflib.URIRef(name), RDFS.range))) for name, _ in said} == said


def test_years_and_offsets(rdf: rdflib.Graph) -> None:
    """Years are xsd:gYear, offsets the type that the Web Annotation vocabulary asks for."""
    assert set(rdf.objects(None, DCTERMS.issued)) == {rdflib.Literal("2018", datatype=XSD.gYear)}
    offsets = {obj.datatype for name in ("start", "end") for obj in rdf.objects(None, OA[name]) if isinstance(obj, rdflib.Literal)}
    assert offsets == {XSD.nonNegativeInteger}
