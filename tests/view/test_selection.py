"""Which nodes a picture of a neighbourhood shows."""

from export.graphs import BERT, BERT_PAPER, IDS, corpus, edge, passage, tiny

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.export.neighbourhood.placing import places
from kgbuild.export.neighbourhood.selection import around


def test_one_step_holds_the_neighbours() -> None:
    """At depth one a model stands beside the papers and entities that it is linked to, and nothing else."""
    found = around(tiny(), BERT, depth=1, most=60)
    assert dict(found.steps) == {BERT: 0, BERT_PAPER: 1}
    assert found.summary == "1 neighbour"


def test_the_most_important_stay_and_the_others_are_counted() -> None:
    """The surest neighbours are shown first; how many are left out is said by distance."""
    graph = KnowledgeGraph()
    graph.add_node(Node(BERT, "Model", "BERT"))
    for number in range(10):
        paper = IDS.paper(str(number))
        graph.add_node(Node(paper, "Paper", str(number)))
        graph.add_edge(edge(paper, "usesBaseModel", BERT, passage(paper, "We use BERT.", confidence=0.5 + number / 20)))
    found = around(graph, BERT, depth=2, most=3)
    assert set(found.steps) == {BERT, *(IDS.paper(str(number)) for number in (9, 8, 7))}
    assert found.summary == "3 neighbours, the most important of the nearest; left out: 7 at 1 step"


def test_a_hub_leaves_room_for_the_second_step() -> None:
    """Where the nearest alone would fill the picture, a third is kept for what is beyond them."""
    graph = corpus(300)
    hub = max(graph.nx, key=lambda iri: (graph.nx.degree(iri), iri))
    found = around(graph, hub, depth=2, most=30)
    steps = list(found.steps.values())
    assert len(steps) == 31
    assert 5 <= steps.count(2) <= 15
    assert sum(found.left_out.values()) > 0


def test_every_shown_node_hangs_on_a_nearer_one() -> None:
    """No node floats: each has an edge to a shown node that is nearer to the root."""
    graph = corpus(200)
    root = next(graph.nodes("Model")).iri
    steps = around(graph, root, depth=3, most=40).steps
    for iri, step in steps.items():
        near = {*graph.nx.successors(iri), *graph.nx.predecessors(iri)}
        assert step == 0 or any(steps.get(other) == step - 1 for other in near)


def test_no_two_nodes_begin_on_one_spot() -> None:
    """The rings give each node a place of its own, the root the middle."""
    graph = corpus(200)
    steps = around(graph, next(graph.nodes("Model")).iri, depth=2, most=60).steps
    spots = places(graph, steps)
    assert spots[next(iter(steps))] == (0, 0)
    assert len(set(spots.values())) == len(steps)
