"""Tables, JSON and DOT come back whole from pandas, DuckDB, sqlite3, networkx and pydot, whatever the texts in the graph."""

import os
import subprocess
import sys
from pathlib import Path

import graphs
import networkx as nx
import pytest
from foreign import assert_whole
from tabular import READERS, written

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export.xml_text import legal

FORMATS = ("csv", "neo4j", "cyjs", "dot", "json", "parquet", "sqlite", "obsidian", "rocrate")
LINES = ("dot with pydot",)
"""Readers of formats in which all line ends are one."""

every_reader = pytest.mark.parametrize("reader", READERS)
every_format = pytest.mark.parametrize("name", FORMATS)


@every_reader
@pytest.mark.parametrize("kind", ["tiny", "parallel"])
def test_every_node_and_edge_comes_back(reader: str, kind: str, tmp_path: Path) -> None:
    """Ids, labels, ends, kinds and numbers, parallel edges too."""
    graph = {"tiny": graphs.tiny, "parallel": graphs.parallel}[kind]()
    assert_whole(graph, READERS[reader](graph, tmp_path))


@every_reader
def test_hostile_texts_come_back(reader: str, tmp_path: Path) -> None:
    """Labels and evidence are the same whatever is in them, but for what XML cannot hold; DOT knows one kind of line end."""
    graph = graphs.hostile()
    found = READERS[reader](graph, tmp_path)

    def expected(text: str) -> str:
        text = legal(text)
        return text.replace("\r\n", "\n").replace("\r", "\n") if reader in LINES else text

    assert {iri: data.get("label", "") for iri, data in found.nodes.items()} == {
        node.iri: expected(node.label) for node in graph.nodes()
    }
    assert set(found.edges) == {edge.id for edge in graph.edges()}
    for edge in graph.edges():
        data = found.edges[edge.id][2]
        if isinstance(data.get("evidence"), str):
            assert data["evidence"] == expected(edge.evidence[0].text)


@every_reader
def test_an_empty_graph(reader: str, tmp_path: Path) -> None:
    """No nodes and no edges are written as such."""
    if reader == "dot with pydot":
        pytest.skip("pydot takes the empty graph for a failure")
    found = READERS[reader](KnowledgeGraph(), tmp_path)
    assert (found.nodes, found.edges) == ({}, {})


@every_format
def test_writers_leave_the_graph_alone(name: str) -> None:
    """What is written is not changed."""
    graph, same = graphs.hostile(), graphs.hostile()
    written(graph, name)
    assert nx.utils.graphs_equal(graph.nx, same.nx)


@every_format
def test_same_bytes_for_any_order_of_building(name: str) -> None:
    """The order in which nodes and edges were added does not show."""
    graph, backwards = graphs.corpus(30), KnowledgeGraph()
    for node in reversed(list(graph.nodes())):
        backwards.add_node(node)
    for edge in reversed(list(graph.edges())):
        backwards.add_edge(edge)
    assert written(graph, name) == written(backwards, name)


@pytest.mark.slow
def test_same_bytes_under_every_hash_seed() -> None:
    """A file depends on the graph alone."""
    code = "import sys; sys.path.insert(0, sys.argv[1]); import graphs, tabular; graph = graphs.corpus(20); "
    code += "[sys.stdout.buffer.write(tabular.written(graph, name)) for name in sys.argv[2:]]"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent), *FORMATS],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "4242")
    }
    assert len(runs) == 1
