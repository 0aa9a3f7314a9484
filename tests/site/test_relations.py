"""What a page lists of a node, and in which order."""

from export.graphs import BERT, BERT_PAPER, ELMO, IDS, edge, passage, tiny

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.site.relations import groups


def test_a_paper_lists_what_it_says() -> None:
    """Each relation once, under its heading, without results, which have a table."""
    assert [(group.heading, group.neighbours[0].iri) for group in groups(tiny(), BERT_PAPER, 10)][:2] == [
        ("Introduces", BERT),
        ("Builds on the model", ELMO),
    ]
    assert "Reports" not in {group.heading for group in groups(tiny(), BERT_PAPER, 10)}


def test_what_is_cut_off_is_counted() -> None:
    """Of a long list the surest stay, and the number of the others is told."""
    graph = KnowledgeGraph()
    graph.add_node(Node(BERT, "Model", "BERT"))
    for number in range(5):
        paper = IDS.paper(str(number))
        graph.add_node(Node(paper, "Paper", str(number)))
        graph.add_edge(edge(paper, "usesBaseModel", BERT, passage(paper, "We use BERT.", confidence=0.5 + number / 10)))
    (found,) = groups(graph, BERT, 2)
    assert [one.confidence for one in found.neighbours] == [0.9, 0.8]
    assert found.more == 3


def test_finer_relations_become_tags() -> None:
    """A dataset that is used and evaluated on stands once, with a tag; one that is only evaluated on stands by itself."""
    graph = KnowledgeGraph()
    graph.add_node(Node(BERT_PAPER, "Paper", "BERT"))
    for name in ("glue", "squad"):
        graph.add_node(Node(name, "Dataset", name))
        graph.add_edge(edge(BERT_PAPER, "evaluatedOn", name))
    graph.add_edge(edge(BERT_PAPER, "usesDataset", "glue"))
    found = groups(graph, BERT_PAPER, 10)
    assert [(group.relation, group.neighbours[0].iri, group.neighbours[0].tags) for group in found] == [
        ("usesDataset", "glue", ("evaluated on",)),
        ("evaluatedOn", "squad", ()),
    ]
