"""The interactive page as a file: what it holds, what it asks for, and what it can never do."""

import base64
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from graphs import BERT, BERT_PAPER, HOSTILE, corpus, edge, hostile, parallel, passage, tiny

from kgbuild.assemble.graph import KnowledgeGraph, Node, Passage
from kgbuild.export import export
from kgbuild.export.html import write_html


class PageReader(HTMLParser):
    """Reads a page as a browser does: elements, their attributes, and the texts of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note the text of a script or style."""
        if self.elements and self.elements[-1][0] in {"script", "style"} and data.strip():
            self.texts.append((*self.elements[-1], data))

    def data(self, name: str) -> dict[str, Any]:
        """Return one of the page's blocks of JSON."""
        return next(json.loads(text) for _, attrs, text in self.texts if attrs.get("id") == f"data-{name}")


def page(graph: KnowledgeGraph) -> str:
    """Return the page of a graph."""
    stream = io.BytesIO()
    write_html(graph, stream)
    return stream.getvalue().decode("utf-8")


@pytest.mark.parametrize(
    "graph", [KnowledgeGraph(), tiny(), parallel(), hostile(), corpus(60)], ids=["empty", "tiny", "parallel", "hostile", "corpus"]
)
def test_holds_every_node_and_edge(graph: KnowledgeGraph) -> None:
    """Nodes and edges are those of the graph, parallel edges and loops included, and no two share an id."""
    reader = PageReader(page(graph))
    nodes, edges = reader.data("graph")["nodes"], reader.data("graph")["edges"]
    frame = reader.data("frame")
    assert [graph.base + key for key in nodes["key"]] == [node.iri for node in graph.nodes()]
    assert [frame["classes"][number][0] for number in nodes["class"]] == [node.type for node in graph.nodes()]
    found = zip(edges["source"], edges["relation"], edges["target"], strict=True)
    keys = [(each.source, each.predicate, each.target) for each in graph.edges()]
    assert [
        (graph.base + nodes["key"][source], frame["relations"][relation][0], graph.base + nodes["key"][target])
        for source, relation, target in found
    ] == keys
    assert {len(column) for column in edges.values() if isinstance(column, list)} == {len(keys)}
    assert len(reader.data("evidence")["of"]) == len(keys)


def test_asks_for_nothing() -> None:
    """No element names a resource, no attribute holds a script, and no remote address stands outside data and comments."""
    for tag, attrs in PageReader(page(tiny())).elements:
        assert not [name for name in attrs if name.startswith("on") or name in {"src", "srcset", "style", "action"}], tag
        assert attrs.get("href", "data:,") == "data:,"


def test_policy_allows_its_own_scripts_and_nothing_else() -> None:
    """The Content-Security-Policy names the SHA-256 of each script and style of the page."""
    reader = PageReader(page(hostile()))
    policy = next(attrs["content"] for _, attrs in reader.elements if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    run = [text for tag, attrs, text in reader.texts if tag == "style" or not attrs]
    allowed = [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in run]
    assert len(run) == 3
    assert set(allowed) == {source for source in policy.replace(";", " ").split() if source.startswith("'sha256-")}
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_hostile_texts_stay_data() -> None:
    """Texts that look like markup, scripts or templates come back from the page's JSON as they were, and start no element."""
    text = page(hostile())
    reader = PageReader(text)
    assert set(reader.data("graph")["nodes"]["label"]) == set(HOSTILE)
    assert set(reader.data("evidence")["text"]) == set(HOSTILE)
    assert [tag for tag, _ in reader.elements] == [tag for tag, _ in PageReader(page(tiny())).elements]
    assert "alert(1)</script>" not in text
    assert "\u2028" not in text.split("<script>")[0]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://a b", "http://[", "\u0000https://a.b"]
)
def test_only_web_addresses_become_links(address: str) -> None:
    """A link that a paper gives is kept only where it is a plain web address."""
    graph = KnowledgeGraph()
    graph.add_node(Node("urn:c", "CodeRepository", "code", details=(("url", address),)))
    nodes = PageReader(page(graph)).data("graph")["nodes"]
    assert nodes["links"] == ({"0": [["Code", address]]} if address == "http://[" else {})


