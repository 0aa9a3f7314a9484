"""The SPARQL endpoint: formats, datasets, and what it says of itself."""

import json

import pytest
import rdflib
from serve.served import Served
from serve.w3c_protocol import GRAPH

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
SELECT, CONSTRUCT = "SELECT * { VALUES ?x { 1 } }", "CONSTRUCT { <urn:a> <urn:b> 1 } {}"


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv;q=0.1, text/tab-separated-values;q=0.2", "text/tab-separated-values"),
        (SELECT, "text/turtle, application/json;q=0.5", "application/json"),
        (SELECT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
        ("ASK {}", "text/csv", "text/csv"),
        (CONSTRUCT, "*/*", "text/turtle"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        ("DESCRIBE <urn:a>", "text/turtle;q=0.3, application/n-triples;q=0.4", "application/n-triples"),
    ],
)
def test_content_negotiation(served: Served, query: str, accept: str, expected: str) -> None:
    """The answer comes in the format that the client likes best and that the form of the query has."""
    answer = served.ask(query, accept)
    assert (answer.status, answer.media_type) == (200, expected)
    assert answer.headers["Vary"] == "Accept"


def test_nothing_acceptable(served: Served) -> None:
    """A client that accepts no format of the answer is told which there are."""
    answer = served.ask(SELECT, "image/png")
    assert answer.status == 406
    assert "application/sparql-results+json" in answer.text


def test_syntax_error_names_the_place(served: Served) -> None:
    """An error in the query is one line with line and column."""
    answer = served.ask("SELECT *\nWHERE { ?s ?p }")
    assert answer.status == 400
    assert answer.media_type == "text/plain"
    assert "line 2, column 1" in answer.text
    assert answer.text.count("\n") == 1


def test_prefixes_of_the_graph_are_known(served: Served) -> None:
    """The graph's own prefixes need not be declared."""
    assert served.ask("ASK { ?paper kg:usesBaseModel model:bert }").body == b"true"


def test_service_description(served: Served) -> None:
    """Without a query the endpoint describes itself, in any RDF format."""
    for accept in ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"):
        answer = served.get("/sparql", accept)
        assert answer.media_type == accept
        graph = rdflib.Graph().parse(data=answer.body, format=accept)
        service = graph.value(None, rdflib.RDF.type, SD.Service)
        assert str(graph.value(service, SD.endpoint)) == f"{served.address}/sparql"
        assert graph.value(service, SD.supportedLanguage) == SD.SPARQL11Query
        assert len(list(graph.objects(service, SD.resultFormat))) == 8


def test_a_browser_is_led_to_the_editor(served: Served) -> None:
    """Who opens the endpoint's address in a browser gets the editor."""
    answer = served.get("/sparql", "text/html,application/xhtml+xml,*/*;q=0.8")
    assert answer.status == 307
    assert answer.headers["Location"] == f"{served.address}/query"


@pytest.mark.slow
def test_a_dataset_is_only_what_is_named(served_dataset: Served) -> None:
    """Graphs that the request does not name are not in the dataset; one that does not exist is empty; nothing is fetched."""
    one = f"default-graph-uri={GRAPH.format(1)}"
    count = "query=SELECT%20(COUNT(*)%20AS%20%3Fn)%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D"
    named = "query=SELECT%20(COUNT(*)%20AS%20%3Fn)%20%7B%20GRAPH%20%3Fg%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20%7D"
    for parameters, expected in [
        (f"{count}&{one}", "1"),
        (f"{named}&{one}", "0"),
        (f"{count}&named-graph-uri={GRAPH.format(1)}", "0"),
        (f"{count}&default-graph-uri=http://127.0.0.1:9/none", "0"),
        (named, "4"),
    ]:
        answer = served_dataset.get(f"/sparql?{parameters}", "text/csv")
        assert answer.text.split() == ["n", expected]
    assert served_dataset.get(f"/sparql?{count}&default-graph-uri=no%20iri").status == 400


def test_head(served: Served) -> None:
    """HEAD tells what GET would, without the body."""
    answer = served.send("HEAD", "/sparql?query=ASK%7B%7D", None, {})
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(served.ask("ASK{}", "*/*").body))


def test_a_long_answer_is_whole(served: Served) -> None:
    """An answer that is too long for the pipe comes through a file, whole."""
    answer = served.ask("SELECT ?s { ?s ?p ?o } LIMIT 20000", "application/json")
    assert len(answer.body) > 1 << 20
    assert len(json.loads(answer.body)["results"]["bindings"]) == 20_000
