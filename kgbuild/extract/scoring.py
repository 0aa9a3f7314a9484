"""The role model: how probable it is that a careful reader lists a thing under a role."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

ROLES = ("introduces", "usesBaseModel", "usesArchitecture", "comparesWith", "appliesTechnique", "addressesTask", "usesDataset", "usesMetric")
"""The relations of a paper to what it names, in the order of the claims."""


@dataclass(frozen=True, eq=False)
class RoleModel:
    """One logistic regression per role over features that are present or absent.

    Attributes:
        weights: For each feature, its weight for each role, in the order of `ROLES`.
        thresholds: For each role, the probability from which a claim is made.
    """

    weights: Mapping[str, tuple[float, ...]]
    thresholds: tuple[float, ...]

    def probabilities(self, features: Iterable[str]) -> list[float]:
        """Return for each role the probability that it holds.

        Args:
            features: What is present; repetitions count once.

        Example:
            >>> model = RoleModel({"x": (0.0,) * 8}, (0.5,) * 8)
            >>> model.probabilities(["x", "unknown"])[0]
            0.5
        """
        rows = [self.weights[feature] for feature in sorted(set(features)) if feature in self.weights]
        if not rows:
            return [0.0] * len(ROLES)
        return [1 / (1 + math.exp(-max(-30.0, min(30.0, math.fsum(column))))) for column in zip(*rows, strict=True)]


def read_role_model(path: Path) -> RoleModel:
    """Return the role model of a file that `kgbuild.extract.train` wrote.

    Args:
        path: A JSON file.
    """
    return _parse(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def load_role_model() -> RoleModel:
    """Return the role model that ships with the package."""
    return _parse((files("kgbuild.extract") / "data" / "roles.json").read_text(encoding="utf-8"))


def _parse(text: str) -> RoleModel:
    data = json.loads(text)
    return RoleModel({name: tuple(row) for name, row in data["weights"].items()}, tuple(data["thresholds"]))
