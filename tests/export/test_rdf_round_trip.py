"""Every RDF format comes back whole from pyoxigraph, rdflib, N3.js and jsonld.js, whatever the texts and the base."""

import os
import subprocess
import sys
from pathlib import Path

import graphs
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdf_readers import KINDS, RDF11, RDF12, node_reads, oxigraph_reads, rdflib_reads, said, tiny, written

from kgbuild.assemble.graph import KnowledgeGraph, Node

GOLDEN = Path(__file__).parent / "golden"

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # from within rdflib itself
every_format = pytest.mark.parametrize("name", RDF11 + RDF12)


@every_format
def test_golden(name: str) -> None:
    """The tiny graph is written byte for byte as checked in."""
    assert written(tiny(), name) == (GOLDEN / f"tiny.{name}").read_bytes()


@every_format
@pytest.mark.parametrize("kind", KINDS)
def test_oxigraph_reads_it_back(name: str, kind: str) -> None:
    """Oxigraph finds what the graph says."""
    graph = KINDS[kind]()
    assert oxigraph_reads(name, written(graph, name)) == said(graph, name)


@pytest.mark.parametrize("name", RDF11)
@pytest.mark.parametrize("kind", KINDS)
def test_rdflib_reads_it_back(name: str, kind: str) -> None:
    """So does rdflib, which knows no RDF 1.2."""
    graph = KINDS[kind]()
    assert rdflib_reads(name, written(graph, name)) == said(graph, name)


@every_format
def test_javascript_reads_it_back(name: str, tmp_path: Path) -> None:
    """So do N3.js and, without a network, jsonld.js."""
    files = [tmp_path / f"{kind}.{name}" for kind in KINDS]
    for kind, file in zip(KINDS, files, strict=True):
        file.write_bytes(written(KINDS[kind](), name))
    for kind, found in zip(KINDS, node_reads(name, files), strict=True):
        assert found == said(KINDS[kind](), name), kind


texts = st.text(st.characters(), max_size=20)
addresses = st.builds("{}{}".format, st.sampled_from(["", "kg:", "model:", "id:", "https://x.org/", "@", "_:", "//"]), texts)


@every_format
@given(label=texts, url=addresses, more=addresses)
@settings(deadline=None, max_examples=25)
def test_any_text_survives(name: str, label: str, url: str, more: str) -> None:
    """No title, alias or address changes another triple."""
    graph = KnowledgeGraph()
    graph.add_node(Node("urn:p", "Paper", label, details=(("abstract", label), ("url", url))))
    graph.add_node(Node("urn:m", "Model", label, aliases=(label, url)))
    graph.add_node(Node("urn:c", "CodeRepository", label, details=(("url", more),)))
    graph.add_edge(graphs.edge("urn:p", "introduces", "urn:m", graphs.passage("urn:p", label)))
    assert oxigraph_reads(name, written(graph, name)) == said(graph, name)


@every_format
def test_writers_leave_the_graph_alone(name: str) -> None:
    """What is written is not changed."""
    graph, same = graphs.hostile(), graphs.hostile()
    written(graph, name)
    assert nx.utils.graphs_equal(graph.nx, same.nx)


@pytest.mark.slow
def test_same_bytes_under_every_hash_seed() -> None:
    """A file depends on the graph alone."""
    code = "import sys; sys.path.insert(0, sys.argv[1]); import rdf_readers, graphs; graph = graphs.corpus(10); "
    code += "[sys.stdout.buffer.write(rdf_readers.written(graph, name)) for name in sys.argv[2:]]"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent), *RDF11, *RDF12],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "4242")
    }
    assert len(runs) == 1


@every_format
def test_same_bytes_for_any_order_of_building(name: str) -> None:
    """The order in which nodes and edges were added does not show."""
    graph, backwards = graphs.corpus(20), KnowledgeGraph()
    for node in reversed(list(graph.nodes())):
        backwards.add_node(node)
    for edge in reversed(list(graph.edges())):
        backwards.add_edge(edge)
    assert written(graph, name) == written(backwards, name)


@every_format
def test_no_blank_nodes_and_nothing_of_another_base(name: str) -> None:
    """Under a base of its own, a graph mints nothing elsewhere."""
    text = written(KINDS["slash"](), name).decode()
    assert "https://w3id.org/kgbuild/id/" not in text
    assert "_:" not in text
