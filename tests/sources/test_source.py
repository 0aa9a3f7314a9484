"""Bytes become lines, whatever their compression and encoding; damage is named."""

import bz2
import gzip
import hashlib
import io
import lzma
from collections.abc import Callable

import pytest

from kgbuild.errors import SourceError
from kgbuild.sources.source import Source, undecodable

TEXT = "naïve\nβ-VAE 🙂\n"


def source(data: bytes) -> Source:
    """Return a source of these bytes."""
    return Source("x", lambda: io.BytesIO(data))


@pytest.mark.parametrize("compress", [bytes, gzip.compress, lzma.compress, bz2.compress])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_compression_and_marked_encodings_are_seen(compress: Callable[[bytes], bytes], encoding: str) -> None:
    """The name says nothing: the first bytes say how to open and decode."""
    data = compress(TEXT.encode(encoding))
    assert "".join(source(data).lines()) == TEXT
    assert source(data).head() == TEXT
    assert source(data).sha256() == hashlib.sha256(data).hexdigest()


def test_big_endian_utf16() -> None:
    """Both byte orders of UTF-16 are read by their mark."""
    assert list(source(b"\xfe\xff" + TEXT.encode("utf-16-be")).lines()) == TEXT.splitlines(keepends=True)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """Lines end as on Unix, Windows or an old Macintosh, and nowhere else."""
    assert list(source(f"a\u2028b{end}c".encode()).lines()) == [f"a\u2028b{end}", "c"]


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(TEXT.encode() * 99, mtime=0)[:-9],
        lzma.compress(TEXT.encode() * 99)[:-9],
        bz2.compress(TEXT.encode() * 99)[:-9],
    ],
)
def test_a_damaged_archive_is_named(data: bytes) -> None:
    """A download that broke off is an error in one line, not a shorter file."""
    with pytest.raises(SourceError, match="'x' is a damaged archive"):
        list(source(data).lines())


def test_garbage_behind_an_archives_first_bytes() -> None:
    """What only begins like an archive is an error in one line."""
    for start in (b"\x1f\x8b", b"\xfd7zXZ\x00", b"BZh9"):
        with pytest.raises(SourceError, match="'x'"):
            list(source(start + b"garbage" * 9).lines())


def test_half_a_utf16_character() -> None:
    """UTF-16 that breaks off inside a character is an error that says how to mend it."""
    with pytest.raises(SourceError, match="save it again as UTF-8"):
        list(source("abc".encode("utf-16")[:-1]).lines())


def test_bytes_that_are_no_utf8_are_told() -> None:
    """A wrong byte can be seen in its line, and its neighbours are whole."""
    wrong, right = source("café\n".encode("latin-1") + "café\n".encode()).lines()
    assert undecodable(wrong) == "byte 0xE9 is not UTF-8: convert the file to UTF-8"
    assert undecodable(right) is None
    assert undecodable("\ud800") == "U+D800 is no character: convert the file to UTF-8"
