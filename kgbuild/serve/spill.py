"""A stream that keeps a short answer in memory, puts a long one in a file, and refuses one that is too long."""

from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from kgbuild.serve.answers import RefusedError

_IN_MEMORY = 256 << 10  # bytes; about what a pipe carries faster than a file


class Spill:
    """Takes the bytes of one answer.

    Args:
        file: Where a long answer goes.
        most: Bytes of the longest answer.

    Example:
        >>> with Spill(Path("unused"), 10) as spill:
        ...     _ = spill.write(b"short")
        >>> spill.short
        b'short'
    """

    def __init__(self, file: Path, most: int) -> None:
        self._path = file
        self._most = most
        self._size = 0
        self._parts: list[bytes] = []
        self._stream: BinaryIO | None = None

    def write(self, data: bytes) -> int:
        """Take some bytes.

        Raises:
            RefusedError: If the answer has grown too long.
        """
        self._size += len(data)
        if self._size > self._most:
            megabytes = f"{self._most / (1 << 20):,.0f} MiB"
            raise RefusedError(HTTPStatus.INTERNAL_SERVER_ERROR, f"the answer is longer than {megabytes}: add LIMIT to the query")
        if self._stream is not None:
            return self._stream.write(data)
        self._parts.append(data)
        if self._size > _IN_MEMORY:
            self._stream = self._path.open("wb")
            self._stream.writelines(self._parts)
            self._parts.clear()
        return len(data)

    def flush(self) -> None:
        """Do nothing: the file is flushed when it is closed."""

    @property
    def short(self) -> bytes | None:
        """The answer, unless it is in the file."""
        return b"".join(self._parts) if self._stream is None else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._stream is not None:
            self._stream.close()
            if error is not None:
                self._path.unlink(missing_ok=True)
