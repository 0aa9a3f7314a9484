"""Logistic regressions over features that are present or absent, applied with NumPy alone."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import count, repeat
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from kgbuild.models import EntityType

ROLES = (
    "introduces",
    "usesBaseModel",
    "usesArchitecture",
    "comparesWith",
    "appliesTechnique",
    "addressesTask",
    "usesDataset",
    "usesMetric",
)
"""The relations of a paper to what it names: the outputs of the role network, in the order of the claims."""

ROLES_OF_TYPE: Mapping[EntityType, tuple[str, ...]] = MappingProxyType(
    {
        "Model": ("usesBaseModel", "comparesWith"),
        "Method": ("comparesWith",),
        "Architecture": ("usesArchitecture",),
        "Technique": ("appliesTechnique",),
        "Task": ("addressesTask",),
        "Dataset": ("usesDataset",),
        "Metric": ("usesMetric",),
    }
)
"""The roles that a known name of each type can have in a paper that did not introduce it."""

KINDS: tuple[EntityType, ...] = ("Model", "Method", "Dataset", "Tool", "Metric")
"""The types of what a paper introduces: the outputs of the kind model."""

RELATIONS = ("basedOn", "outperforms", "partOf")
"""The relations between what one paper names: the outputs of the relation model."""

Whole = npt.NDArray[np.int16]

_SMALLEST = 0.02
_DECIMALS = 2
"""Of the weights in a file. As whole hundredths they add up to the same sum in any order, on any processor."""


@dataclass(frozen=True, eq=False)
class LogisticModel:
    """One logistic regression for each output, over the same features.

    Attributes:
        rows: For each feature, the row of its weights.
        weights: Features by outputs; what lies beyond the second decimal does not count.
        thresholds: For each output, the probability from which it is claimed.
    """

    rows: Mapping[str, int]
    weights: npt.NDArray[np.float64]
    thresholds: tuple[float, ...]

    @cached_property
    def _whole(self) -> Whole:
        """The weights in whole hundredths, and below them a row of zeros."""
        padded = np.vstack([self.weights, np.zeros((1, self.weights.shape[1]))])
        whole: Whole = np.rint(padded * 10**_DECIMALS).astype(np.int16)
        return whole

    def probabilities(self, things: Iterable[Iterable[str]]) -> list[list[float]]:
        """Return for each thing the probability of each output.

        Args:
            things: The features that are present in each; repetitions count once.

        Example:
            >>> model = LogisticModel({"x": 0}, np.zeros((1, 8)), (0.5,) * 8)
            >>> model.probabilities([["x", "unknown"]])[0][0]
            0.5
        """
        return as_probabilities(summed(self.rows, self._whole, list(things)) / 10**_DECIMALS)


def summed(rows: Mapping[str, int], table: Whole, things: Sequence[Iterable[str]]) -> npt.NDArray[np.float64]:
    """Return for each thing the sums of the rows of its features.

    Args:
        rows: For each feature, its row.
        table: Whole numbers, whose sums are the same in any order; the last row holds zeros.
        things: The features that are present in each; repetitions count once, and unknown ones do not.

    Example:
        >>> summed({"x": 0}, np.array([[3], [0]], np.int16), [["x", "x", "y"], []]).tolist()
        [[3.0], [0.0]]
    """
    columns: defaultdict[str, int] = defaultdict(count().__next__)
    numbers: list[int] = []
    owners: list[int] = []
    for owner, names in enumerate(things):
        numbers.extend(map(columns.__getitem__, names))
        owners.extend(repeat(owner, len(numbers) - len(owners)))
    # Things of one paper share most features. Sums are far below the 2**24 up to which single precision knows all whole numbers.
    present = np.zeros((len(things), len(columns)), np.float32)
    present[owners, numbers] = 1
    distinct = [*map(rows.get, columns, repeat(len(table) - 1))]
    return (present @ table.take(distinct, axis=0).astype(np.float32)).astype(np.float64)


def as_probabilities(scores: npt.NDArray[np.floating]) -> list[list[float]]:
    """Return the logistic function of scores, which count from -30 to 30.

    Example:
        >>> as_probabilities(np.array([[0.0]]))
        [[0.5]]
    """
    probabilities: list[list[float]] = (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).tolist()
    return probabilities


def read_model(path: Path) -> LogisticModel:
    """Return the model of a file that `write_model` wrote.

    Args:
        path: A JSON file.
    """
    return _parse(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def load_kinds() -> LogisticModel:
    """Return the model of types that ships with the package."""
    return _parse((files("kgbuild.extract") / "data" / "kinds.json").read_text(encoding="utf-8"))


def write_model(path: Path, names: Sequence[str], weights: npt.NDArray[np.float64], thresholds: Sequence[float]) -> None:
    """Write a model as JSON, a feature a line; weights too small to matter are left out.

    Args:
        path: The file to write.
        names: Of the features.
        weights: Features by outputs.
        thresholds: For each output.
    """
    rows = [
        f"{json.dumps(name)}:{json.dumps([round(weight, _DECIMALS) for weight in row], separators=(',', ':'))}"
        for name, row in zip(names, weights.tolist(), strict=True)
        if max(map(abs, row)) >= _SMALLEST
    ]
    path.write_text(
        f'{{"thresholds":{json.dumps(list(thresholds))},\n"weights":{{\n' + ",\n".join(rows) + "\n}}\n", encoding="utf-8"
    )


def _parse(text: str) -> LogisticModel:
    data = json.loads(text)
    weights = np.array(list(data["weights"].values()), dtype=np.float64)
    return LogisticModel({name: row for row, name in enumerate(data["weights"])}, weights, tuple(data["thresholds"]))
