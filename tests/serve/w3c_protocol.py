"""The W3C's SPARQL 1.1 protocol tests (w3c/rdf-tests, sparql/sparql11/protocol/manifest.ttl) against a service that only reads.

usage: cd tests && python -m serve.w3c_protocol

Starts a server, runs every test and prints a report. The tests of updates are run too: a service that only reads has to refuse each
of them, and its data must stay as they are.
"""

import json
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

import rdflib
from serve.served import Answer, Served, serving

GRAPH = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
DATA = "".join(f"GRAPH <{GRAPH.format(n)}> {{ <{GRAPH.format(n)}> a <http://xmlns.com/foaf/0.1/Document> }}\n" for n in range(4))

_QUERY = {"Content-Type": "application/sparql-query"}
_UPDATE = {"Content-Type": "application/sparql-update"}
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_NAMED_2 = f"GRAPH ?g1 {{ <{GRAPH.format(1)}> a ?type }} GRAPH ?g2 {{ <{GRAPH.format(2)}> a ?type }}"
_DEFAULT_2 = f"ASK {{ <{GRAPH.format(1)}> a ?type . <{GRAPH.format(2)}> a ?type . }}"
_ROWS = {"application/sparql-results+xml", "application/sparql-results+json", "text/csv", "text/tab-separated-values"}


def is_true(answer: Answer) -> bool:
    """Whether an answer is a boolean result that is true."""
    if answer.media_type == "application/sparql-results+xml":
        return ET.fromstring(answer.body).findtext("{http://www.w3.org/2005/sparql-results#}boolean") == "true"  # noqa: S314 - our own server
    return answer.media_type == "application/sparql-results+json" and json.loads(answer.body)["boolean"] is True


def is_tabular(answer: Answer) -> bool:
    """Whether an answer is a table in a standard format."""
    return answer.media_type in _ROWS and b"value" in answer.body


def is_boolean(answer: Answer) -> bool:
    """Whether an answer is a boolean result in a standard format."""
    return answer.media_type in _ROWS and b"true" in answer.body


def is_rdf(answer: Answer) -> bool:
    """Whether an answer is RDF that rdflib can read."""
    rdflib.Graph().parse(data=answer.body, format=answer.media_type)
    return True


@dataclass(frozen=True)
class Case:
    """One test of the manifest.

    Attributes:
        name: As in the manifest.
        method: Of the request.
        parameters: Of its address.
        body: Of the request.
        headers: Likewise.
        expected: What the answer must be; None if it must be refused with a status from 400 to 499.
    """

    name: str
    method: str = "POST"
    parameters: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    expected: Callable[[Answer], bool] | None = None

    def passes(self, server: Served) -> bool:
        """Run the test."""
        query = f"?{urlencode(self.parameters, quote_via=quote)}" if self.parameters else ""
        answer = server.send(self.method, f"/sparql/{query}", self.body, self.headers)
        if self.expected is None:
            return 400 <= answer.status < 500
        return answer.status == 200 and self.expected(answer)


def _graphs(kind: str, *numbers: int) -> tuple[tuple[str, str], ...]:
    return tuple((f"{kind}-graph-uri", GRAPH.format(number)) for number in numbers)


def _query(name: str, text: str, expected: Callable[[Answer], bool], *graphs: tuple[str, str]) -> Case:
    return Case(name, parameters=graphs, body=text.encode(), headers=_QUERY, expected=expected)


_DATA_0 = _graphs("default", 0)
_FULL = f"ASK {{ <{GRAPH.format(3)}> a ?type {_NAMED_2} }}"

