"""Zip archives: every member is an input of its own, read in place and never unpacked to disk."""

import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from kgbuild.errors import SourceError
from kgbuild.sources.cleaning import one_line
from kgbuild.sources.compression import BOMB_RATIO, BOMB_SIZE
from kgbuild.sources.source import Source

MOST_MEMBERS = 100_000
"""How many files an archive may hold."""

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE = "[Content_Types].xml"


def unpacked(source: Source) -> Iterator[Source]:
    """Yield the members of a zip archive, each while the archive is open, or the source itself if it is none.

    Hidden members and those of macOS are skipped, as hidden files of a folder are. A member's name is only a label: no file is
    written.

    Args:
        source: Any input.

    Raises:
        SourceError: If the archive is damaged, encrypted, an Office file or larger than any that holds papers.

    Example:
        >>> import io
        >>> data = io.BytesIO()
        >>> with zipfile.ZipFile(data, "w") as archive:
        ...     archive.writestr("../../one.csv", "title,year")
        >>> [member.name for member in unpacked(Source("a.zip", lambda: io.BytesIO(data.getvalue())))]
        ['a.zip/one.csv']
    """
    with source.damage_named(), source.open_raw() as raw:
        start = raw.read(4)
        if start not in _MAGIC:
            yield source
            return
        size = raw.seek(0, 2)
        with zipfile.ZipFile(raw) as archive:
            members = [info for info in archive.infolist() if not info.is_dir() and not _hidden(info.filename)]
            _check(source, members, size)
            for info in sorted(members, key=lambda info: info.filename):
                yield _member(source, archive, info)


def _member(source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Source:
    def open_member() -> BinaryIO:
        try:
            return cast("BinaryIO", archive.open(info))
        except (RuntimeError, NotImplementedError) as error:  # zipfile's own words for a password and for a rare compression
            raise SourceError(f"cannot open {name!r} ({error}): unpack the archive and name its folder") from None

    name = f"{source.name}/{_label(info.filename)}"
    return Source(name, open_member, in_folder=True)


def _parts(filename: str) -> list[str]:
    return [part for part in filename.replace("\\", "/").split("/") if part not in {"", ".", ".."}]


def _label(filename: str) -> str:
    return one_line("/".join(_parts(filename)).encode("utf-8", "replace").decode()) or "member"


def _hidden(filename: str) -> bool:
    parts = _parts(filename)
    return any(part.startswith(".") for part in parts) or parts[:1] == ["__MACOSX"]


def _check(source: Source, members: list[zipfile.ZipInfo], size: int) -> None:
    if any(info.filename == _OFFICE for info in members):
        raise SourceError(f"{source.name!r} is an Office file: save it as CSV")
    if not members:
        raise SourceError(f"{source.name!r} holds no file: name another archive")
    # A member is never read beyond the size that the archive declares for it, so the declared sizes bound the work.
    total = sum(info.file_size for info in members)
    if len(members) > MOST_MEMBERS or total > max(BOMB_SIZE, BOMB_RATIO * size):
        raise SourceError(f"{source.name!r} would unpack to {len(members):,} files of {total:,} bytes: no list of papers does")
