"""Entities under their IRIs, by content negotiation."""

import time

import pytest
import rdflib
from serve.served import Served, serving
from serve.w3c_protocol import GRAPH

BERT = rdflib.URIRef("https://w3id.org/kgbuild/id/model/bert")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("path", ["/entity/model/bert", f"/entity?iri={BERT}"])
@pytest.mark.parametrize("media_type", ["text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"])
def test_triples_for_programs(served: Served, path: str, media_type: str) -> None:
    """Both addresses of an entity lead to the triples about it, in each format."""
    answer = served.get(path, media_type)
    assert (answer.status, answer.media_type, answer.headers["Vary"]) == (200, media_type, "Accept")
    graph = rdflib.Graph().parse(data=answer.body, format=media_type)
    assert str(graph.value(BERT, rdflib.SKOS.prefLabel)) == "BERT"
    assert len(list(graph.subjects(None, BERT))) > 20


def test_what_curl_gets(served: Served) -> None:
    """A client that does not say what it wants gets Turtle; `format` says it for those who set no headers."""
    assert served.get("/entity/model/bert").media_type == "text/turtle"
    assert served.get("/entity/model/bert?format=jsonld", BROWSER).media_type == "application/ld+json"
    assert served.get("/entity/model/bert?format=docx").status == 400
    assert served.get("/entity/model/bert", "image/png").status == 406
    assert 'rel="alternate"' in served.get("/entity/model/bert").headers["Link"]


def test_page_for_people(served: Served) -> None:
    """A browser is led to the page of `kgbuild.site`, when the graph has been read; until then it gets a plainer one."""
    first = served.get("/entity/model/bert", BROWSER)
    assert first.status in {200, 303}
    deadline = time.monotonic() + 60
    while served.get("/site/", BROWSER).status == 503 and time.monotonic() < deadline:
        time.sleep(0.2)
    answer = served.get("/entity/model/bert", BROWSER)
    assert (answer.status, answer.headers["Location"]) == (303, "/site/model/bert.html")
    shown = served.get("/site/model/bert.html", BROWSER)
    assert "<bdi>BERT</bdi>" in shown.text
    assert served.get("/site/assets/site.css").media_type == "text/css"
    assert (
        served.get("/site/graph.html", BROWSER)
        .headers["Content-Security-Policy"]
        .startswith("default-src 'none'; script-src 'sha256-")
    )
    assert served.get("/site/model/no-such-model.html").status == 404


def test_nodes_that_are_no_entities(served: Served) -> None:
    """Terms and statements have pages too, made from the triples: with the sentence that states a link."""
    page = served.get("/entity?iri=https://w3id.org/kgbuild/ontology%23Model&format=html")
    assert page.status in {200, 404}
    statement = served.ask("SELECT ?s { ?s a kg:Statement } LIMIT 1").text.split()[1]
    page = served.get(f"/entity?iri={statement}", BROWSER)
    assert page.status == 200
    assert "rdf:subject" not in page.text.split("<section>")[0]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/entity/model/no-such-model", 404),
        ("/entity/model/no-such-model?format=html", 404),
        ("/entity", 400),
        ("/entity?iri=no%20iri", 400),
        ("/entity?iri=", 400),
        ("/entity/%ff", 400),
        ("/entity/../../etc/passwd", 404),
        ("/entity/%3Cscript%3E", 400),
    ],
)
def test_what_is_no_node(served: Served, path: str, status: int) -> None:
    """Who asks for what is not there is told so, in one line or a page, and nothing of it runs."""
    answer = served.get(path, BROWSER)
    assert answer.status == status
    assert "<script>" not in answer.text


def test_turtle_declares_what_it_uses(served: Served) -> None:
    """In order, and no other prefixes: the same bytes from each worker."""
    text = served.get("/entity/model/bert", "text/turtle").text
    declared = [line.split()[1] for line in text.splitlines() if line.startswith("@prefix")]
    assert declared == sorted(declared)
    body = text.rpartition("@prefix")[2].partition("\n")[2]
    assert all(prefix in body for prefix in declared)
    assert len({served.get("/entity/model/bert", "text/turtle").body for _ in range(4)}) == 1


def test_any_rdf(served_dataset: Served) -> None:
    """A file of somebody else has pages and triples too, named graphs included."""
    iri = GRAPH.format(1)
    page = served_dataset.get(f"/entity?iri={iri}", BROWSER)
    assert page.status == 200
    assert "data1.rdf" in page.text
    assert f"<{iri}>" in served_dataset.get(f"/entity?iri={iri}", "application/n-triples").text
    assert "http://xmlns.com/foaf/0.1/Document" in served_dataset.get("/", BROWSER).text
    assert served_dataset.get("/site/").status == 404


def test_hostile_texts_are_only_text(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Names that look like markup, or hold what no page may hold, are shown and do nothing."""
    file = tmp_path_factory.mktemp("hostile") / "hostile.nt"
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    file.write_text(
        f'<urn:x> <{label}> "</title><script>alert(1)</script>\\u0007\\uFFFF{{{{7*7}}}}" .\n'
        f'<urn:x> <javascript:alert(1)> <javascript:alert(2)> .\n<urn:x> <{label}> "{"long " * 200_000}" .\n',
        encoding="utf-8",
    )
    with serving(file, "--workers", "1") as server:
        for path in ("/entity?iri=urn:x", "/search?q=script", "/", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E"):
            answer = server.get(path, BROWSER)
            assert answer.status == 200
            assert "<script>alert" not in answer.text
            assert "\x07" not in answer.text
            assert 'href="javascript:' not in answer.text
            assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "{{7*7}}" in server.get("/entity?iri=urn:x", BROWSER).text
