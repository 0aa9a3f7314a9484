"""What is said of a query that is no SPARQL, and the clause that is refused."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.errors import QueryError
from kgbuild.query import QuerySyntaxError, run
from kgbuild.query.syntax import refuse_service

SERVICE = [
    "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
    "SELECT * { service silent ?where { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<http://example.org/>{ ?s ?p ?o } }",
    "SELECT * { SERVICE # why not\n <http://example.org/> # indeed\n { ?s ?p ?o } }",
    "PREFIX SERVICE: <http://example.org/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX x: <http://example.org/> SELECT * { SERVICE x:y{ ?s ?p ?o } }",
    "SELECT * { BIND(<http://example.org/> AS ?x\u0301\u00b7) SERVICE ?x\u0301\u00b7 { ?s ?p ?o } }",
    "SELECT * { SERVICE ?x# a comment\n { ?s ?p ?o } }",
    "PREFIX x: <http://example.org/> SELECT * { SERVICE x:y# a comment\n{ ?s ?p ?o } }",
    "PREFIX x: <http://example.org/> SELECT * { SERVICE x:y\\#z # a comment\r{ ?s ?p ?o } }",
    "# a comment\rSELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
    "SELECT * { FILTER(?a<?b#>'''\n) SERVICE <http://example.org/> { ?s ?p ?o } #'''\n }",
    "SELECT * { ?s ?p '#' . SERVICE <http://example.org/> { ?s ?p ?o } }",
    "ASK { { SELECT * { SERVICE <http://example.org/#service> { ?s ?p ?o } } } }",
    "SELECT * {" + "?service ?p ?o ." * 100 + "}",
]
HARMLESS = [
    "SELECT * { ?service ?p 'SERVICE' }",
    "# SERVICE <http://example.org/> { ?s ?p ?o }\nSELECT * { ?s ?p ?o }",
    "SELECT * { GRAPH ?service { ?s ?p ?o } }",
    "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> SELECT * { ?x sd:Service ?y . OPTIONAL { ?x sd:service ?z } }",
    "SELECT * { <http://example.org/service> ?p ?o . { ?s ?p ?o } }",
]


@pytest.mark.parametrize("sparql", SERVICE)
def test_a_query_never_asks_another_server(sparql: str) -> None:
    """However the clause is written, before anything else is done with the query."""
    with pytest.raises(QueryError, match="SERVICE is refused"):
        run(ox.Store(), sparql)


@pytest.mark.parametrize("sparql", HARMLESS)
def test_the_word_alone_does_no_harm(sparql: str) -> None:
    """Variables, texts, names and comments may say `service`."""
    refuse_service(sparql)
    list(run(ox.Store(), sparql))


@pytest.mark.parametrize(
    "sparql", ["DELETE WHERE { ?s ?p ?o }", "INSERT DATA { <urn:a> <urn:b> <urn:c> }", "LOAD <http://example.org/>", "CLEAR ALL"]
)
def test_updates_are_refused(sparql: str) -> None:
    """The query path reads only."""
    with pytest.raises(QuerySyntaxError):
        run(ox.Store(), sparql)


@given(st.text(max_size=80))
def test_any_text_is_answered_or_refused(text: str) -> None:
    """No text raises anything but a `QueryError`, whose message is one line that can be written as UTF-8."""
    try:
        run(ox.Store(), text)
    except QueryError as error:
        message = str(error)
        message.encode()
        if "\n" in message:
            pytest.fail("more than one line")
