"""One input: its bytes, decompressed and decoded whatever its name says."""

import codecs
import gzip
import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from kgbuild.errors import SourceError
from kgbuild.models import Origin, Reject
from kgbuild.sources.compression import decompressed, zstd

HEAD_BYTES = 1 << 16

LONGEST_LINE = 1 << 26
"""Characters of a line, far more than any record has: what is longer would fill the memory."""

LARGEST_TEXT = 1 << 29
"""Characters of a file that is read whole (a JSON document, a page), where a format cannot be read record by record."""

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Source:
    r"""A file, or what came on standard input, that can be opened any number of times.

    Attributes:
        name: What to call it in origins, rejects and messages; never an absolute path.
        open_raw: Opens the bytes as they are stored.
        in_folder: Whether it was found in a folder rather than named by the user.

    Example:
        >>> source = Source("a.txt.gz", lambda: io.BytesIO(gzip.compress(b"one\ntwo\n")))
        >>> list(source.lines())
        ['one\n', 'two\n']
        >>> source.origin(2)
        Origin(file='a.txt.gz', line=2)
    """

    name: str
    open_raw: Callable[[], BinaryIO]
    in_folder: bool = False

    def sha256(self) -> str:
        """Return the SHA-256 of the bytes as they are stored, in hexadecimal."""
        with self.damage_named(), self.open_raw() as stream:
            return hashlib.file_digest(cast("io.BufferedReader", stream), "sha256").hexdigest()

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open the bytes, decompressed if they begin like gzip, xz, bzip2 or Zstandard."""
        with self.damage_named(), self.open_raw() as raw, decompressed(raw, self.name) as stream:
            yield stream

    def head(self) -> str:
        """Return the first characters, for recognising the format; bytes that are no text are replaced."""
        with self.open() as stream:
            data = stream.read(HEAD_BYTES)
        return data.decode(_encoding(data), "replace")

    def lines(self) -> Iterator[str]:
        """Yield the lines with their ends.

        UTF-8 is read with or without a byte order mark, UTF-16 and UTF-32 with one. A byte that is no UTF-8 stands as a lone
        surrogate (PEP 383), so that the record it spoils can be rejected by line and the others kept: see `undecodable`.

        Raises:
            SourceError: If the bytes end or break inside a compressed stream or a UTF-16 character.
        """
        with self.open() as stream:
            encoding = _encoding(stream.read(4))
            stream.seek(0)
            errors = "surrogateescape" if encoding.startswith("utf-8") else "surrogatepass"
            with io.TextIOWrapper(stream, encoding, errors, newline="") as text:
                while line := text.readline(LONGEST_LINE):
                    if len(line) == LONGEST_LINE:
                        raise SourceError(f"{self.name!r} has a line of more than {LONGEST_LINE:,} characters: no list of papers")
                    yield line

    def text(self) -> str:
        """Return the whole text, decoded as `lines` does.

        Raises:
            SourceError: If it is too large to be read whole, or cannot be read on.
        """
        parts: list[str] = []
        size = 0
        for line in self.lines():
            parts.append(line)
            size += len(line)
            if size > LARGEST_TEXT:
                raise SourceError(f"{self.name!r} is too large to be read whole: split it, or save it as JSON Lines")
        return "".join(parts)

    def origin(self, line: int) -> Origin:
        """Return the place of a record that begins on this line, from 1."""
        return Origin(file=self.name, line=line)

    def reject(self, line: int, reason: str) -> Reject:
        """Return the note that the record on this line, from 1, is not used."""
        return Reject(file=self.name, line=line, reason=reason)

    @contextmanager
    def damage_named(self) -> Iterator[None]:
        """Turn what goes wrong while reading into an error of one line that names this source."""
        try:
            yield
        except UnicodeDecodeError as error:
            raise SourceError(f"{self.name!r} is not whole {error.encoding}: save it again as UTF-8") from None
        except (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, zstd.ZstdError, zipfile.BadZipFile) as error:
            raise SourceError(f"{self.name!r} is a damaged archive ({error}): fetch or compress it again") from None
        except OSError as error:
            reason = error.strerror or str(error)
            raise SourceError(f"cannot read {self.name!r} ({reason}): check the file and its permissions") from None


def undecodable(text: str) -> str | None:
    r"""Return why a text that `Source.lines` gave is no text, or None.

    Example:
        >>> undecodable(b"caf\xe9".decode("utf-8", "surrogateescape"))
        'byte 0xE9 is not UTF-8: convert the file to UTF-8'
    """
    if text.isascii():
        return None
    try:
        text.encode()
    except UnicodeEncodeError as error:
        code = ord(text[error.start])
        what = f"byte 0x{code - 0xDC00:02X} is not UTF-8" if 0xDC80 <= code <= 0xDCFF else f"U+{code:04X} is no character"  # noqa: PLR2004 - PEP 383
        return f"{what}: convert the file to UTF-8"
    return None


def _encoding(start: bytes) -> str:
    return next((encoding for mark, encoding in _MARKS if start.startswith(mark)), "utf-8")
