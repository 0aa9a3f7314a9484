"""RDF by other people's readers, as judges: each gives a file's triples as lines of N-Triples, and graphs that try them."""

import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import graphs
import pyoxigraph as ox
import pytest
import rdflib

from kgbuild.assemble.graph import Edge, Input, KnowledgeGraph, Node, Passage, Provenance
from kgbuild.assemble.rdf import triples
from kgbuild.export import exporter_named
from kgbuild.identifiers import Identifiers

JS = Path(__file__).parents[1] / "js"
RDF11 = ("ttl", "nt", "jsonld", "trig")
RDF12 = ("ttl12",)
MEMBERS = {
    "jsonld": (ox.RdfFormat.JSON_LD, "json-ld"),
    "nt": (ox.RdfFormat.N_TRIPLES, "nt"),
    "trig": (ox.RdfFormat.TRIG, "trig"),
    "ttl": (ox.RdfFormat.TURTLE, "turtle"),
    "ttl12": (ox.RdfFormat.TURTLE, None),
}
"""Each format as pyoxigraph and rdflib call it."""

ADDRESSES = (
    "kg:evil", "title:x", "model:x", "id:x", "type:x", "paper://x", "urn:x:y", "javascript:alert(1)", "no address",
    "https://w3id.org/kgbuild/ontology#", "https://w3id.org/kgbuild/ontology#//x", "https://schema.org/url", "https://x.org/#model//a",
    "https://x.org/a'b(c)~.", "https://x.org/\u00e9\U0001f600",
)  # fmt: skip
"""What papers may give as their address; some look like prefixed names."""


def tiny() -> KnowledgeGraph:
    """Return the tiny graph as a build of a certain version makes it."""
    graph = graphs.tiny()
    graph.provenance = Provenance("1.2.3", (Input("a b.txt", "00" * 32, 2), Input("page.txt", "ff" * 32, 40)))
    return graph


def addresses(base: str) -> KnowledgeGraph:
    """Return a graph under another base, whose papers give hostile addresses and state one edge together."""
    graph, ids = KnowledgeGraph(base), Identifiers(base)
    for number, url in enumerate(ADDRESSES):
        graph.add_node(Node(ids.paper(str(number)), "Paper", "x", details=(("url", url),)))
    first, second = (ids.entity("Model", name) for name in ("ViT-B/16", "C++"))
    graph.add_node(Node(first, "Model", "ViT-B/16"))
    graph.add_node(Node(second, "Model", "C++"))
    passages = tuple(Passage(ids.paper(str(number)), "title", 0, 1, "x", (), 0.5, "hand") for number in range(2))
    graph.add_edge(Edge(ids.statement(first, "outperforms", second), first, "outperforms", second, 0.5, 2, passages))
    code = ids.entity("CodeRepository", "kg:evil")
    graph.add_node(Node(code, "CodeRepository", "kg:evil", details=(("url", "kg:evil"),)))
    graph.add_node(Node(ids.entity("Unheard", "x"), "Unheard", "x"))
    return graph


KINDS: dict[str, Callable[[], KnowledgeGraph]] = {
    "tiny": tiny,
    "parallel": graphs.parallel,
    "hostile": graphs.hostile,
    "empty": KnowledgeGraph,
    "urn": lambda: addresses("urn:kg:"),
    "hash": lambda: addresses("https://x.org/#"),
    "slash": lambda: addresses("http://e/"),
}


def written(graph: KnowledgeGraph, name: str) -> bytes:
    """Return the graph in a format, as bytes."""
    stream = io.BytesIO()
    exporter_named(name).writer()(graph, stream)
    return stream.getvalue()


def said(graph: KnowledgeGraph, name: str) -> set[str]:
    """Return what the graph says in a format's version of RDF."""
    return {str(triple) for triple in triples(graph, triple_terms=name in RDF12)}


def oxigraph_reads(name: str, data: bytes, *, graphs_too: bool = False) -> set[str]:
    """Return the triples, or quads, that pyoxigraph finds."""
    quads = ox.parse(data, format=MEMBERS[name][0])
    return {str(quad) if graphs_too else str(quad.triple) for quad in quads}


def rdflib_reads(name: str, data: bytes) -> set[str]:
    """Return the triples that rdflib finds, all graphs together."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=data, format=MEMBERS[name][1])
    union = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        union.add(triple)
    return oxigraph_reads("nt", union.serialize(format="nt", encoding="utf-8"))


def node_reads(name: str, files: list[Path], *, graphs_too: bool = False) -> list[set[str]]:
    """Return the triples, or quads, that N3.js and jsonld.js find in each file; skip the test where they are not installed."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    if not (JS / "node_modules" / "n3").is_dir() or not (JS / "node_modules" / "jsonld").is_dir():
        pytest.skip("N3.js and jsonld.js are not installed: run npm ci in tests/js")
    command = [node, str(JS / "triples.mjs"), "quads" if graphs_too else "triples", name, *map(str, files)]
    run = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return [set(lines) for lines in json.loads(run.stdout)]
