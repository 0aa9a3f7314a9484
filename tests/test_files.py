"""Files that appear whole or not at all, and lines of packed files."""

import lzma
import os
import threading
from pathlib import Path

import pytest

from kgbuild.errors import SourceError
from kgbuild.files import atomic_write, numbered_lines


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    """The file behind a symbolic link has the new content."""
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old")
    link.symlink_to(target)
    with atomic_write(link) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_pipe_is_written_straight(tmp_path: Path) -> None:
    """Who reads a named pipe gets what is written, and it is a pipe still."""
    pipe, got = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    with atomic_write(pipe) as stream:
        stream.write(b"through")
    reader.join(timeout=10)
    assert got == [b"through"]
    assert pipe.is_fifo()


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    """Nothing is half written, and no temporary file stays."""
    path = tmp_path / "a.txt"
    path.write_text("old")

    def write_half() -> None:
        with atomic_write(path) as stream:
            stream.write(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        write_half()
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("a.txt", "old")]


@pytest.mark.parametrize("name", ["", "none/a.txt"])
def test_what_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    """A folder, or a file in a folder that is not there, is an error that names the path given."""
    path = tmp_path / name
    with pytest.raises(OSError, match=r"\S") as caught, atomic_write(path):
        pass
    assert caught.value.filename == str(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", "one\ntwo\n".encode("utf-16")),
        ("a.jsonl", b"one\n" + b"\xff" * 10),
        ("a.jsonl.xz", b"nonsense"),
        ("a.jsonl.xz", lzma.compress(b"one\n" * 1000)[:-20]),
    ],
)
def test_damaged_or_foreign_text_is_said(tmp_path: Path, name: str, content: bytes) -> None:
    """Another encoding, no xz, and an xz cut short are errors in one line that name the file."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"a\.jsonl.* cannot be read"):
        list(numbered_lines(path))
