"""A graph as columns: every value at its place, and no more of it than the page needs."""

from graphs import BERT, BERT_PAPER, ELMO, corpus, edge, passage, tiny

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.export.columns import evidence_columns, graph_columns

CLASSES = ["Paper", "Model", "Domain", "Result", "CodeRepository"]
RELATIONS = sorted({each.predicate for each in tiny().edges()})


def test_columns_have_a_value_for_each_node_and_edge() -> None:
    """Every list is as long as there are nodes or edges; what few have stands by number."""
    graph = tiny()
    columns = graph_columns(graph, CLASSES, RELATIONS)
    assert {len(column) for column in columns["nodes"].values() if isinstance(column, list)} == {graph.nx.number_of_nodes()}
    assert {len(column) for column in columns["edges"].values() if isinstance(column, list)} == {graph.nx.number_of_edges()}
    assert list(columns["nodes"]["aliases"].values()) == [["bert", "Bidirectional Encoder"]]
    assert list(columns["nodes"]["result"].values()) == [[80.5, "%", "80.5%", 0]]


def test_a_community_is_named_by_concepts_with_commas() -> None:
    """A concept with commas in its name stays one."""
    graph = KnowledgeGraph()
    graph.add_node(Node("urn:p", "Paper", "P"))
    for number, label in enumerate(("speech, audio and music", "a, b", "c")):
        graph.add_node(Node(f"urn:{number}", "Domain", label, concept=f"urn:{number}"))
        graph.add_edge(edge("urn:p", "inDomain", f"urn:{number}"))
    (concepts,) = graph_columns(graph, ["Paper", "Domain"], ["inDomain"])["communities"]
    assert sorted(concepts) == ["a, b", "c", "speech, audio and music"]


def test_evidence_is_cited_by_number() -> None:
    """An edge cites its sentence, confidence and marks; a derived one the edges that it follows from."""
    graph = tiny()
    columns = evidence_columns(graph)
    place = {(each.source, each.predicate, each.target): number for number, each in enumerate(graph.edges())}
    uses = place[BERT_PAPER, "usesBaseModel", ELMO]
    ((sentence, *cited),) = columns["of"][uses]
    assert (columns["text"][sentence], columns["field"][sentence], cited) == (
        "We introduce BERT, which builds on ELMo.",
        "abstract",
        [900, 0, 2],
    )
    (derived,) = columns["derived"].values()
    assert uses in derived


def test_a_sentence_stands_once() -> None:
    """However many edges cite it."""
    graph = KnowledgeGraph()
    for iri in (BERT, ELMO):
        graph.add_node(Node(iri, "Model", iri[-4:]))
    said = passage("urn:p", "BERT builds on ELMo.")
    graph.add_edge(edge(BERT, "basedOn", ELMO, said))
    graph.add_edge(edge(BERT, "outperforms", ELMO, said))
    assert evidence_columns(graph)["text"] == [said.text]


def test_islands_have_places_of_their_own() -> None:
    """Each node knows its community, and communities are numbered from nought without gaps."""
    columns = graph_columns(
        corpus(60),
        ["Paper", "Model", "Technique", "Task", "Dataset", "Domain"],
        ["inDomain", "usesBaseModel", "appliesTechnique", "addressesTask", "usesDataset"],
    )
    assert set(columns["nodes"]["community"]) == set(range(len(columns["communities"])))
