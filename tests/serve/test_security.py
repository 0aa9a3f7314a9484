"""What the server lets through, and what browsers are told."""

import socket
from pathlib import Path

import pytest
from serve.served import Served

PATHS = [
    "/", "/query", "/api", "/api/summary", "/sparql", "/sparql?query=ASK%7B%7D", "/sparql?query=ASK", "/entity/model/bert",
    "/health", "/static/yasgui.js", "/files/graph.ttl", "/search?q=bert", "/nothing", "/entity/nothing",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_headers_of_security(served: Served, path: str, accept: str) -> None:
    """Every response, errors included, forbids sniffing and framing, and no page may run what is not the server's own."""
    answer = served.get(path, accept)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Access-Control-Allow-Origin"] is None
    assert answer.headers["Server"] is None
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "sandbox" in policy or answer.media_type == "text/html"


@pytest.mark.parametrize(
    "path",
    [
        "/files/extractions.jsonl",
        "/files/..%2fgraph.ttl",
        "/files/../manifest.json",
        "/files/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/files//etc/passwd",
        "/files/.oxigraph",
        "/files/linked.gexf",
        "/static/..%2f..%2fcli%2fserve.py",
        "/static/vendor/yasgui.js.gz",
        "/static/node.html",
        "/site/..%2fmanifest.json",
        "/site/../../etc/passwd",
        "/graph.ttl",
        "/.oxigraph/",
    ],
)
def test_no_other_file(served: Served, path: str) -> None:
    """Only files that kgbuild writes for others are given out: no parents, no hidden ones, no evidence of the user's input."""
    host, _, port = served.address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:  # no client tidies the path up
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        received = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert received.split()[1] in {b"404", b"400", b"503"}
    assert b"root:" not in received


def test_links_out_of_the_folder_are_not_followed(served: Served, graph_directory: Path) -> None:
    """A file of the folder that is a link leads nowhere."""
    link = graph_directory / "graph.csv"
    outside = graph_directory.parent / "secret"
    outside.write_text("secret", encoding="utf-8")
    link.unlink(missing_ok=True)
    try:
        link.symlink_to(outside)
    except OSError:
        pytest.skip("this system has no symbolic links")
    for name in ("graph.csv", "graph.nt"):
        assert served.get(f"/files/{name}").status == 404
    link.unlink()
    assert served.get("/files/graph.ttl").body == (graph_directory / "graph.ttl").read_bytes()


def test_other_host_names_are_refused(served: Served, served_dataset: Served) -> None:
    """A page of another site cannot read a graph on loopback by a name that was made to lead here."""
    assert served.get("/health", Host="evil.example").status == 421
    assert served.get("/sparql?query=ASK%7B%7D", Host="evil.example:8000").status == 421
    assert served.get("/health", Host="localhost:1").status == 200
    assert served.get("/health", Host="[::1]:8000").status == 200
    assert served_dataset.get("/health", Host="graphs.example.org").status == 200


def test_sharing_with_one_site(served_dataset: Served) -> None:
    """With --cors the pages of that site may read answers and send queries, those of others may not."""
    path = "/sparql?query=ASK%7B%7D"
    answer = served_dataset.get(path, Origin="https://example.org")
    assert answer.headers["Access-Control-Allow-Origin"] == "https://example.org"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert served_dataset.get(path, Origin="https://other.example").headers["Access-Control-Allow-Origin"] is None
    asked = {
        "Origin": "https://example.org",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    assert served_dataset.send("OPTIONS", "/sparql", None, asked).status == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods(served: Served, method: str) -> None:
    """Methods that would change something are not known anywhere."""
    for path in ("/sparql", "/", "/api/summary", "/entity/model/bert"):
        assert served.send(method, path, None, {}).status == 405


def test_health(served: Served) -> None:
    """The server tells that it can answer, and how much there is."""
    answer = served.get("/health")
    assert b'"status":"ok"' in answer.body
    assert answer.headers["Cache-Control"] == "no-store"
