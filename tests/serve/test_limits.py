"""The server lives, whatever it is asked, and says what was too much."""

import socket
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from serve.served import Served, serving

CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?d"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


@pytest.mark.slow
def test_time(hurried: Served) -> None:
    """A query that would take years is stopped in time, and others are answered meanwhile and afterwards."""
    start = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(hurried.ask, CARTESIAN)
        time.sleep(0.3)
        assert hurried.ask("ASK {}").body == b"true"
        assert slow.result().status == 504
    assert "longer than 1.5 seconds" in slow.result().text
    assert time.monotonic() - start < 6
    assert hurried.ask("ASK {}").body == b"true"


def test_memory(served: Served) -> None:
    """A query that sorts billions of rows is stopped when its memory is up."""
    answer = served.ask(GREEDY)
    assert answer.status in {500, 504}
    assert served.ask("ASK {}").body == b"true"


def test_length(served: Served) -> None:
    """An answer that grows too long is refused as a whole, not cut short."""
    answer = served.ask(ENDLESS)
    assert answer.status == 500
    assert "longer than 3 MiB" in answer.text


@pytest.mark.slow
def test_many_heavy_queries_do_not_stop_the_light_ones_for_ever(hurried: Served) -> None:
    """More heavy queries than workers end one after another; each request gets an answer of some kind."""
    with ThreadPoolExecutor(6) as pool:
        statuses = Counter(answer.status for answer in pool.map(hurried.ask, [CARTESIAN] * 3 + ["ASK {}"] * 3))
    assert set(statuses) <= {200, 503, 504}
    assert hurried.ask("ASK {}").status == 200


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT ?where { ?s ?p ?o } }",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "LOAD <file:///etc/passwd>",
        "DROP ALL",
    ],
)
def test_only_reading_and_only_here(served: Served, query: str) -> None:
    """SERVICE and updates are refused, whatever they are sent as."""
    assert served.ask(query).status == 400
    assert served.send("POST", "/sparql", query.encode(), {"Content-Type": "application/sparql-query"}).status == 400
    assert served.send("POST", "/sparql", query.encode(), {"Content-Type": "application/sparql-update"}).status == 403


def test_from_fetches_nothing(served: Served) -> None:
    """FROM names graphs of the store and never files or addresses."""
    assert served.ask("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }").text.split() == ["s,p,o"]


def test_body_and_address(served: Served) -> None:
    """A body of more than 1 MiB and an address of more than 32 KiB are refused."""
    body = b"ASK {} #" + b"x" * (1 << 20)
    headers = {"Content-Type": "application/sparql-query"}
    assert served.send("POST", "/sparql", body, headers).status == 413
    assert served.ask(f"ASK {{}} #{'x' * 40_000}").status == 414
    assert served.send("POST", "/sparql", b"ASK {} #" + b"x" * 500_000, headers).status == 200


def test_endless_headers_are_cut_off(served: Served) -> None:
    """A request whose headers do not end is refused before they fill the memory."""
    host, _, port = served.address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n")
        try:
            for _ in range(300):
                connection.sendall(b"X-A: " + b"a" * 1_000 + b"\r\n")
            answer = connection.recv(200)
        except ConnectionError:
            answer = b""
    assert answer == b"" or b"400" in answer


@pytest.mark.parametrize(
    "body", [b"query=%ff%fe", b"query=\xff", b"&".join([b"a=b"] * 2_000), b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", b""]
)
def test_malformed_forms(served: Served, body: bytes) -> None:
    """A form that is not url-encoded UTF-8, or has not one query, is refused in one line."""
    answer = served.send("POST", "/sparql", body, {"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status == 400
    assert answer.text.count("\n") == 1


@pytest.mark.parametrize(
    "text", ["\0", "ASK { <urn:\u202e> ?p '\\uD800' }", "\ufeffASK {}", "ASK { ?s ?p '" + "\U0001f600" * 1000 + "' }"]
)
def test_odd_characters(served: Served, text: str) -> None:
    """Control characters, surrogates and marks in a query do no harm."""
    assert served.ask(text).status in {200, 400}
    assert served.get("/health").status == 200


def test_a_client_that_leaves_frees_its_worker(hurried: Served) -> None:
    """When clients hang up on heavy queries, the next one is answered before their time would have been up."""
    host, _, port = hurried.address.removeprefix("http://").partition(":")
    for _ in range(4):
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(f"GET /sparql?query={quote(CARTESIAN)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(0.1)
    start = time.monotonic()
    assert hurried.ask("ASK {}").body == b"true"
    assert time.monotonic() - start < 2


@pytest.mark.slow
def test_graceful_stop(tmp_path: Path) -> None:
    """SIGTERM lets a request that is being answered come to its end, then the server ends with all its workers."""
    file = tmp_path / "a.ttl"
    file.write_text("".join(f"<urn:a{n}> <urn:b> {n} .\n" for n in range(1500)), encoding="utf-8")
    answers = []
    with serving(file, "--timeout", "20", "--workers", "1") as server:
        slow = threading.Thread(target=lambda: answers.append(server.ask("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }")))
        slow.start()
        time.sleep(0.15)
        server.process.terminate()
        slow.join()
        assert server.process.wait(10) == 0
    assert answers[0].text.split() == ["n", "2250000"]


@pytest.mark.slow
def test_a_million_by_a_million(tmp_path: Path) -> None:
    """The cartesian product of a million triples with themselves ends in an error in time; the server lives."""
    file = tmp_path / "million.ttl"
    file.write_text("".join(f"<urn:a{n}> <urn:b{n % 7}> {n} .\n" for n in range(1_000_000)), encoding="utf-8")
    with serving(file, "--timeout", "5") as server:
        start = time.monotonic()
        answer = server.ask("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }")
        assert answer.status == 504
        assert time.monotonic() - start < 8
        assert server.ask("SELECT (COUNT(*) AS ?n) { ?a ?b ?c }").text.split() == ["n", "1000000"]
