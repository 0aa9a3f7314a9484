"""The store on disk: built once, used again, never stale, and safe when several processes want it."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from commands import Run

from kgbuild.directory import checksums
from kgbuild.errors import QueryError
from kgbuild.query import is_ready, open_store
from kgbuild.query.store import STORES

A_TRIPLE = "<urn:a> <urn:b> <urn:c> .\n"


@pytest.fixture
def graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A graph directory of one triple, and an empty cache of the user."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "graph"
    folder.mkdir()
    (folder / "graph.ttl").write_text(A_TRIPLE, encoding="utf-8")
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    return folder


def stores(folder: Path) -> list[Path]:
    """Return the stores at a place."""
    return sorted(path for path in folder.glob("*") if path.is_dir())


def test_a_store_is_built_once_and_opened_again(graph: Path) -> None:
    """The second time nothing is written."""
    assert not is_ready(graph)
    assert len(open_store(graph)) == 1
    assert is_ready(graph)
    (built,) = stores(graph / STORES)
    before = {file.name: file.stat().st_mtime_ns for file in built.iterdir()}
    assert len(open_store(graph)) == 1
    assert {file.name: file.stat().st_mtime_ns for file in built.iterdir()} == before


@pytest.mark.parametrize("changed", ["graph.ttl", "manifest.json"])
def test_a_changed_graph_gets_a_new_store(graph: Path, changed: str) -> None:
    """Whether the manifest tells of the change or not."""
    open_store(graph)
    first = stores(graph / STORES)
    (graph / "graph.ttl").write_text(A_TRIPLE + "<urn:a> <urn:b> <urn:d> .\n", encoding="utf-8")
    (graph / changed).write_text((graph / changed).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert len(open_store(graph)) == 2
    assert set(stores(graph / STORES)) - set(first)


def test_a_stale_store_is_removed_by_the_next_process(run: Run, graph: Path) -> None:
    """What no process holds any more goes when a new store is built; so does what a killed build left."""
    run("query", graph, "ASK {}")
    (graph / STORES / "building-x").mkdir()
    (graph / "manifest.json").write_text('{"other": 1}', encoding="utf-8")
    before = stores(graph / STORES)
    assert run("query", graph, "ASK {}").stdout == b"yes\n"
    (after,) = stores(graph / STORES)
    assert after not in before


def test_a_store_in_use_is_kept(run: Run, graph: Path) -> None:
    """Another process that builds a new store leaves alone the one that we read."""
    store = open_store(graph)
    (graph / "manifest.json").write_text('{"other": 1}', encoding="utf-8")
    assert run("query", graph, "ASK {}").stdout == b"yes\n"
    assert len(stores(graph / STORES)) == 2
    assert len(list(store)) == 1


def test_a_damaged_store_is_built_anew(run: Run, graph: Path) -> None:
    """A store that a full disk cut short is no reason to fail."""
    run("query", graph, "ASK {}")
    (built,) = stores(graph / STORES)
    for file in built.glob("*"):
        file.write_bytes(b"")
    assert run("query", graph, "ASK { <urn:a> ?b ?c }").stdout == b"yes\n"


def test_broken_rdf_leaves_nothing_behind(graph: Path) -> None:
    """The error names the file, the line and the column; no half store stays."""
    (graph / "graph.ttl").write_text(A_TRIPLE + "<urn:a> nope", encoding="utf-8")
    with pytest.raises(QueryError, match=r"graph\.ttl is no valid RDF \(line 2, column"):
        open_store(graph)
    assert stores(graph / STORES) == []


@pytest.fixture
def locked(graph: Path) -> Path:
    """The graph in a folder that cannot be written to, even by root."""
    (graph / STORES).write_text("a file where the folder would be", encoding="utf-8")
    return graph


def test_a_read_only_graph_is_kept_in_the_cache_of_the_user(locked: Path, tmp_path: Path) -> None:
    """Where nothing can be written beside the graph, the store lies in the cache, and is found there again."""
    assert len(open_store(locked)) == 1
    assert is_ready(locked)
    assert len(stores(tmp_path / "cache" / "kgbuild" / "stores")) == 1


def test_with_no_place_to_write_memory_serves(locked: Path, tmp_path: Path) -> None:
    """A graph can be asked where neither its folder nor a cache can be written to."""
    (tmp_path / "cache").write_text("no folder", encoding="utf-8")
    assert len(open_store(locked)) == 1


def test_many_processes_at_once_get_one_store(graph: Path) -> None:
    """Four first queries at the same moment all answer, and leave one store."""
    lines = "".join(f"<urn:s{n}> <urn:p> <urn:o{n % 7}> .\n" for n in range(20_000))
    (graph / "graph.ttl").write_text(lines, encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        "import sys; from pathlib import Path; from kgbuild.query import open_store; print(len(open_store(Path(sys.argv[1]))))",
    ]
    running = [subprocess.Popen([*command, str(graph)], stdout=subprocess.PIPE, env=dict(os.environ)) for _ in range(4)]
    assert [process.communicate()[0] for process in running] == [b"20000\n"] * 4
    assert len(stores(graph / STORES)) == 1


def test_the_store_is_no_part_of_the_graph(sample_directory: Path, tmp_path: Path) -> None:
    """The files of a graph that was asked are those of one that was not, and git does not see the store."""
    copy = shutil.copytree(sample_directory, tmp_path / "copy", ignore=shutil.ignore_patterns(STORES))
    open_store(copy)
    assert checksums(copy) == checksums(sample_directory)
    assert (copy / STORES / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_large_file_of_somebody_else_is_kept_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written beside somebody else's file; its store is in the cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("kgbuild.query.store._KEPT_FILES_FROM", 10)
    (tmp_path / "theirs").mkdir()
    file = tmp_path / "theirs" / "data.nt"
    file.write_text(A_TRIPLE, encoding="utf-8")
    assert not is_ready(file)
    assert len(open_store(file)) == 1
    assert is_ready(file)
    assert [one.name for one in file.parent.iterdir()] == ["data.nt"]


@pytest.mark.slow
def test_a_second_query_starts_at_once(run: Run, graph: Path) -> None:
    """On 300,000 triples the second query takes a fraction of the first."""
    lines = (f"<urn:s{n}> <urn:p{n % 9}> <urn:o{n % 1000}> .\n" for n in range(300_000))
    (graph / "graph.ttl").write_text("".join(lines), encoding="utf-8")
    took = []
    for _ in range(2):
        start = time.monotonic()
        assert run("query", graph, "ASK { <urn:s5> ?p ?o }").stdout == b"yes\n"
        took.append(time.monotonic() - start)
    assert took[1] < 1
    assert took[1] < took[0]


def test_the_store_is_only_read(graph: Path) -> None:
    """Whoever holds the store cannot change it."""
    store = open_store(graph)
    with pytest.raises(RuntimeError, match="read-write"):
        store.add(ox.Quad(ox.NamedNode("urn:x"), ox.NamedNode("urn:x"), ox.NamedNode("urn:x")))
