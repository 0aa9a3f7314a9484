"""What the words of a name and those around it mean: means of their vectors, for the networks of roles and relations."""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from kgbuild.extract.candidates.grouping import Group
from kgbuild.extract.tagger.layers import Floats
from kgbuild.extract.tagger.vectors import Vectors
from kgbuild.extract.text.document import Document

STRETCHES = 4
"""Of how many stretches of words each group gets the mean vector."""

_READ_MENTIONS = 2
_NEAR = 3


class Surroundings:
    """Gives the mean vectors of the words of a document's groups, of their last word, and of the three words before and after.

    Args:
        document: What the groups were found in.
        vectors: Of words; those that have none count as zeros.
    """

    def __init__(self, document: Document, vectors: Vectors) -> None:
        self._document = document
        rows = vectors.rows(document.forms)
        self._sums = np.zeros((len(rows) + 1, vectors.size), np.float32)
        np.cumsum(rows, axis=0, out=self._sums[1:])

    def __call__(self, groups: Sequence[Group]) -> Floats:
        """Return the means over the two longest mentions of each group (groups x `STRETCHES` times the vectors' size).

        Args:
            groups: Any of the document.
        """
        width = self._sums.shape[1]
        if not groups:
            return np.zeros((0, STRETCHES * width), np.float32)
        longest = [one.longest(_READ_MENTIONS) for one in groups]
        places = np.array([self._document.words_in(*span) for spans in longest for span in spans])
        means = np.empty((len(places), STRETCHES * width), np.float32)
        for number, (starts, ends) in enumerate(_stretches(places, len(self._sums) - 1)):
            mean = means[:, number * width : (number + 1) * width]
            np.subtract(self._sums.take(ends, axis=0), self._sums.take(starts, axis=0), out=mean)
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
