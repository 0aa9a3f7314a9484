"""`kgbuild lineage` on the sample."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kgbuild.cli import cli


@pytest.fixture
def lineage(sample_directory: Path):  # noqa: ANN201 - a function of arguments
    """Run the command on the sample's graph directory."""

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(cli, ["lineage", str(sample_directory), *arguments])

    return call


def ways(text: str) -> set[tuple[str, str]]:
    """Return who stands right below whom in a drawn tree."""
    found, levels = set(), {}
    for line in text.splitlines():
        if line.startswith(("ancestors", "descendants")):
            continue
        name = line.lstrip("│├└─ ")
        level = (len(line) - len(name)) // 4
        levels[level] = name.split("  ")[0].removesuffix(" (variant)").split(" [")[0]
        if level:
            found.add((levels[level - 1], levels[level]))
    return found


def test_descendants_of_the_transformer(lineage) -> None:  # noqa: ANN001 - see the fixture
    """The families of language and vision models stand below the Transformer, step by step, with the papers and years."""
    result = lineage("Transformer", "--direction", "descendants")
    below = ways(result.stdout)
    assert {("Transformer", "BERT"), ("BERT", "RoBERTa"), ("BERT", "DistilBERT"), ("Transformer", "GPT")} <= below
    assert {("GPT", "GPT-2"), ("GPT-2", "GPT-3"), ("Transformer", "ViT"), ("ViT", "DeiT"), ("ViT", "Swin Transformer")} <= below
    assert "BERT  2018 · BERT: Pre-training" in result.stdout
    assert "below confidence 0.5 left out" in result.stderr


def test_ancestors(lineage) -> None:  # noqa: ANN001 - see the fixture
    """From a descendant the way leads up."""
    assert {("BERT", "Transformer")} <= ways(lineage("RoBERTa", "--direction", "ancestors").stdout)


def test_formats(lineage) -> None:  # noqa: ANN001 - see the fixture
    """JSON loads; DOT and Mermaid begin as their languages do."""
    [data, *_] = json.loads(lineage("BERT", "--format", "json").stdout)
    assert "RoBERTa" in {member["label"] for member in data["members"]}
    assert lineage("BERT", "--format", "dot").stdout.startswith("digraph lineage {")
    assert lineage("BERT", "--format", "mermaid").stdout.startswith("flowchart TB")


def test_only_systems_have_a_lineage(lineage) -> None:  # noqa: ANN001 - see the fixture
    """A dataset gets one line that says which classes there are."""
    result = lineage("ImageNet")
    assert result.exit_code == 1
    assert "name one of the classes" in str(result.exception)
