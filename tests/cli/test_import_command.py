"""`kgbuild import` makes a graph directory of what kgbuild wrote, and every command works on it."""

import json
from pathlib import Path

import pytest
from commands import Run

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node, Passage
from kgbuild.export import DEFAULT_FORMATS, export

FILES = [f"graph.{name}" for name in DEFAULT_FORMATS]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """The files of a small graph."""
    graph = KnowledgeGraph("https://example.org/")
    paper, model = "https://example.org/paper/one", "https://example.org/model/bert"
    graph.add_node(Node(paper, "Paper", "On BERT", first_year=2019, last_year=2019, details=(("id", "one"), ("year", 2019))))
    graph.add_node(Node(model, "Model", "BERT", ("Bert",), None, 1, 2019, 2019))
    title = Passage(paper, "title", 0, 7, "On BERT", ((3, 7),), 0.9, "rules")
    graph.add_edge(Edge("https://example.org/statement/1", paper, "usesBaseModel", model, 0.9, 1, (title,)))
    (tmp_path / "graph").mkdir()
    for file in FILES:
        export(graph, tmp_path / "graph" / file)
    return tmp_path / "graph"


@pytest.mark.slow
@pytest.mark.parametrize("source", ["graph.ttl", "."])
def test_import_gives_back_the_same_files(source: str, directory: Path, tmp_path: Path, run: Run) -> None:
    """From the Turtle alone or from the directory: every graph file is the same, byte for byte."""
    done = run("import", directory / source, "-o", "copy")
    assert done.returncode == 0, done.stderr.decode()
    for name in FILES:
        assert (tmp_path / "copy" / name).read_bytes() == (directory / name).read_bytes(), name
    manifest = json.loads((tmp_path / "copy/manifest.json").read_bytes())
    assert (manifest["base"], manifest["nodes"], manifest["papers"]) == ("https://example.org/", {"Model": 1, "Paper": 1}, 1)
    assert sorted(manifest["outputs"]) == sorted(FILES)


@pytest.mark.slow
def test_commands_work_on_what_was_imported(directory: Path, tmp_path: Path, run: Run) -> None:
    """An imported directory, or the file itself, is a graph like any other; one that would keep only part gets graph.json too."""
    done = run("import", directory / "graph.ttl", "-o", "copy", "--format", "gexf")
    assert done.returncode == 0
    assert (tmp_path / "copy" / "graph.json").is_file()
    assert b"On BERT" in run("show", "copy", "BERT").stdout
    assert run("export", directory / "graph.ttl", "-", "--format", "gexf").stdout == (directory / "graph.gexf").read_bytes()


@pytest.mark.parametrize("data", [b"", b"<a> <b> <c> .", b"\x00\x01"])
def test_wrong_input_is_one_line(data: bytes, tmp_path: Path, run: Run) -> None:
    """And nothing is written."""
    (tmp_path / "graph.ttl").write_bytes(data)
    done = run("import", "graph.ttl", "-o", "copy")
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert not (tmp_path / "copy").exists()
