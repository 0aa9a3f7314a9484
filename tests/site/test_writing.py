"""A site on disk: whole or not at all, and careful with files that are not its own."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from export.graphs import tiny

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.errors import ExportError
from kgbuild.site import Site, write_site
from kgbuild.site.writing import CONTENTS


def site_of(*names: str) -> Site:
    """Return the site of a few models."""
    graph = KnowledgeGraph("https://example.org/")
    for name in names:
        graph.add_node(Node(f"https://example.org/model/{name}", "Model", name))
    return Site(graph, explorer=lambda: b"<!doctype html>")


def files(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_writes_every_file(tmp_path: Path) -> None:
    """What is on disk is what the site holds, and nothing is left of the making."""
    site = site_of("bert")
    assert write_site(site, tmp_path / "site") == len(site.paths())
    written = files(tmp_path / "site")
    assert {path: site.file(path) for path in site.paths()} == {path: data for path, data in written.items() if path != CONTENTS}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_replaces_its_own_files_and_leaves_others(tmp_path: Path) -> None:
    """A page of the earlier site that is no more goes; the user's own file stays."""
    folder = tmp_path / "site"
    write_site(site_of("bert", "gpt"), folder)
    (folder / "CNAME").write_text("example.org")
    write_site(site_of("gpt", "t5"), folder)
    assert not (folder / "model" / "bert.html").exists()
    assert (folder / "model" / "t5.html").is_file()
    assert (folder / "CNAME").read_text() == "example.org"


def test_an_emptied_folder_goes(tmp_path: Path) -> None:
    """A class without nodes leaves no empty folder behind."""
    folder = tmp_path / "site"
    write_site(Site(tiny(), explorer=bytes), folder)
    write_site(site_of("bert"), folder)
    assert not (folder / "paper").exists()


def test_writes_into_a_folder_that_is_there(tmp_path: Path) -> None:
    """An empty folder, or one with other files, is filled."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "notes.txt").write_text("mine")
    write_site(site_of("bert"), tmp_path / "docs")
    assert (tmp_path / "docs" / "index.html").is_file()
    assert (tmp_path / "docs" / "notes.txt").read_text() == "mine"


def test_never_overwrites_a_strange_file(tmp_path: Path) -> None:
    """A page that someone else wrote is kept, and the error names it."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "index.html").write_text("mine")
    with pytest.raises(ExportError, match=r"index\.html was not written by 'kgbuild site'"):
        write_site(site_of("bert"), folder)
    assert files(folder) == {"index.html": b"mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["docs"]


def test_an_interrupted_writing_leaves_the_earlier_site(tmp_path: Path) -> None:
    """What breaks off in the middle changes nothing."""

    def breaking(paths: Sequence[str]) -> Iterator[str]:
        yield from paths[:3]
        raise KeyboardInterrupt

    folder = tmp_path / "site"
    write_site(site_of("bert"), folder)
    before = files(folder)
    with pytest.raises(KeyboardInterrupt):
        write_site(site_of("gpt"), folder, breaking)
    assert files(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_list_of_contents_cannot_reach_outside(tmp_path: Path) -> None:
    """A forged list of an earlier site's files removes nothing beyond the folder."""
    folder = tmp_path / "site"
    folder.mkdir()
    (tmp_path / "precious").write_text("keep")
    (folder / CONTENTS).write_text(f"../precious\n{tmp_path / 'precious'}\n\n")
    write_site(site_of("bert"), folder)
    assert (tmp_path / "precious").read_text() == "keep"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """Who names a file is told to name a folder."""
    (tmp_path / "site").write_text("")
    with pytest.raises(ExportError, match="name a folder"):
        write_site(site_of("bert"), tmp_path / "site")


def test_progress_sees_every_file(tmp_path: Path) -> None:
    """The watcher is handed all paths once."""
    seen: list[str] = []

    def watch(paths: Sequence[str]) -> Iterable[str]:
        seen.extend(paths)
        return paths

    write_site(site_of("bert"), tmp_path / "site", watch)
    assert seen == site_of("bert").paths()
