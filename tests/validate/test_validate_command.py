"""`kgbuild validate` as a user meets it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_graph import write_graph

from kgbuild.cli import cli


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A good graph directory."""
    return write_graph(tmp_path / "graph")


def test_a_good_graph_exits_with_0(directory: Path) -> None:
    """No violation: one line, exit code 0."""
    result = CliRunner().invoke(cli, ["validate", str(directory)])
    assert result.exit_code == 0
    assert result.output == "0 violations in manifest.json, extractions.jsonl, graph.ttl\n"


def test_a_violation_is_one_line_and_exit_code_1(directory: Path) -> None:
    """File, node, rule, a way to mend it and what was found; then the count."""
    file = directory / "graph.ttl"
    file.write_text(
        file.read_text(encoding="utf-8").replace('"2018"^^xsd:gYear ;\n\tdcterms:title', "2018 ;\n\tdcterms:title"),
        encoding="utf-8",
    )
    result = CliRunner().invoke(cli, ["validate", str(file)])
    assert result.exit_code == 1
    finding, count = result.output.splitlines()
    assert finding.startswith("graph.ttl: paper:small-bert: Paper-issued: A paper has one dcterms:issued at most")
    assert finding.endswith("(found 2018)")
    assert count == "1 violation in graph.ttl"


@pytest.mark.parametrize("engine", ["kgbuild", "pyshacl"])
def test_json_holds_the_same_findings(engine: str, directory: Path) -> None:
    """`--format json` prints one document, whoever judges the shapes."""
    file = directory / "graph.ttl"
    file.write_text(file.read_text(encoding="utf-8").replace("kg:isDelta false", "kg:isDelta 0"), encoding="utf-8")
    result = CliRunner().invoke(cli, ["validate", str(file), "--format", "json", "--engine", engine])
    report = json.loads(result.output)
    assert result.exit_code == 1
    assert report["count"] == len(report["findings"]) == 2
    assert {finding["rule"] for finding in report["findings"]} == {"Result-delta"}


def test_a_directory_without_rdf_is_said_to_be_half_checked(directory: Path) -> None:
    """What was not checked is never passed over in silence."""
    (directory / "graph.ttl").rename(directory / "graph.old")
    result = CliRunner().invoke(cli, ["validate", str(directory)])
    assert "no shape was checked" in result.stderr


def test_hostile_names_stay_on_their_line(tmp_path: Path) -> None:
    """Control characters of a paper's text reach no terminal."""
    line = {
        "paper": {"id": "p", "title": "a\u001b[31m\n"},
        "entities": [{"mentions": [{"field": "title", "start": 0, "end": 1, "text": "\u001b\n"}]}],
    }
    (tmp_path / "x.jsonl").write_text(json.dumps(line), encoding="utf-8")
    result = CliRunner().invoke(cli, ["validate", str(tmp_path / "x.jsonl")])
    assert len(result.output.splitlines()) == 2
    assert "\u001b" not in result.output
