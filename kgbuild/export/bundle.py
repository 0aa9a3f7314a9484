"""Formats of several files: a folder, or a zip of the same files."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, cast

from kgbuild.errors import ExportError
from kgbuild.export import Member

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FILE = 0o100644 << 16


def write_zip(members: Iterable[Member], stream: BinaryIO) -> None:
    """Write files into a zip, one after another.

    They are stored, not compressed, and without dates: the bytes depend on the files alone, not on the day or the zlib.

    Args:
        members: The files.
        stream: Where to; it stays open.

    Example:
        >>> import io
        >>> stream = io.BytesIO()
        >>> write_zip([("a/b.txt", lambda file: file.write(b"text"))], stream)
        >>> zipfile.ZipFile(stream).read("a/b.txt")
        b'text'
    """
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, write in members:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = 3, _FILE  # as Unix writes it, on every system
            with archive.open(info, "w", force_zip64=True) as file:
                write(cast("BinaryIO", file))


def write_folder(members: Iterable[Member], folder: Path) -> None:
    """Write files into a folder, which keeps what else it holds; if one fails, none of them changes.

    Args:
        members: The files.
        folder: Made if need be.

    Raises:
        ExportError: If `folder` is a file.

    Example:
        >>> folder = Path(tempfile.mkdtemp()) / "notes"
        >>> write_folder([("a/b.txt", lambda file: file.write(b"text"))], folder)
        >>> (folder / "a/b.txt").read_text()
        'text'
    """
    if folder.exists() and not folder.is_dir():
        raise ExportError(f"{folder} is a file: this format has several files, name a folder or a file that ends in .zip")
    folder.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(dir=folder, prefix=".exporting-"))
    try:
        names = []
        for name, write in members:
            names.append(name)
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            with (stage / name).open("wb") as file:
                write(file)
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).replace(folder / name)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
