"""From what a user names to sources: files, folders and standard input."""

import io
import os
import shutil
import sys
import tempfile
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from kgbuild.errors import SourceError
from kgbuild.sources.source import Source

STANDARD_INPUT = "-"


def find_sources(inputs: Iterable[str | Path]) -> list[Source]:
    """Return a source for each file that the inputs name, whatever their order; a file named twice is read once.

    Folders are walked in the order of names; hidden files and folders are skipped, links to folders not followed.

    Args:
        inputs: Files, folders, or `-` for standard input.

    Raises:
        SourceError: If an input does not exist or has no name, a folder holds no file, or there is no input.

    Example:
        >>> folder = Path(tempfile.mkdtemp()) / "papers"
        >>> (folder / "old").mkdir(parents=True)
        >>> for name in ("b.csv", "old/a.csv", ".hidden"):
        ...     _ = (folder / name).write_text("title,year")
        >>> [source.name for source in find_sources([folder])]
        ['papers/b.csv', 'papers/old/a.csv']
    """
    roots = sorted({_root(item) for item in inputs})
    places = [(root.is_dir(), path, root) for root in roots for path in _files(root)]
    if not places:
        raise SourceError("no input: name a file, a folder, or - for standard input")
    found: dict[Path, tuple[Path, Path, bool]] = {}
    for in_folder, path, root in sorted(places):
        found.setdefault(path if _is_standard_input(path) else path.resolve(), (path, root, in_folder))
    names = _names([(path, root) for path, root, _ in found.values()])
    return [_source(path, name, in_folder=in_folder) for (path, _, in_folder), name in zip(found.values(), names, strict=True)]


def _root(item: str | Path) -> Path:
    if not str(item):  # which would be the folder that one happens to stand in
        raise SourceError("an input has no name: is a variable of the command empty?")
    return Path(item)


def _is_standard_input(path: Path) -> bool:
    return str(path) == STANDARD_INPUT


def _files(root: Path) -> Iterator[Path]:
    if _is_standard_input(root):
        yield root
        return
    if not root.exists():
        raise SourceError(f"no file or folder {str(root)!r}: check the path")
    if not root.is_dir():
        yield root
        return
    files = sorted(_walk(root))
    if not files:
        raise SourceError(f"the folder {str(root)!r} holds no file: name another one")
    yield from files


def _walk(root: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise SourceError(f"cannot read the folder {error.filename!r} ({error.strerror}): check its permissions")

    for folder, folders, files in os.walk(root, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in files if not name.startswith("."))


def _names(places: list[tuple[Path, Path]]) -> list[str]:
    """Return the shortest names that tell the files apart: the file's own, or its path from the folder that was named."""
    parts = [_visible_parts(path, root) for path, root in places]
    lengths = [len(path.relative_to(root).parts) + 1 if root.is_dir() else 1 for path, root in places]
    while True:
        names = ["/".join(part[-length:]) for part, length in zip(parts, lengths, strict=True)]
        counts = Counter(names)
        longer = [
            length + (counts[name] > 1 and length < len(part)) for name, length, part in zip(names, lengths, parts, strict=True)
        ]
        if longer == lengths:
            return names
        lengths = longer


def _visible_parts(path: Path, root: Path) -> tuple[str, ...]:
    if _is_standard_input(path):
        return (STANDARD_INPUT,)
    within = path.relative_to(root).parts if root.is_dir() else ()
    return (*Path(os.path.abspath(root)).parts[1:], *within)  # noqa: PTH100 - links keep the names that the user gave


def _source(path: Path, name: str, *, in_folder: bool) -> Source:
    # File names that are no UTF-8 come with lone surrogates (PEP 383), which no output could hold.
    name = name.encode("utf-8", "replace").decode()
    if path.is_file() and not _is_standard_input(path):
        return Source(name, lambda: path.open("rb"), in_folder)
    return Source(name, _Spool(path).open, in_folder)


class _Spool:
    """Bytes that can be read only once, from standard input or a pipe, kept in a temporary file for as long as needed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: BinaryIO | None = None

    def open(self) -> BinaryIO:
        if self._kept is None:
            self._kept = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 - kept open as long as this object lives
            weakref.finalize(self, self._kept.close)
            if _is_standard_input(self._path):
                shutil.copyfileobj(sys.stdin.buffer, self._kept)
            else:
                with self._path.open("rb") as pipe:
                    shutil.copyfileobj(pipe, self._kept)
            self._kept.flush()
        duplicate = os.fdopen(os.dup(self._kept.fileno()), "rb")
        duplicate.seek(0, io.SEEK_SET)
        return duplicate
