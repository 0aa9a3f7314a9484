"""Papers put aside on disk, so that a corpus need not fit in memory."""

import pickle
import weakref
from array import array
from tempfile import SpooledTemporaryFile

from kgbuild.models import Paper

_IN_MEMORY = 1 << 23
"""Bytes that are kept in memory before any goes to a file."""


class PaperShelf:
    """Holds papers by number, from 0; the first 8 MiB in memory, more in a temporary file that goes with the shelf.

    Example:
        >>> shelf = PaperShelf()
        >>> shelf.put(Paper(title="BERT"))
        >>> len(shelf), shelf[0].title
        (1, 'BERT')
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - open as long as the shelf is held
        weakref.finalize(self, self._file.close)  # Python warns of files that nobody closes
        self._ends = array("Q", [0])

    def put(self, paper: Paper) -> None:
        """Add a paper; its number is how many were there."""
        self._file.seek(self._ends[-1])
        self._ends.append(self._ends[-1] + self._file.write(pickle.dumps(paper, pickle.HIGHEST_PROTOCOL)))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> Paper:
        self._file.seek(self._ends[number])
        paper: Paper = pickle.loads(self._file.read(self._ends[number + 1] - self._ends[number]))  # noqa: S301 - written by `put`
        return paper
