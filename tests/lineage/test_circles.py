"""Circles of what is based on what: found, named, and told by the commands."""

import json
from pathlib import Path

from commands import Run

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node
from kgbuild.lineage.circles import circles_of

ABSTRACTS = {
    "Wobblenet": "We introduce Wobblenet, a new model. Wobblenet is based on Frobformer, which we fine-tune on ImageNet.",
    "Frobformer": "We introduce Frobformer, a new model. Frobformer is based on Wobblenet, which we fine-tune on ImageNet.",
}


def test_one_way_around_each_group_is_named() -> None:
    """A group of things that are all based on each other is told once, by the labels of a shortest way around."""
    graph = KnowledgeGraph()
    for name in "ABCD":
        graph.add_node(Node(name, "Model", f"model {name}"))
    for number, (source, target) in enumerate(("AB", "BA", "BC", "CA", "CD")):
        graph.add_edge(Edge(f"urn:{number}", source, "basedOn", target, 0.9))
    assert circles_of(graph) == (("model A", "model B"),)


def test_build_and_link_report_tell_them(run: Run, tmp_path: Path) -> None:
    """The manifest keeps the circles, and the summary of the build and the report name them, or neither does."""
    lines = "".join(json.dumps({"title": f"{name}: A Model", "abstract": text}) + "\n" for name, text in ABSTRACTS.items())
    done = run("build", "-", "-o", str(tmp_path / "graph"), "--format", "ttl", stdin=lines.encode())
    circles = json.loads((tmp_path / "graph" / "manifest.json").read_text())["circles"]
    assert circles == [["Frobformer", "Wobblenet"]]
    report = run("link-report", str(tmp_path / "graph"))
    for told in (done, report):
        assert "Frobformer → Wobblenet → Frobformer" in told.stdout.decode()
