"""Vectors of words, learned from a corpus and kept in eight bits."""

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from kgbuild.extract.tagger.features import vector_key
from kgbuild.extract.tagger.layers import Floats

_LARGEST = 127
_REMEMBERED = 50_000


class Vectors:
    """Words, most frequent first, with their vectors.

    Args:
        words: In the form of `vector_key`.
        codes: A row of whole numbers from -127 to 127 for each word.
        scales: For each word what its row is multiplied with.

    Example:
        >>> vectors = compress(["bert"], np.array([[3.0, -4.0]], np.float32))
        >>> vectors.rank("BERT"), vectors.rank("ELMo"), [round(float(value), 1) for value in vectors.row(0)]
        (0, -1, [0.6, -0.8])
    """

    def __init__(self, words: Sequence[str], codes: npt.NDArray[np.int8], scales: Floats) -> None:
        self.words = words
        self.codes = codes
        self.scales = scales
        self.rank = lru_cache(maxsize=_REMEMBERED)(self._find)
        """Returns a word's place by frequency, or -1."""

    def __reduce__(self) -> tuple[type["Vectors"], tuple[Sequence[str], npt.NDArray[np.int8], Floats]]:
        """What another process makes it from: what it remembers stays here."""
        return Vectors, (self.words, self.codes, self.scales)

    @property
    def size(self) -> int:
        """How many numbers a vector has."""
        return int(self.codes.shape[1])

    def row(self, rank: int) -> Floats:
        """Return the vector of the word of this rank; zeros for -1."""
        if rank < 0:
            return np.zeros(self.size, np.float32)
        result: Floats = self.codes[rank] * self.scales[rank]
        return result

    def rows(self, tokens: Sequence[str]) -> Floats:
        """Return the vectors of some words (tokens x size); zeros for those that have none.

        Args:
            tokens: As they are written.
        """
        ranks = np.array([*map(self.rank, tokens)], np.intp)
        scales = np.where(ranks < 0, np.float32(0), self.scales[ranks])
        vectors: Floats = np.multiply(self.codes[ranks], scales[:, None])
        return vectors

    def _find(self, token: str) -> int:
        return self._ranks.get(vector_key(token), -1)

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {word: rank for rank, word in enumerate(self.words)}


def compress(words: Sequence[str], vectors: Floats) -> Vectors:
    """Return vectors of length 1 in eight bits.

    Args:
        words: In the form of `vector_key`, most frequent first.
        vectors: A row for each.
    """
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    scales = np.abs(unit).max(axis=1) / _LARGEST
    codes = np.round(unit / np.maximum(scales[:, None], 1e-9)).astype(np.int8)
    return Vectors(words, codes, scales.astype(np.float32))
