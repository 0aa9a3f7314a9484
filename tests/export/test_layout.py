"""Layouts are finished, repeatable, free of overlaps and quick."""

import time

import graphs
import numpy as np
import pytest

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.export.layout import positions
from kgbuild.export.style import sizes


def _arrays(graph: KnowledgeGraph) -> tuple[np.ndarray, np.ndarray]:
    points, radii = positions(graph), sizes(graph)
    return np.array([points[iri] for iri in sorted(graph.nx)]), np.array([radii[iri] for iri in sorted(graph.nx)])


def _worst_overlap(graph: KnowledgeGraph) -> float:
    points, radii = _arrays(graph)
    distance = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    overlap = radii[:, None] + radii[None] - distance
    np.fill_diagonal(overlap, -np.inf)
    return float(overlap.max())


@pytest.mark.parametrize("papers", [40, 300])
def test_no_node_stands_on_another(papers: int) -> None:
    """Discs of the nodes' sizes do not overlap."""
    assert _worst_overlap(graphs.corpus(papers)) <= 0


def test_linked_nodes_stand_together() -> None:
    """An edge is much shorter than the distance between two nodes taken at random."""
    graph = graphs.corpus(300)
    place = {iri: np.array(point) for iri, point in positions(graph).items()}
    edges = np.mean([np.linalg.norm(place[edge.source] - place[edge.target]) for edge in graph.edges()])
    points, _ = _arrays(graph)
    apart = np.mean(np.linalg.norm(points - points[::-1], axis=1))
    assert edges < apart / 2


def test_fills_the_promised_area() -> None:
    """1,000 nodes fill about -1000 to 1000, about the origin."""
    points, _ = _arrays(graphs.corpus(450))
    reach = 1000 * np.sqrt(len(points) / 1000)
    assert 0.5 * reach < np.abs(points).max() < 1.6 * reach
    assert np.abs(points.mean(axis=0)).max() < reach / 2


def test_same_graph_same_layout() -> None:
    """Two equal graphs get equal positions, to the last digit."""
    assert positions(graphs.corpus(100)) == positions(graphs.corpus(100))


def test_laid_out_once_until_it_grows() -> None:
    """A second call is free; a new node is given a place."""
    graph = graphs.tiny()
    assert positions(graph) is positions(graph)
    graph.add_node(Node("urn:new", "Model", "new"))
    assert "urn:new" in positions(graph)


def test_components_are_packed() -> None:
    """Many small components stand near each other, without overlap."""
    graph = KnowledgeGraph()
    for number in range(200):
        graph.add_node(Node(f"urn:p{number}", "Paper", "p"))
        for leaf in range(number % 4):
            graph.add_node(Node(f"urn:p{number}:{leaf}", "Model", "m"))
            graph.add_edge(graphs.edge(f"urn:p{number}", "introduces", f"urn:p{number}:{leaf}"))
    points, _ = _arrays(graph)
    assert _worst_overlap(graph) <= 0
    assert np.abs(points).max() < 3000


@pytest.mark.parametrize("leaves", [29, 30, 31, 500])
def test_star(leaves: int) -> None:
    """A hub with leaves only is a disc around the hub, below and above the size from which forces are used."""
    graph = KnowledgeGraph()
    graph.add_node(Node("urn:hub", "Domain", "hub", support=leaves))
    for number in range(leaves):
        graph.add_node(Node(f"urn:{number:03}", "Paper", "p"))
        graph.add_edge(graphs.edge(f"urn:{number:03}", "inDomain", "urn:hub"))
    points, _ = _arrays(graph)
    assert _worst_overlap(graph) <= 0
    assert np.abs(points).max() < 1000


def test_loops_and_parallel_edges_do_no_harm() -> None:
    """Two nodes with many edges between them and to themselves stand apart, and near."""
    points, _ = _arrays(graphs.parallel())
    assert 8 < np.linalg.norm(points[0] - points[1]) < 100


@pytest.mark.slow
def test_five_thousand_nodes_take_seconds() -> None:
    """5,000 nodes and 8,000 edges are laid out in less than four seconds of CPU."""
    graph = graphs.corpus(1700)
    start = time.process_time()
    positions(graph)
    assert time.process_time() - start < 4