def test_links_of_papers() -> None:
    """Papers link to arXiv and DOI, and odd identifiers are escaped in the address."""
    graph = KnowledgeGraph()
    details = (("arxiv_id", "1810.04805"), ("doi", "10.1/a<b>?c\ud800"), ("url", "https://example.org/p"))
    graph.add_node(Node("urn:p", "Paper", "P", concept="https://example.org/c", details=details))
    nodes = PageReader(page(graph)).data("graph")["nodes"]
    assert nodes["links"]["0"] == [
        ["Concept", "https://example.org/c"],
        ["arXiv", "https://arxiv.org/abs/1810.04805"],
        ["DOI", "https://doi.org/10.1/a%3Cb%3E%3Fc%3F"],
        ["Web page", "https://example.org/p"],
    ]


def test_sentence_stands_once_with_marks_from_its_start() -> None:
    """Edges with the same sentence share it, and marks that reach beyond it are cut to it."""
    graph = tiny()
    odd = Passage(BERT_PAPER, "abstract", 100, 110, "0123456789", ((95, 103), (108, 120), (200, 210)), 0.75, "rules")
    graph.add_edge(edge(BERT, "partOf", BERT, odd))
    evidence, edges = (PageReader(page(graph)).data(name) for name in ("evidence", "graph"))
    sentences = set(zip(evidence["paper"], evidence["field"], evidence["text"], strict=True))
    assert len(sentences) == len(evidence["text"]) == 7
    place = [(each.source, each.predicate) for each in graph.edges()].index((BERT, "partOf"))
    (cited,) = evidence["of"][place]
    assert evidence["text"][cited[0]] == "0123456789"
    assert cited[1:] == [750, 0, 3, 8, 10]
    assert edges["edges"]["confidence"][place] == 750


def test_evidence_from_a_paper_outside_the_graph() -> None:
    """A sentence whose paper is no node of the graph is still shown, without a paper."""
    graph = parallel()
    graph.add_edge(edge(BERT, "basedOn", BERT, passage("urn:elsewhere", "It is based on itself.")))
    evidence = PageReader(page(graph)).data("evidence")
    assert (evidence["paper"], evidence["text"]) == ([-1], ["It is based on itself."])


def test_keeps_the_licences_of_what_it_bundles() -> None:
    """The licences of sigma.js and graphology stand in the page, and no source map is asked for."""
    text = page(tiny())
    for owner in ("Alexis Jacomy, Guillaume Plique", "Copyright (c) 2016-2021 Guillaume Plique", "Copyright Joyent, Inc."):
        assert owner in text
    assert "sourceMappingURL" not in text


def test_ships_the_bundle_that_its_sources_make() -> None:
    """Where node and the packages are installed, bundling again gives the same bytes."""
    web = Path(__file__).parents[2] / ".web"
    if shutil.which("node") is None or not (web / "node_modules").is_dir():
        pytest.skip("the packages of .web are not installed: npm ci --prefix .web")
    done = subprocess.run(["node", "bundle.mjs", "--check"], cwd=web, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_graph_is_left_as_it_was() -> None:
    """Writing a page changes nothing in the graph."""
    graph = tiny()
    before = (list(graph.nodes()), list(graph.edges()))
    page(graph)
    assert (list(graph.nodes()), list(graph.edges())) == before


@pytest.mark.slow
def test_same_bytes_under_any_hash_seed(tmp_path: Path) -> None:
    """Three hash seeds and another order of insertion write the same page."""
    code = """
import sys
sys.path.insert(0, sys.argv[1])
from graphs import corpus
from kgbuild.export import export
export(corpus(40), sys.argv[2])
"""
    written = set()
    for seed in ("0", "1", "4711"):
        path = tmp_path / f"{seed}.html"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(Path(__file__).parent), str(path)], check=True, env=environment)
        written.add(path.read_bytes())
    first, turned = corpus(40), KnowledgeGraph()
    for node in reversed(list(first.nodes())):
        turned.add_node(node)
    for each in reversed(list(first.edges())):
        turned.add_edge(each)
    written.add(export(turned, tmp_path / "turned.html").read_bytes())
    assert len(written) == 1


@pytest.mark.slow
def test_size_of_a_large_page(tmp_path: Path) -> None:
    """More than 5,000 nodes and 9,000 edges with their sentences take less than 5 MB."""
    graph = corpus(1900)
    path = export(graph, tmp_path / "graph.html")
    assert graph.nx.number_of_nodes() > 5000
    assert path.stat().st_size < 5_000_000
