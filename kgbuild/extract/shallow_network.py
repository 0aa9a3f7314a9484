"""The networks that judge what a paper is to each thing that it names, and how these things relate, applied with NumPy alone.

Each reads features that are present or absent, and vectors of words. An output's score is a weighted sum of the features and of
hidden units, each a rectified weighted sum of features and vectors.
"""

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kgbuild.extract.scoring import Whole, as_probabilities, summed
from kgbuild.extract.tagger.layers import Floats
from kgbuild.files import atomic_write

ROLES_FILE, RELATIONS_FILE = "roles.npz", "relations.npz"

STEPS = 64
"""Weights of features are whole multiples of the inverse: so their sums are exact, in any order, and a row of them is short."""


@dataclass(frozen=True, eq=False)
class ShallowNetwork:
    """A network with one hidden layer and direct ways from the features to the outputs: roles, or relations.

    Attributes:
        rows: For each feature, its row.
        features: Weights of the features, in steps (features + 1 x hidden units + outputs); the last row holds zeros.
        vectors: Weights of the vectors' numbers (numbers x hidden units).
        bias: Of the hidden units.
        outputs: Weights of the hidden units (hidden units x outputs).
        output_bias: Of the outputs.
        thresholds: For each output, the probability from which it is claimed.
    """

    rows: Mapping[str, int]
    features: Whole
    vectors: Floats
    bias: Floats
    outputs: Floats
    output_bias: Floats
    thresholds: tuple[float, ...]

    def probabilities(self, things: Iterable[Iterable[str]], vectors: Floats) -> list[list[float]]:
        """Return for each thing the probability of each output.

        Args:
            things: The features that are present in each; repetitions count once.
            vectors: A row for each thing.

        Example:
            >>> network = load_network(ROLES_FILE)
            >>> network.probabilities([], np.zeros((0, len(network.vectors))))
            []
        """
        return as_probabilities(self._scores(summed(self.rows, self.features, list(things)) / STEPS, vectors))

    def _scores(self, sums: Floats, vectors: Floats) -> Floats:
        units = len(self.bias)
        hidden = np.maximum(sums[:, :units] + (vectors @ self.vectors + self.bias), 0)
        scores: Floats = sums[:, units:] + (hidden @ self.outputs + self.output_bias)
        return scores


def in_steps(weights: Floats) -> Whole:
    """Return weights of features as a network holds them: in whole steps, with a row of zeros at the end.

    Args:
        weights: Features by hidden units and outputs.
    """
    whole = np.clip(np.rint(weights * STEPS), -(2**15), 2**15 - 1)
    return np.vstack([whole, np.zeros((1, weights.shape[1]))]).astype(np.int16)


def write_network(path: Path, network: ShallowNetwork) -> None:
    """Write a network; features that weigh nothing are left out, and the same network gives the same bytes.

    Args:
        path: The file, `.npz`.
        network: What to write.
    """
    telling = [(name, row) for name, row in network.rows.items() if network.features[row].any()]
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        allow_pickle=False,
        names=np.frombuffer(json.dumps([name for name, _ in telling]).encode(), np.uint8),
        features=network.features[[row for _, row in telling]],
        steps=np.array(STEPS),
        vectors=network.vectors.astype(np.float32),
        bias=network.bias.astype(np.float32),
        outputs=network.outputs.astype(np.float32),
        output_bias=network.output_bias.astype(np.float32),
        thresholds=np.array(network.thresholds),
    )
    with atomic_write(path) as stream:
        stream.write(buffer.getvalue())


def read_network(path: Path) -> ShallowNetwork:
    """Return the network of a file that `write_network` wrote.

    Args:
        path: The file.

    Raises:
        ValueError: If it is no such file.
        KeyError: If something is missing in it.
    """
    return _parse(path.read_bytes())


@lru_cache(maxsize=2)
def load_network(name: str) -> ShallowNetwork:
    """Return a network that ships with the package.

    Args:
        name: `ROLES_FILE` or `RELATIONS_FILE`.
    """
    return _parse((files("kgbuild.extract") / "data" / name).read_bytes())


def _parse(data: bytes) -> ShallowNetwork:
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        names: Sequence[str] = json.loads(arrays["names"].tobytes())
        exact: dict[str, npt.NDArray[np.float64]] = {
            name: arrays[name].astype(np.float64) for name in ("vectors", "bias", "outputs", "output_bias")
        }
        if int(arrays["steps"]) != STEPS:
            raise ValueError("its weights have other steps")
        features = np.vstack([arrays["features"], np.zeros((1, arrays["features"].shape[1]), np.int16)])
        if len(names) != len(features) - 1 or features.shape[1] != len(exact["bias"]) + len(exact["output_bias"]):
            raise ValueError("its tables do not fit together")
        rows = {name: row for row, name in enumerate(names)}
        return ShallowNetwork(rows, features, **exact, thresholds=tuple(arrays["thresholds"].tolist()))
