"""`kgbuild build --links`: decisions about names are obeyed, kept, obeyed again, and refused where they contradict each other."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from commands import Run

from kgbuild.cli import cli
from kgbuild.directory import read_graph

HEADER = "decision\ttype\tname\tother\tnote\n"
LINES = HEADER + "# mine\nsame\tModel\tRoBERTa\tALBERT\tfor the test\nrename\tModel\tAtlantis\tX\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two papers and a file of decisions."""
    papers = [
        {"title": "RoBERTa at work", "abstract": "We fine-tune RoBERTa on SQuAD.", "year": 2020},
        {"title": "ALBERT at work", "abstract": "We fine-tune ALBERT on SQuAD.", "year": 2021},
    ]
    (tmp_path / "papers.jsonl").write_text("".join(json.dumps(paper) + "\n" for paper in papers), encoding="utf-8")
    (tmp_path / "links.tsv").write_text(LINES, encoding="utf-8")
    return tmp_path


def build(folder: Path, *options: str | Path) -> Result:
    """Build the papers of a folder."""
    arguments = ["build", folder / "papers.jsonl", "-o", folder / "graph", "--format", "ttl", "-j", "1", *options]
    return CliRunner().invoke(cli, list(map(str, arguments)))


def models(folder: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Label and aliases of the models of a folder's graph."""
    return [(node.label, node.aliases) for node in read_graph(folder / "graph").nodes("Model")]


def test_decisions_are_obeyed_kept_and_obeyed_again(folder: Path) -> None:
    """The file stands in the directory as it was; a later build, and each reader of the directory, obeys it."""
    assert [label for label, _ in models_after(folder)] == ["ALBERT", "RoBERTa"]
    first = build(folder, "--links", folder / "links.tsv")
    assert "1 of 2 decisions of links.tsv applied" in first.stdout
    assert "name nothing of their class in these papers: 4" in first.stdout
    assert (folder / "graph" / "links.tsv").read_text(encoding="utf-8") == LINES
    joined = models(folder)
    assert len(joined) == 1
    again = build(folder)
    assert "obeying" in again.stderr
    assert models(folder) == joined
    manifest = json.loads((folder / "graph" / "manifest.json").read_bytes())
    assert (manifest["links"]["decisions"], manifest["links"]["idle"], manifest["grounded"]["Model"]) == (2, [4], 1)


def models_after(folder: Path) -> list[tuple[str, tuple[str, ...]]]:
    """The models of a build without decisions; the summary tells the share that is grounded."""
    assert "100% in the vocabulary" in build(folder).stdout
    return models(folder)


def test_what_contradicts_itself_is_refused_before_any_work(folder: Path, run: Run) -> None:
    """One line with file and line number, and no directory."""
    (folder / "links.tsv").write_text(LINES + "different\tModel\tALBERT\tRoBERTa\n", encoding="utf-8")
    done = run("build", "papers.jsonl", "-o", "graph", "--links", "links.tsv")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("error: links.tsv:5: 'ALBERT' and 'RoBERTa' are to differ")
    assert len(done.stderr.splitlines()) == 1
    assert not (folder / "graph").exists()
