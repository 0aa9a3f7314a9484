"""What the words of a name and those around it mean: means of their vectors, for the model of roles."""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from kgbuild.extract.document import Document
from kgbuild.extract.grouping import Group
from kgbuild.extract.tagger.layers import Floats
from kgbuild.extract.tagger.vectors import Vectors

_READ_MENTIONS = 2
_NEAR = 3


class Surroundings:
    """Gives, for each group, the mean vectors of its words, of its last word, and of the three words before and after it.

    Args:
        vectors: Of words; those that have none count as zeros.
    """

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors

    @property
    def size(self) -> int:
        """How many numbers a group gets."""
        return 4 * self._vectors.size

    def __call__(self, document: Document, groups: Sequence[Group]) -> Floats:
        """Return the means over the two longest mentions of each group (groups x size).

        Args:
            document: What the groups were found in.
            groups: Any of them.
        """
        if not groups:
            return np.zeros((0, self.size), np.float32)
        longest = [one.longest(_READ_MENTIONS) for one in groups]
        places = np.array([document.words_in(*span) for spans in longest for span in spans])
        rows = self._vectors.rows(document.forms)
        sums = np.zeros((len(rows) + 1, rows.shape[1]), np.float32)
        np.cumsum(rows, axis=0, out=sums[1:])
        means = np.empty((len(places), self.size), np.float32)
        for number, (starts, ends) in enumerate(_stretches(places, len(rows))):
            mean = means[:, number * rows.shape[1] : (number + 1) * rows.shape[1]]
            np.subtract(sums.take(ends, axis=0), sums.take(starts, axis=0), out=mean)
            mean /= np.maximum(ends - starts, 1).astype(np.float32)[:, None]
        if len(places) == len(groups):
            return means
        firsts = [0, *accumulate(map(len, longest))][:-1]
        result: Floats = np.add.reduceat(means, firsts, axis=0)
        result /= np.array([[len(spans)] for spans in longest], np.float32)
        return result


def _stretches(places: np.ndarray, words: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the first word and the end of each stretch whose mean is taken."""
    starts, ends = places[:, 0], places[:, 1]
    return [
        (starts, ends),
        (np.maximum(ends - 1, starts), ends),
        (np.maximum(starts - _NEAR, 0), starts),
        (ends, np.minimum(ends + _NEAR, words)),
    ]
