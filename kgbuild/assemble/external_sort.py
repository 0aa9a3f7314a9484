"""Sorting more records than fit into memory: sorted runs go to files and are merged (Knuth, TAOCP volume 3, section 5.4)."""

import heapq
import shutil
import weakref
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp

_RUN_BYTES = 64 * 2**20


class SortedRecords:
    r"""Records in the order of their bytes, as often as wanted; memory holds a run at most.

    Args:
        records: Each without a line feed.
        run: How many bytes of records are sorted at once.

    Example:
        >>> found = SortedRecords([b"b", b"a", b"c"], run=2)
        >>> list(found), list(found)
        ([b'a', b'b', b'c'], [b'a', b'b', b'c'])
    """

    def __init__(self, records: Iterable[bytes], run: int = _RUN_BYTES) -> None:
        self._files: list[Path] = []
        self._last: list[bytes] = []
        size = 0
        for record in records:
            self._last.append(record)
            size += len(record)
            if size >= run:
                self._spill()
                size = 0
        self._last.sort()

    def __iter__(self) -> Iterator[bytes]:
        """Yield the records in order."""
        with ExitStack() as open_files:
            runs = [map(_record, open_files.enter_context(path.open("rb"))) for path in self._files]
            yield from heapq.merge(*runs, self._last)

    def _spill(self) -> None:
        self._last.sort()
        if not self._files:
            self._folder = mkdtemp(prefix="kgbuild-")
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        path = Path(self._folder, str(len(self._files)))
        with path.open("wb") as stream:
            stream.writelines(record + b"\n" for record in self._last)
        self._files.append(path)
        self._last = []


def _record(line: bytes) -> bytes:
    return line[:-1]
