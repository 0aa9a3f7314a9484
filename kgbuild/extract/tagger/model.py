"""The tagger: probabilities of the eight fields for the words of a paper, and its file."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from kgbuild.extract.tagger import network
from kgbuild.extract.tagger.exact import weights_on_grid
from kgbuild.extract.tagger.features import Known, Text, place_facts, vector_key, word_facts
from kgbuild.extract.tagger.fields import FIELDS, STATES
from kgbuild.extract.tagger.layers import Floats, Integers, softmax
from kgbuild.extract.tagger.threads import one_thread
from kgbuild.extract.tagger.vectors import Vectors
from kgbuild.files import atomic_write

_MOST_WORDS = 60_000
_ROWS = 4_096
_LARGEST_FREED = 31 * 2**20


class Tagger:
    """Tells how probable it is that each word of a paper begins or continues a name listed under a field.

    What it knows of a word is computed once and kept, for at most 60,000 words: memory does not grow with the corpus.

    Args:
        parameters: Of the network.
        vectors: Of words.

    Example:
        >>> tagger = load_tagger()
        >>> tagger("BERT beats ELMo".split(), [0], 3).shape
        (3, 8, 3)
    """

    def __init__(self, parameters: network.Parameters, vectors: Vectors) -> None:
        self.parameters = parameters
        # Words are summed up in double precision: what processors do differently is far below what a step of the grid can see.
        self._of_words, self._of_vectors = (parameters[name].astype(np.float64) for name in ("words", "vectors"))
        self._run = network.Run(
            {name: weights_on_grid(value) if name.endswith(".weight") else value for name, value in parameters.items()}, exact=True
        )
        self.vectors = vectors
        self._forget()
        # glibc keeps what is freed if as much was freed at once before, up to 32 MiB; else it gives each paper's arrays back to the
        # system, and a fifteenth of the time goes into mapping them anew.
        np.empty(_LARGEST_FREED, np.uint8)

    def __call__(
        self, tokens: Sequence[str], sentence_starts: Sequence[int], title_length: int, known: Sequence[Known] = ()
    ) -> Floats:
        """Return the probabilities of `STATES` (tokens x fields x 3).

        Args:
            tokens: The words of title and abstract, as `kgbuild.extract.text.document` parts them.
            sentence_starts: The tokens that begin the title and each sentence, in order; the first is 0.
            title_length: How many tokens the title has.
            known: Names that the vocabulary knows in it; the probabilities are better with them.
        """
        if not tokens:
            return np.zeros((0, len(FIELDS), len(STATES)))
        words = self._numbers(tokens)
        groups = network.Groups.of(self._lower[words], sentence_starts)
        inputs = self._rows[words]
        text = Text(tokens, sentence_starts, title_length, known)
        for rows, facts in place_facts(text, groups.word):
            if len(rows) == len(tokens):
                inputs += self.parameters["places"][facts]
            else:
                np.add.at(inputs, rows, self.parameters["places"][facts])
        with one_thread():
            scores = network.forward(inputs, groups, self._run)[0]
        return softmax(scores.astype(np.float64))

    def _forget(self) -> None:
        self._number: dict[str, int] = {}
        self._key: dict[str, int] = {}
        self._rows = np.zeros((_ROWS, self.parameters["words"].shape[1]), np.float32)
        self._lower = np.zeros(_ROWS, np.int64)

    def _numbers(self, tokens: Sequence[str]) -> Integers:
        new = [token for token in dict.fromkeys(tokens) if token not in self._number]
        if len(self._number) + len(new) > _MOST_WORDS:
            self._forget()
            new = list(dict.fromkeys(tokens))
        for token in new:
            self._learn_word(token)
        return np.array([self._number[token] for token in tokens])

    def _learn_word(self, token: str) -> None:
        number = self._number[token] = len(self._number)
        if number == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._lower = np.concatenate([self._lower, np.zeros_like(self._lower)])
        rank = self.vectors.rank(token)
        facts = list(word_facts(token, rank))
        self._rows[number] = self._of_words[facts].sum(axis=0) + self.vectors.row(rank) @ self._of_vectors
        self._lower[number] = self._key.setdefault(vector_key(token), len(self._key))


def write_model(path: Path, parameters: network.Parameters, vectors: Vectors) -> None:
    """Write a tagger's file: numpy arrays, weights in 16 bits; the same model gives the same bytes.

    Args:
        path: The file, `.npz`.
        parameters: Of the network.
        vectors: Of words.
    """
    arrays = {f"parameters/{name}": value.astype(np.float16) for name, value in sorted(parameters.items())}
    words = np.frombuffer("\n".join(vectors.words).encode(), np.uint8)
    with atomic_write(path) as stream:
        np.savez_compressed(
            stream, allow_pickle=False, words=words, codes=vectors.codes, scales=vectors.scales.astype(np.float32), **arrays
        )


def read_model(path: Path) -> tuple[network.Parameters, Vectors]:
    """Return the network's parameters and the vectors of a file that `write_model` wrote.

    Args:
        path: The file.

    Raises:
        ValueError: If it holds a network of other layers.
        KeyError: If something is missing in it.
    """
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        parameters = {
            name.removeprefix("parameters/"): arrays[name].astype(np.float32)
            for name in arrays.files
            if name.startswith("parameters/")
        }
    vectors = read_vectors(path)
    if {name: value.shape for name, value in parameters.items()} != network.shapes(parameters["words"].shape[1], vectors.size):
        raise ValueError("its tagger has other layers")
    return parameters, vectors


def read_vectors(path: Path) -> Vectors:
    """Return the vectors of a file that `write_model` wrote, whatever network it holds.

    Args:
        path: The file.

    Raises:
        KeyError: If something is missing in it.
    """
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        return Vectors(arrays["words"].tobytes().decode().split("\n"), arrays["codes"], arrays["scales"])


@lru_cache(maxsize=1)
def load_tagger() -> Tagger:
    """Return the tagger that ships with the package."""
    with _shipped() as path:
        return Tagger(*read_model(path))


def load_vectors() -> Vectors:
    """Return the vectors that ship with the package."""
    with _shipped() as path:
        return read_vectors(path)


def _shipped() -> AbstractContextManager[Path]:
    return as_file(files("kgbuild.extract") / "data" / "tagger.npz")
