"""Compressed streams, told by their first bytes and opened within bounds."""

import bz2
import gzip
import io
import lzma
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from kgbuild.errors import SourceError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["BOMB_RATIO", "BOMB_SIZE", "decompressed", "zstd"]

BOMB_SIZE = 1 << 30
"""Bytes that any stream may decompress to, however small it is."""

BOMB_RATIO = 200
"""How many times its size a larger stream may decompress to; lists of papers reach about 20."""

_BUFFER = 1 << 16
_DECOMPRESSORS: tuple[tuple[bytes, Callable[[BinaryIO], object]], ...] = (
    (b"\x1f\x8b", lambda stream: gzip.GzipFile(fileobj=stream)),
    (b"\xfd7zXZ\x00", lzma.LZMAFile),
    (b"BZh", bz2.BZ2File),
    (b"\x28\xb5\x2f\xfd", zstd.ZstdFile),
)


@contextmanager
def decompressed(raw: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Open what a stream holds: itself, or its content if it begins like gzip, xz, bzip2 or Zstandard.

    Args:
        raw: A stream that can seek, at its start.
        name: What to call it in an error.

    Raises:
        SourceError: While reading, if the content grows beyond `BOMB_SIZE` and `BOMB_RATIO` times what was read of the stream.

    Example:
        >>> with decompressed(io.BytesIO(zstd.compress(b"papers")), "a.zst") as stream:
        ...     stream.read()
        b'papers'
    """
    start = raw.read(6)
    raw.seek(0)
    for magic, decompressor in _DECOMPRESSORS:
        if start.startswith(magic):
            with cast("BinaryIO", decompressor(raw)) as stream, io.BufferedReader(_Bounded(stream, raw, name), _BUFFER) as bounded:
                yield cast("BinaryIO", bounded)
            return
    yield raw


class _Bounded(io.RawIOBase):
    """Decompressed bytes, as long as they stand in a proportion to the compressed ones that papers can have."""

    def __init__(self, stream: BinaryIO, raw: BinaryIO, name: str) -> None:
        self._stream = stream
        self._raw = raw
        self._name = name
        self._read = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._read = self._stream.seek(offset, whence)
        return self._read

    def tell(self) -> int:
        return self._read

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]  # typeshed's WriteableBuffer is private
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._read += len(data)
        if self._read > BOMB_SIZE and self._read > BOMB_RATIO * self._raw.tell():
            raise SourceError(f"{self._name!r} unpacks to more than {BOMB_RATIO} times its size: no list of papers does")
        return len(data)
