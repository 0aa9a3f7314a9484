"""Leaving out what is not confident enough, in builds, directories and exports."""

import json
from collections import Counter
from pathlib import Path

import pytest
from commands import Run

from kgbuild.assemble.confident import confident
from kgbuild.directory import read_graph
from kgbuild.errors import SourceError
from kgbuild.extract import extract
from kgbuild.models import Extraction
from kgbuild.sample import sample

EVERY = 0.0


@pytest.fixture(scope="module")
def told() -> list[Extraction]:
    """Extractions of ten sample papers."""
    return list(extract(list(sample())[:10]))


def test_what_stays_is_confident_and_what_goes_is_counted(told: list[Extraction]) -> None:
    """Claims, results and entities that are left and those counted add up, and each entity left is spoken of."""
    counts: Counter[str] = Counter()
    left = list(confident(told, 0.8, counts))
    for part in ("claims", "results", "entities"):
        assert sum(len(getattr(one, part)) for one in left) + counts[part] == sum(len(getattr(one, part)) for one in told)
    assert counts["claims"] > 0
    assert all(claim.confidence >= 0.8 for one in left for claim in one.claims if claim.predicate != "inDomain")
    assert all(any(claim.predicate == "inDomain" for claim in one.claims) for one in left)
    for one in left:
        Extraction.model_validate(one.model_dump())
        assert {entity.id for entity in one.entities} <= {end for claim in one.claims for end in (claim.subject, claim.object)}


def test_nothing_is_left_out_below_zero(told: list[Extraction]) -> None:
    """Without a bound all stays as it is."""
    counts: Counter[str] = Counter()
    assert list(confident(told, EVERY, counts)) == told
    assert not counts


@pytest.mark.slow
def test_a_build_says_what_it_left_out_and_keeps_leaving_it_out(run: Run, tmp_path: Path) -> None:
    """Summary and manifest count it, the extractions keep it, the graph read back is the same, and exports can leave out more."""
    lines = b"".join(paper.model_dump_json(exclude={"sources"}).encode() + b"\n" for paper in list(sample())[:10])
    done = run("build", "-", "-o", str(tmp_path / "graph"), "--format", "ttl", "--min-confidence", "0.8", stdin=lines)
    manifest = json.loads((tmp_path / "graph" / "manifest.json").read_text())
    assert manifest["left_out"]["below"] == 0.8
    assert manifest["left_out"]["claims"] > 0
    assert f"left out below confidence 0.8: {manifest['left_out']['claims']} claims" in done.stdout.decode()
    graph = read_graph(tmp_path / "graph")
    assert graph.nx.number_of_edges() == sum(manifest["edges"].values())
    assert all(data["confidence"] >= 0.8 for *_, key, data in graph.nx.edges(keys=True, data=True) if key == "usesDataset")
    assert all(degree for node, degree in graph.nx.degree() if graph.nx.nodes[node]["type"] != "Paper")
    done = run("export", str(tmp_path / "graph"), str(tmp_path / "g.gexf"), "--min-confidence", "0.95")
    assert b"left out below confidence 0.95" in done.stderr
    assert run("validate", str(tmp_path / "graph")).returncode == 0


@pytest.mark.slow
def test_a_file_without_extractions_has_no_confidence_to_go_by(run: Run, tmp_path: Path, sample_directory: Path) -> None:
    """A graph file is refused with a line that says what to give instead."""
    run("export", str(sample_directory), str(tmp_path / "g.nt"))
    with pytest.raises(SourceError, match="give the graph directory"):
        read_graph(tmp_path / "g.nt", min_confidence=0.5)
