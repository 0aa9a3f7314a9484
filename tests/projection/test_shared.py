"""Projections link what shares neighbours, weigh by Salton's cosine, and are written in every graph format."""

import io
import json
import math
import sys
from pathlib import Path

import networkx as nx
import pytest
from commands import Run

sys.path.insert(0, str(Path(__file__).parents[1] / "export"))
import graphs

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.errors import ExportError
from kgbuild.export import EXPORTERS, export, exporter_named
from kgbuild.projection import Ends, Projection, project

IDS = graphs.IDS


def three_papers() -> KnowledgeGraph:
    """Return three papers: the first two speak of BERT and GLUE, the first and third of ELMo; all are of one domain."""
    graph = KnowledgeGraph()
    entities = {name: IDS.entity(kind, name) for name, kind in (("BERT", "Model"), ("ELMo", "Model"), ("GLUE", "Dataset"))}
    for name, iri in entities.items():
        graph.add_node(Node(iri, "Dataset" if name == "GLUE" else "Model", name, first_year=2018))
    graph.add_node(Node(graphs.NLP, "Domain", "natural language processing"))
    for paper, said in (("one", "BERT ELMo GLUE"), ("two", "BERT GLUE"), ("three", "ELMo")):
        iri = IDS.paper(paper)
        graph.add_node(Node(iri, "Paper", paper, details=(("abstract", "x"),)))
        for name in said.split():
            graph.add_edge(graphs.edge(iri, "usesBaseModel", entities[name], graphs.passage(iri, name)))
            graph.add_edge(graphs.edge(iri, "comparesWith", entities[name], graphs.passage(iri, name)))
        graph.add_edge(graphs.edge(iri, "inDomain", graphs.NLP, graphs.passage(iri, "x")))
    return graph


def weights(projection: Projection) -> dict[tuple[str, str], tuple[int, float]]:
    """Return what each pair shares, and its weight."""
    labels = projection.values("label")
    return {(labels[edge.source], labels[edge.target]): (edge.support, edge.confidence) for edge in projection.edges()}


def test_models_share_papers() -> None:
    """Two relations of one paper to one model count once."""
    assert weights(project(three_papers(), Ends("Model", "Model"))) == {("BERT", "ELMo"): (1, 0.5)}


def test_papers_share_entities_but_not_domains() -> None:
    """The domain that all are of links nobody."""
    found = weights(project(three_papers(), Ends("Paper", "Paper")))
    assert found == {("one", "two"): (2, round(2 / math.sqrt(6), 6)), ("one", "three"): (1, round(1 / math.sqrt(3), 6))}


def test_two_classes_are_linked_to_each_other_only() -> None:
    """A projection onto models and datasets has no edge between two models."""
    assert set(weights(project(three_papers(), Ends("Model", "Dataset")))) == {("GLUE", "BERT"), ("GLUE", "ELMo")}


def test_what_shares_nothing_is_there_alone() -> None:
    """No node of the class is lost."""
    graph = three_papers()
    graph.add_node(Node("urn:alone", "Model", "alone"))
    assert "urn:alone" in project(graph, Ends("Model", "Model")).nx


@pytest.mark.parametrize("kinds", [Ends("Paper", "Paper"), Ends("Model", "Technique"), Ends("Task", "Task")])
def test_networkx_finds_the_same(kinds: Ends) -> None:
    """The counts are those of networkx's own projection of the bipartite graph."""
    graph = graphs.corpus(60)
    types = graph.values("type")
    plain = nx.Graph((source, target) for source, target in graph.nx.edges() if types[target] != "Domain")
    chosen = [iri for iri in plain if types[iri] in {kinds.first, kinds.second}]
    expected = nx.bipartite.weighted_projected_graph(plain, chosen)
    counts = {
        frozenset((source, target)): weight
        for source, target, weight in expected.edges(data="weight")
        if {types[source], types[target]} == {kinds.first, kinds.second}
    }
    assert {frozenset((edge.source, edge.target)): edge.support for edge in project(graph, kinds).edges()} == counts


@pytest.mark.parametrize("name", [exporter.name for exporter in EXPORTERS.values() if exporter.projects])
def test_every_graph_format_holds_it(name: str) -> None:
    """Weights and counts are written, and no direction."""
    stream = io.BytesIO()
    exporter_named(name).writer()(project(three_papers(), Ends("Model", "Model")), stream)
    assert b"0.5" in stream.getvalue()
    assert b"sharesPaper" in stream.getvalue()


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_readers_find_it_undirected(name: str, read: object) -> None:
    """Networkx finds an undirected graph, with weight and count."""
    stream = io.BytesIO()
    exporter_named(name).writer()(project(three_papers(), Ends("Paper", "Paper")), stream)
    stream.seek(0)
    found = read(stream)  # type: ignore[operator]  # one of networkx's
    assert not found.is_directed()
    assert sorted((data["shared"], data["weight"]) for *_, data in found.edges(data=True)) == [(1, 0.57735), (2, 0.816497)]


def test_the_graph_is_left_alone() -> None:
    """A projection is a new graph."""
    graph, same = three_papers(), three_papers()
    project(graph, Ends("Paper", "Paper"))
    assert nx.utils.graphs_equal(graph.nx, same.nx)


@pytest.mark.parametrize("name", ["", "model", "model-", "paper-model", "models-models", "model_model", "result-result", "a-b-c"])
def test_wrong_names_list_the_right_ones(name: str) -> None:
    """The message says which projections there are."""
    with pytest.raises(ExportError, match="technique-technique"):
        Ends.named(name)


def test_command(tmp_path: Path, run: Run) -> None:
    """`kgbuild export --project` writes it, and says which formats can."""
    export(three_papers(), tmp_path / "graph.json")
    done = run("export", "graph.json", "-", "--format", "cyjs", "--project", "model-model")
    assert done.returncode == 0, done.stderr
    (edge,) = json.loads(done.stdout)["elements"]["edges"]
    assert (edge["data"]["shared"], edge["data"]["weight"]) == (1, 0.5)
    refused = run("export", "graph.json", "x.ttl", "--project", "model-model")
    assert refused.returncode == 1
    assert b"graphml" in refused.stderr
