"""Other people's readers, as judges of what we write: each gives nodes and edges by id, with their attributes."""

import io
import json
import shutil
import subprocess
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import igraph
import networkx as nx
import pytest

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export.gexf import write_gexf
from kgbuild.export.graphml import write_graphml
from kgbuild.export.xml_text import legal

JS = Path(__file__).parents[1] / "js"
WRITERS = {"graphml": write_graphml, "gexf": write_gexf}

Attributes = Mapping[str, object]


@dataclass(frozen=True)
class Loaded:
    """What a reader made of a file: attributes of nodes by IRI, and of edges by id, with (source, target)."""

    nodes: dict[str, Attributes]
    edges: dict[str, tuple[str, str, Attributes]]


def written(graph: KnowledgeGraph, name: str) -> bytes:
    """Return the graph in a format, as bytes."""
    stream = io.BytesIO()
    WRITERS[name](graph, stream)
    return stream.getvalue()


def networkx_reads(name: str, data: bytes) -> Loaded:
    """Read a file with networkx, which must find it multiple and directed if it has parallel edges."""
    read = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        graph = read(io.BytesIO(data))
    assert graph.is_directed()
    if graph.is_multigraph():
        edges = {key: (source, target, data) for source, target, key, data in graph.edges(keys=True, data=True)}
    else:
        edges = {data["id"]: (source, target, data) for source, target, data in graph.edges(data=True)}
    return Loaded(dict(graph.nodes(data=True)), edges)


def igraph_reads(graph: KnowledgeGraph, data: bytes, folder: Path) -> Loaded:
    """Read GraphML with igraph; it gives edges the ids of nodes (a fault of igraph 1.0), so ours are found by ends and relation."""
    path = folder / "graph.graphml"
    path.write_bytes(data)
    read = igraph.Graph.Read_GraphML(str(path))
    assert read.is_directed()
    assert read.ecount() == graph.nx.number_of_edges()
    iris = [vertex["id"] for vertex in read.vs]
    ids = {(edge.source, edge.predicate, edge.target): edge.id for edge in graph.edges()}
    edges = [(iris[edge.source], iris[edge.target], edge.attributes()) for edge in read.es]
    return Loaded(
        {vertex["id"]: vertex.attributes() for vertex in read.vs},
        {ids[source, data["predicate"], target]: (source, target, data) for source, target, data in edges},
    )


def graphology_reads(name: str, data: bytes, folder: Path) -> Loaded:
    """Read a file with graphology under node, or skip the test where they are not installed."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    if not (JS / "node_modules").is_dir():
        pytest.skip("graphology is not installed: run npm ci in tests/js")
    path = folder / f"graph.{name}"
    path.write_bytes(data)
    run = subprocess.run([node, str(JS / "load.mjs"), name, str(path)], capture_output=True, check=True, timeout=60)
    loaded = json.loads(run.stdout)
    edges = {id_: (edge.pop("source"), edge.pop("target"), edge) for id_, edge in loaded["edges"].items()}
    return Loaded(loaded["nodes"], edges)


def assert_whole(graph: KnowledgeGraph, loaded: Loaded) -> None:
    """Check that every node, label, edge and parallel edge came back, with the ends and the weight above 0."""
    assert {iri: data.get("label", "") for iri, data in loaded.nodes.items()} == {
        node.iri: legal(node.label) for node in graph.nodes()
    }
    assert {id_: ends[:2] for id_, ends in loaded.edges.items()} == {edge.id: (edge.source, edge.target) for edge in graph.edges()}
    for edge in graph.edges():
        data = loaded.edges[edge.id][2]
        assert data["predicate"] == edge.predicate
        assert data["confidence"] == edge.confidence
        assert data["weight"] > 0