QUERY_TESTS = (
    Case("query_post_form", parameters=_DATA_0, body=b"query=ASK%20%7B%7D", headers=_FORM, expected=is_true),
    Case("query_dataset_default_graphs_get", "GET", (("query", _DEFAULT_2), *_graphs("default", 1, 2)), expected=is_true),
    _query("query_dataset_default_graphs_post", _DEFAULT_2, is_true, *_graphs("default", 1, 2)),
    _query("query_dataset_named_graphs_post", f"ASK {{ {_NAMED_2} }}", is_true, *_graphs("named", 1, 2)),
    Case("query_dataset_named_graphs_get", "GET", (("query", f"ASK {{ {_NAMED_2} }}"), *_graphs("named", 1, 2)), expected=is_true),
    _query("query_dataset_full", _FULL, is_true, *_graphs("default", 3), *_graphs("named", 1, 2)),
    # The manifest's address has the second parameter inside the value of the first; meant are two.
    _query("query_multiple_dataset", f"ASK FROM <{GRAPH.format(3)}> {{ {_NAMED_2} }}", is_true, *_graphs("named", 1, 2)),
    Case("query_get", "GET", (("query", "ASK {}"), *_DATA_0), expected=is_true),
    _query("query_content_type_select", "SELECT (1 AS ?value) {}", is_tabular, *_DATA_0),
    _query("query_content_type_ask", "ASK {}", is_boolean, *_DATA_0),
    _query("query_content_type_describe", "DESCRIBE <http://example.org/>", is_rdf, *_DATA_0),
    _query("query_content_type_construct", "CONSTRUCT { <s> <p> 1 } WHERE {}", is_rdf, *_DATA_0),
    _query("query_post_direct", "ASK {}", is_true, *_DATA_0),
)
"""Queries that must be answered."""

BAD_QUERY_TESTS = (
    Case("bad_query_method", "PUT", (("query", "ASK {}"), *_DATA_0)),
    Case("bad_multiple_queries", "GET", (("query", "ASK {}"), ("query", "SELECT * {}"))),
    Case("bad_query_wrong_media_type", body=b"ASK {}", headers={"Content-Type": "text/plain"}),
    Case("bad_query_missing_form_type", body=b"query=ASK%20%7B%7D", headers={"Content-Type": ""}),
    Case("bad_query_missing_direct_type", body=b"ASK {}", headers={"Content-Type": ""}),
    Case(
        "bad_query_non_utf8", body="ASK {}".encode("utf-16"), headers={"Content-Type": "application/sparql-query; charset=UTF-16"}
    ),
    Case("bad_query_syntax", "GET", (("query", "ASK {"),)),
)
"""Queries that must be refused."""

_CLEAR = b"CLEAR ALL"
_CLEAR_FORM = b"update=CLEAR%20ALL"

UPDATE_TESTS = (
    Case("update_dataset_default_graph", parameters=_graphs("using", 1), body=_CLEAR, headers=_UPDATE),
    Case("update_dataset_default_graphs", parameters=_graphs("using", 1, 2), body=_CLEAR, headers=_UPDATE),
    Case("update_dataset_named_graphs", parameters=_graphs("using-named", 1, 2), body=_CLEAR, headers=_UPDATE),
    Case("update_dataset_full", parameters=(*_graphs("using", 1), *_graphs("using-named", 2)), body=_CLEAR, headers=_UPDATE),
    Case("update_post_form", body=_CLEAR_FORM, headers=_FORM),
    Case("update_post_direct", body=_CLEAR, headers=_UPDATE),
    Case("update_base_uri", body=b"INSERT DATA { GRAPH <g> { <s> <p> <o> } }", headers=_UPDATE),
    Case("bad_update_get", "GET", (("update", "CLEAR ALL"),)),
    Case("bad_multiple_updates", body=b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", headers=_FORM),
    Case("bad_update_wrong_media_type", body=_CLEAR, headers={"Content-Type": "text/plain"}),
    Case("bad_update_missing_form_type", body=_CLEAR_FORM, headers={"Content-Type": ""}),
    Case(
        "bad_update_non_utf8",
        body="CLEAR ALL".encode("utf-16"),
        headers={"Content-Type": "application/sparql-update; charset=UTF-16"},
    ),
    Case("bad_update_syntax", body=b"CLEAR XYZ", headers=_UPDATE),
    Case("bad_update_dataset_conflict", parameters=_graphs("using-named", 1), body=_CLEAR, headers=_UPDATE),
)
"""Updates, good and bad: all must be refused."""


def main() -> None:
    """Run every test and print how many pass."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graphs.trig"
        file.write_text(DATA, encoding="utf-8")
        with serving(file) as server:
            for title, cases in (
                ("queries that must be answered", QUERY_TESTS),
                ("queries that must be refused", BAD_QUERY_TESTS),
                ("updates, which a service that only reads refuses", UPDATE_TESTS),
            ):
                results = {case.name: case.passes(server) for case in cases}
                print(f"{title}: {Counter(results.values())[True]} of {len(results)} pass")  # noqa: T201 - a report
                for name in (name for name, passed in results.items() if not passed):
                    print(f"  fails: {name}")  # noqa: T201 - a report


if __name__ == "__main__":
    main()
