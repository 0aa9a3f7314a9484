"""Files, folders, pipes and standard input become sources."""

import io
import os
import sys
import threading
from pathlib import Path

import pytest

from kgbuild.errors import SourceError
from kgbuild.sources.inputs import find_sources


def write(root: Path, *names: str) -> None:
    """Write a small file under each name."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    """Hidden files and folders are no papers; names start at the folder that was named."""
    write(tmp_path / "in", "b.txt", "a/z.txt", "a/.git/c.txt", ".DS_Store", "c.txt")
    assert [source.name for source in find_sources([tmp_path / "in"])] == ["in/a/z.txt", "in/b.txt", "in/c.txt"]


def test_names_are_the_shortest_that_differ(tmp_path: Path) -> None:
    """Two files of one name are told apart by their folders, never by an absolute path."""
    write(tmp_path, "x/one/page.txt", "y/one/page.txt", "other.txt")
    paths = [tmp_path / "x/one/page.txt", tmp_path / "y/one/page.txt", tmp_path / "other.txt"]
    assert {source.name for source in find_sources(paths)} == {"x/one/page.txt", "y/one/page.txt", "other.txt"}


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    """The same file, by itself, in its folder and through a link, is one source, whatever the order."""
    write(tmp_path / "in", "page.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "in/page.txt")
    inputs = [tmp_path / "in", tmp_path / "in/page.txt", tmp_path / "link.txt", str(tmp_path / "in/page.txt")]
    for order in (inputs, inputs[::-1]):
        (source,) = find_sources(order)
        assert (source.name, source.in_folder) == ("page.txt", False)


def test_standard_input_can_be_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes on standard input is kept, so that it can be recognised and then read."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"one\ntwo\n")))
    (source,) = find_sources(["-", Path("-")])
    assert source.name == "-"
    assert source.head() == "one\ntwo\n"
    assert list(source.lines()) == ["one\n", "two\n"]


def test_a_pipe_can_be_read_twice(tmp_path: Path) -> None:
    """A named pipe, as from process substitution, is kept likewise."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"one\n",))
    writer.start()
    (source,) = find_sources([pipe])
    assert [source.head(), *source.lines()] == ["one\n", "one\n"]
    writer.join()


def test_what_is_not_there(tmp_path: Path) -> None:
    """A wrong path, an empty name, an empty folder and no input at all are errors in one line."""
    with pytest.raises(SourceError, match=r"no file or folder '.*nowhere': check the path"):
        find_sources([tmp_path / "nowhere"])
    with pytest.raises(SourceError, match="holds no file"):
        find_sources([tmp_path])
    with pytest.raises(SourceError, match="no input"):
        find_sources([])
    with pytest.raises(SourceError, match="has no name"):
        find_sources([""])


def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    """A file name in another encoding is shown with replacements, so that it can be written."""
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as stream:  # noqa: PTH123 - pathlib takes no bytes
        stream.write(b"x")
    (source,) = find_sources([tmp_path])
    source.name.encode()
    assert list(source.lines()) == ["x"]
