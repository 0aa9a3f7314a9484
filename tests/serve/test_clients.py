"""Foreign clients of the endpoint."""

import csv
import io
import shutil
import subprocess

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from serve.served import Served
from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, URLENCODED, XML, SPARQLWrapper

BERT = rdflib.URIRef("https://w3id.org/kgbuild/id/model/bert")
ROWS = "SELECT ?paper { ?paper <https://w3id.org/kgbuild/ontology#usesBaseModel> ?model } ORDER BY ?paper"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_sparql_store(served: Served, method: str) -> None:
    """A graph of rdflib reads through the endpoint: patterns, queries of each form, and lengths."""
    store = SPARQLStore(f"{served.address}/sparql", method=method)
    graph = rdflib.Graph(store)
    assert str(graph.value(BERT, rdflib.SKOS.prefLabel)) == "BERT"
    assert (BERT, rdflib.RDF.type, rdflib.URIRef("https://w3id.org/kgbuild/ontology#Model")) in graph
    assert len(list(graph.query(ROWS))) > 100
    assert graph.query("ASK { ?s ?p ?o }").askAnswer is True
    assert len(graph.query(f"CONSTRUCT WHERE {{ <{BERT}> ?p ?o }}").graph or ()) > 5


@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_rows(served: Served, method: str, form: str) -> None:
    """SPARQLWrapper reads rows in each format by each method."""
    client = SPARQLWrapper(f"{served.address}/sparql", returnFormat=form)
    client.setMethod(method)
    client.setRequestMethod(POSTDIRECTLY if method == POST and form == CSV else URLENCODED)
    client.setQuery(f"{ROWS} LIMIT 3")
    found = client.query().convert()
    if form == JSON:
        assert len(found["results"]["bindings"]) == 3
    elif form == XML:
        assert len(found.getElementsByTagName("result")) == 3
    else:
        assert len(found.split()) == 4


@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, JSONLD])
def test_sparqlwrapper_triples(served: Served, form: str) -> None:
    """SPARQLWrapper reads the triples of CONSTRUCT in each format."""
    client = SPARQLWrapper(f"{served.address}/sparql", returnFormat=form)
    client.setQuery(f"CONSTRUCT WHERE {{ <{BERT}> <{rdflib.RDFS.label}> ?label }}")
    found = client.query().convert()
    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format="turtle")
    assert [str(label) for label in graph.objects()] == ["BERT"]


def test_curl(served: Served) -> None:
    """What the help shows for curl works: rows as CSV by a form that is posted."""
    if shutil.which("curl") is None:
        pytest.skip("no curl on this machine")
    words = ["curl", "-sf", "-H", "Accept: text/csv", "--data-urlencode", f"query={ROWS} LIMIT 2", f"{served.address}/sparql"]
    out = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert next(csv.reader(io.StringIO(out)))[0] == "paper"
    assert out.count("\n") == 3
