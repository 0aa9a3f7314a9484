"""Circles of what is based on what: found, named, and told by the commands."""

import json
from pathlib import Path

import pytest
from commands import Run

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node
from kgbuild.lineage.circles import circles_of

READER = """
from kgbuild.models import Claim, Entity, Evidence, Extraction, Mention

class Reader:
    name = "reader"

    def __call__(self, paper):
        entities = []
        for number, name in enumerate(("Wobblenet", "Frobformer")):
            start = paper.title.index(name)
            mention = Mention(field="title", start=start, end=start + len(name), text=name)
            entities.append(Entity(id=f"e{number}", type="Model", name=name, mentions=(mention,)))
        first, second = sorted(entities, key=lambda entity: entity.mentions[0].start)
        title = Evidence(field="title", start=0, end=len(paper.title), text=paper.title)
        told = {"confidence": 0.9, "evidence": (title,), "extractor": "reader"}
        claim = Claim(subject=first.id, predicate="basedOn", object=second.id, **told)
        return Extraction(paper=paper, entities=tuple(entities), claims=(claim,))

reader = Reader()
"""
TITLES = ("Wobblenet is based on Frobformer", "Frobformer is based on Wobblenet")


def test_one_way_around_each_group_is_named() -> None:
    """A group of things that are all based on each other is told once, by the labels of a shortest way around."""
    graph = KnowledgeGraph()
    for name in "ABCD":
        graph.add_node(Node(name, "Model", f"model {name}"))
    for number, (source, target) in enumerate(("AB", "BA", "BC", "CA", "CD")):
        graph.add_edge(Edge(f"urn:{number}", source, "basedOn", target, 0.9))
    assert circles_of(graph) == (("model A", "model B"),)


@pytest.mark.slow
def test_build_and_link_report_tell_them(run: Run, tmp_path: Path) -> None:
    """The manifest keeps the circles, and the summary of the build and the report name them."""
    (tmp_path / "reading.py").write_text(READER, encoding="utf-8")
    lines = "".join(json.dumps({"title": title}) + "\n" for title in TITLES)
    options = ("--format", "ttl", "--extractor", "reading:reader", "--workers", "1")
    done = run("build", "-", "-o", str(tmp_path / "graph"), *options, stdin=lines.encode())
    circles = json.loads((tmp_path / "graph" / "manifest.json").read_text())["circles"]
    assert circles == [["Frobformer", "Wobblenet"]]
    report = run("link-report", str(tmp_path / "graph"))
    for told in (done, report):
        assert "Frobformer → Wobblenet → Frobformer" in told.stdout.decode()
