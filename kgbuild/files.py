"""Files that appear whole or not at all, and lines of files that may be packed."""

import lzma
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kgbuild.errors import SourceError


@contextmanager
def atomic_write(path: Path) -> Iterator[BinaryIO]:
    """Open a temporary file beside `path` that takes its place when the block ends well.

    A link stays, and the file that it leads to is replaced; a device or a pipe is written straight.

    Args:
        path: The file to write; its folder must exist.

    Yields:
        A binary stream. If the block raises, `path` is left as it was.

    Raises:
        OSError: If it cannot be written, or is a folder.

    Example:
        >>> folder = Path(tempfile.mkdtemp())
        >>> with atomic_write(folder / "a.txt") as stream:
        ...     _ = stream.write(b"whole")
        >>> (folder / "a.txt").read_text()
        'whole'
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    path = path.resolve() if path.is_symlink() else path
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text that are not empty, with their numbers from 1.

    Args:
        path: A file in UTF-8, with or without a byte order mark, plain or `.xz`.

    Raises:
        SourceError: If it is in another encoding, or damaged.
    """
    number = 0
    try:
        with lzma.open(path, "rt", encoding="utf-8-sig") if path.suffix == ".xz" else path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if not line.isspace():
                    yield number, line
    except (UnicodeDecodeError, lzma.LZMAError, EOFError) as error:
        raise SourceError(f"{path.name}: what follows line {number} cannot be read ({error}): give UTF-8, plain or .xz") from error
