"""Papers tied to those that share rare things, on request."""

import json
from pathlib import Path

import pytest
from commands import Run
from said import fact, graph_of, model, said, says

from kgbuild.assemble.related import relate
from kgbuild.directory import read_graph
from kgbuild.sample import sample


def test_what_is_rare_and_shared_is_the_reason() -> None:
    """Two papers that share a rare model are tied both ways, by the statements about it; one that shares nothing stays alone."""
    common = fact("addressesTask", "Task", "wobbling")
    graph = graph_of(*(says(title, common, model(name)) for title, name in (("A", "Frob"), ("B", "Frob"), ("C", "Odd"))))
    relate(graph)
    assert said(graph, "relatedTo") == [("A", "B"), ("B", "A")]
    edge = next(iter(graph.edges("relatedTo")))
    reasons = {(one.predicate, graph.node(one.target).label) for one in graph.edges() if one.id in edge.derived_from}
    assert ("usesBaseModel", "Frob") in reasons
    assert (edge.rule, edge.evidence) == ("shared names", ())
    assert 0 < edge.confidence <= 1


def test_no_more_than_asked_for() -> None:
    """At most so many edges leave a paper, and none leads to itself."""
    graph = graph_of(
        *(says(f"P{number}", model("Frob"), model(f"Odd{number % 3}")) for number in range(12)), says("Q", model("Else"))
    )
    relate(graph, most=2)
    leaving = [edge.source for edge in graph.edges("relatedTo")]
    assert max(map(leaving.count, leaving)) == 2
    assert all(edge.source != edge.target for edge in graph.edges("relatedTo"))


@pytest.mark.slow
def test_the_switch_of_the_commands(run: Run, tmp_path: Path, sample_directory: Path) -> None:
    """Without it nothing is tied; with it the build's files have the edges, are valid, and are read back with them, tied once."""
    lines = b"".join(paper.model_dump_json(exclude={"sources"}).encode() + b"\n" for paper in list(sample())[:12])
    tied = str(tmp_path / "tied")
    run("build", "-", "-o", tied, "--format", "ttl", "--related", stdin=lines)
    edges = json.loads((tmp_path / "tied" / "manifest.json").read_text())["edges"]
    assert edges["relatedTo"] > 0
    assert "kg:relatedTo" not in (sample_directory / "graph.ttl").read_text(encoding="utf-8")
    assert run("validate", tied).stdout.decode().startswith("0 violations")
    assert sum(1 for _ in read_graph(tmp_path / "tied").edges("relatedTo")) == edges["relatedTo"]
    run("export", tied, str(tmp_path / "tied.nt"), "--related")
    triples = (tmp_path / "tied.nt").read_text(encoding="utf-8")
    assert triples.count("> <https://w3id.org/kgbuild/ontology#relatedTo> <") == edges["relatedTo"]
