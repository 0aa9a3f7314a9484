"""Degree, PageRank, communities, and papers that are alike."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said import fact, graph_of, model, says

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node
from kgbuild.assemble.measures import measures
from kgbuild.assemble.related import related

PAIRS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] != pair[1]))


def drawn(pairs: list[tuple[int, int]]) -> KnowledgeGraph:
    """Return a graph of eight models with these edges."""
    graph = KnowledgeGraph()
    for number in range(8):
        graph.add_node(Node(f"urn:{number}", "Model", f"M{number}"))
    for source, target in pairs:
        graph.add_edge(Edge(f"urn:{source}/{target}", f"urn:{source}", "basedOn", f"urn:{target}", 0.9))
    return graph


@settings(max_examples=40, deadline=None)
@given(PAIRS)
def test_agree_with_networkx(pairs: list[tuple[int, int]]) -> None:
    """PageRank and degree are those of networkx; communities cover the graph and none spans two components."""
    graph = drawn(pairs)
    found = measures(graph)
    expected = nx.pagerank(nx.DiGraph(graph.nx), tol=1e-10, max_iter=500)
    assert {iri: one.pagerank for iri, one in found.items()} == pytest.approx(expected, abs=1e-5)
    assert {iri: one.degree for iri, one in found.items()} == dict(graph.nx.degree())
    for component in nx.weakly_connected_components(graph.nx):
        inside = {found[iri].community for iri in component}
        assert not inside & {one.community for iri, one in found.items() if iri not in component}


def test_communities_are_numbered_by_size_and_named_by_what_is_typical() -> None:
    """Two groups of papers on different things are two communities with the names of these things."""
    graph = graph_of(
        *(says(f"Speech {place}", model("HuBERT"), fact("usesDataset", "Dataset", "LibriSpeech")) for place in range(5)),
        *(says(f"Vision {place}", model("ViT"), fact("usesDataset", "Dataset", "ImageNet")) for place in range(3)),
    )
    by_label = {graph.node(iri).label: one for iri, one in measures(graph).items()}
    assert (by_label["Speech 0"].community, by_label["Vision 0"].community) == (1, 2)
    assert by_label["Speech 3"].community_name == "HuBERT, LibriSpeech"
    assert by_label["Vision 2"].community_name == "ImageNet, ViT"


def test_measured_again_after_a_change() -> None:
    """A graph that grew is measured anew; one without nodes has no measures."""
    graph = drawn([(0, 1)])
    assert measures(graph)["urn:0"].degree == 1
    graph.add_edge(Edge("urn:n", "urn:0", "basedOn", "urn:2", 0.9))
    assert measures(graph)["urn:0"].degree == 2
    assert measures(KnowledgeGraph()) == {}


def test_related_papers_share_rare_things() -> None:
    """What few papers name weighs more than what many name; what all name weighs nothing."""
    technique = "appliesTechnique", "Technique"
    graph = graph_of(
        says("A", model("BERT"), fact(*technique, "rare trick"), fact(*technique, "dropout"), id="a"),
        says("B", model("BERT"), fact(*technique, "rare trick"), id="b"),
        says("C", model("BERT"), fact(*technique, "dropout"), id="c"),
        says("D", model("BERT"), fact(*technique, "dropout"), id="d"),
        says("E", model("BERT"), id="e"),
    )
    papers = {node.label: node.iri for node in graph.nodes("Paper")}
    found = related(graph, papers["A"])
    assert [graph.node(one.paper).label for one in found] == ["B", "C", "D"]
    assert [graph.node(iri).label for iri in found[0].shared] == ["rare trick", "BERT"]
    assert all(0 < one.similarity <= 1 for one in found)
    assert len(related(graph, papers["A"], most=1)) == 1
    assert related(graph, papers["E"]) == []
