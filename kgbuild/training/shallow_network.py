"""Learns the networks of roles and relations: Adam, dropout, and two networks of different seeds made one.

What the gold file's annotators list otherwise than all is learned apart: from the features, from the hidden units, and as a bias of
each role; what is written are the gold file's readers. (Daumé III, Frustratingly Easy Domain Adaptation, ACL 2007.)
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from kgbuild.extract.roles.features import NAMING
from kgbuild.extract.shallow_network import ShallowNetwork, in_steps
from kgbuild.extract.tagger.layers import Floats, Gradients, Parameters
from kgbuild.extract.tagger.threads import one_thread
from kgbuild.training.adam import Adam
from kgbuild.training.learning import FeatureTable, Rows

_OWN = np.float32(0.5)
_RARE_ROLE = -3
_START = 0.02
"""Standard deviation of the weights before learning; features too rare to learn of keep about theirs."""
_WARM_UP = 50
_LEAST = 0.02


@dataclass(frozen=True, slots=True)
class NetworkPlan:
    """How to learn.

    Attributes:
        features: How many are learned of at most, the most frequent: weights grow no further with the papers.
        units: Hidden units of each network.
        seeds: Of the networks that are made one.
        rounds: How often the papers are read.
        fewest_steps: The papers are read more often where they are so few that there would be fewer steps.
        batch: Papers read before each step.
        rate: Step size of Adam, at its highest.
        decay: Of the weights, in each step, as a multiple of its size.
        unseen: Share of features, and of the vectors' numbers, that are hidden in each reading.
        unnamed: Share of things whose names are hidden in each reading, so that the network heeds what is said of names that it
            knows, too.
        dropout: Share of hidden units set to 0.
    """

    features: int = 100_000
    units: int = 48
    seeds: tuple[int, ...] = (1, 2)
    rounds: int = 4
    fewest_steps: int = 200
    batch: int = 16
    rate: float = 3e-3
    decay: float = 0.1
    unseen: float = 0.2
    unnamed: float = 0.15
    dropout: float = 0.3


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is found in one annotated paper.

    Attributes:
        features: Of each thing, distinct.
        vectors: Of each thing, a row.
        labels: Things by outputs.
        foreign: Whether other annotators than the gold file's listed them.
    """

    features: Rows
    vectors: Floats
    labels: npt.NDArray[np.bool_]
    foreign: bool


def learn(lessons: Sequence[Lesson], plan: NetworkPlan) -> tuple[ShallowNetwork, ShallowNetwork]:
    """Return the network that reads as the gold file's annotators do, and the one that reads as the others.

    Args:
        lessons: What is found in the papers.
        plan: How to learn.
    """
    table = FeatureTable([row for lesson in lessons for row in lesson.features], plan.features)
    data = _Data.of(lessons, table)
    with one_thread():
        learned = [_Network(data, plan, seed).learn() for seed in plan.seeds]
    own, other = (_as_one([_merged(one, data, foreign=foreign) for one in learned], table) for foreign in (False, True))
    return own, other


@dataclass(frozen=True, slots=True)
class _Data:
    """All things of all papers as matrices.

    Attributes:
        features: Things by features.
        naming: For each feature, whether it is of the name itself.
        vectors: Things by numbers, each number with mean 0 and variance 1.
        labels: Things by outputs.
        own: For each thing, 1 if the gold file's annotators listed its roles, else 0 (a column).
        papers: For each paper with any thing, its things' numbers.
        means: Of the vectors' numbers as they came.
        deviations: Likewise.
    """

    features: csr_matrix
    naming: npt.NDArray[np.bool_]
    vectors: Floats
    labels: Floats
    own: Floats
    papers: Sequence[npt.NDArray[np.intp]]
    means: Floats
    deviations: Floats

    @classmethod
    def of(cls, lessons: Sequence[Lesson], table: FeatureTable) -> "_Data":
        vectors = np.concatenate([lesson.vectors for lesson in lessons]).astype(np.float32)
        means, deviations = vectors.mean(axis=0), vectors.std(axis=0) + np.float32(1e-5)
        sizes = [len(lesson.features) for lesson in lessons]
        return cls(
            table.matrix([row for lesson in lessons for row in lesson.features]),
            np.array([name.startswith(NAMING) for name in table.names]),
            (vectors - means) / deviations,
            np.concatenate([lesson.labels for lesson in lessons]).astype(np.float32),
            np.repeat(np.array([[not lesson.foreign] for lesson in lessons], np.float32), sizes, axis=0),
            [numbers for numbers in np.split(np.arange(sum(sizes)), np.cumsum(sizes)[:-1]) if len(numbers)],
            means,
            deviations,
        )


class _Network:
    """One network while it learns.

    Args:
        data: What it learns from.
        plan: How.
        seed: Of the random numbers.
    """

    def __init__(self, data: _Data, plan: NetworkPlan, seed: int) -> None:
        self._data = data
        self._plan = plan
        self._random = np.random.default_rng(seed)
        roles, units = data.labels.shape[1], plan.units
        self._parameters: Parameters = {
            "features.weight": np.zeros((data.features.shape[1], units + 2 * roles), np.float32),
            "vectors.weight": self._draw(data.vectors.shape[1], units, _START),
            "hidden.bias": np.zeros(units, np.float32),
            "foreign.bias": np.zeros(units, np.float32),
            "outputs.weight": self._draw(units, roles, units**-0.5),
            "own.weight": np.zeros((units, roles), np.float32),
            "outputs.bias": np.full(roles, _RARE_ROLE, np.float32),
            "own.bias": np.zeros(roles, np.float32),
        }
        self._parameters["features.weight"][:, :units] = self._draw(data.features.shape[1], units, _START)

    def learn(self) -> Parameters:
        """Return the parameters after all rounds."""
        plan, papers = self._plan, self._data.papers
        steps = -(-len(papers) // plan.batch)
        rounds = max(plan.rounds, -(-plan.fewest_steps // steps))
        adam, done = Adam(self._parameters), 0
        for _ in range(rounds):
            order = self._random.permutation(len(papers))
            for at in range(0, len(papers), plan.batch):
                things = np.concatenate([papers[one] for one in order[at : at + plan.batch]])
                done += 1
                rate = plan.rate * min(1.0, done / _WARM_UP) * max(_LEAST, 1 - done / (rounds * steps))
                gradients, columns = self._slope(things)
                adam.step(self._parameters, gradients, rate, plan.decay, {"features.weight": columns})
        return self._parameters

    def _slope(self, things: npt.NDArray[np.intp]) -> tuple[Gradients, npt.NDArray[np.intp]]:
        """Return the gradients of the mean cross-entropy over some things and all roles, and which features the things have.

        The gradient of the features' weights has a row for each of these features.
        """
        p, own, units = self._parameters, self._data.own[things], self._plan.units
        features, columns, vectors = self._seen(things)
        sums = features @ p["features.weight"][columns]
        before = sums[:, :units] + vectors @ p["vectors.weight"] + p["hidden.bias"] + (1 - own) * p["foreign.bias"]
        open_ = (before > 0) * self._kept(before.shape, self._plan.dropout) / np.float32(1 - self._plan.dropout)
        hidden = before * open_
        shared, apart = np.split(sums[:, units:], 2, axis=1)
        scores = shared + hidden @ p["outputs.weight"] + p["outputs.bias"]
        scores += own * (_OWN * apart + hidden @ p["own.weight"] + p["own.bias"])
        with np.errstate(over="ignore"):  # a probability of 0 is what it should become
            slope = (1 / (1 + np.exp(-scores)) - self._data.labels[things]) / np.float32(scores.size)
        slope_own = own * slope
        slope_before = (slope @ p["outputs.weight"].T + slope_own @ p["own.weight"].T) * open_
        gradients = {
            "features.weight": features.T @ np.concatenate([slope_before, slope, _OWN * slope_own], axis=1),
            "vectors.weight": vectors.T @ slope_before,
            "hidden.bias": slope_before.sum(axis=0),
            "foreign.bias": ((1 - own) * slope_before).sum(axis=0),
            "outputs.weight": hidden.T @ slope,
            "own.weight": hidden.T @ slope_own,
            "outputs.bias": slope.sum(axis=0),
            "own.bias": slope_own.sum(axis=0),
        }
        return gradients, columns

    def _seen(self, things: npt.NDArray[np.intp]) -> tuple[csr_matrix, npt.NDArray[np.intp], Floats]:
        """Return what is not hidden of some things: their features, which these are, and their vectors."""
        data, plan = self._data, self._plan
        found, vectors = data.features[things], data.vectors[things]
        named = self._kept((len(things), 1), plan.unnamed)
        kept = self._kept(found.data.shape, plan.unseen)
        of_name = data.naming[found.indices]
        kept[of_name] *= np.repeat(named, np.diff(found.indptr))[of_name]
        columns, numbers = np.unique(found.indices, return_inverse=True)
        features = csr_matrix((kept, numbers, found.indptr), (len(things), len(columns)))
        vectors = vectors * self._kept(vectors.shape, plan.unseen) / np.float32(1 - plan.unseen)
        vectors[:, : vectors.shape[1] // 2] *= named
        return features, columns, vectors

    def _draw(self, rows: int, columns: int, scale: float) -> Floats:
        return (self._random.standard_normal((rows, columns)) * scale).astype(np.float32)

    def _kept(self, shape: tuple[int, ...], hidden: float) -> Floats:
        return (self._random.random(shape, np.float32) >= hidden).astype(np.float32)


def _merged(p: Parameters, data: _Data, *, foreign: bool) -> Parameters:
    """Return the parameters of the network for one kind of annotators, over vectors as they come."""
    share, units = np.float32(not foreign), len(p["hidden.bias"])
    shared, apart = np.split(p["features.weight"][:, units:], 2, axis=1)
    vectors = p["vectors.weight"] / data.deviations[:, None]
    return {
        "hidden": p["features.weight"][:, :units],
        "direct": shared + share * _OWN * apart,
        "vectors": vectors,
        "bias": p["hidden.bias"] + (1 - share) * p["foreign.bias"] - data.means @ vectors,
        "outputs": p["outputs.weight"] + share * p["own.weight"],
        "output_bias": p["outputs.bias"] + share * p["own.bias"],
    }


def _as_one(networks: Sequence[Parameters], table: FeatureTable) -> ShallowNetwork:
    """Return one network whose scores are the means of the scores of several."""

    def mean(name: str) -> Floats:
        total: Floats = np.add.reduce([one[name] for one in networks]) / len(networks)
        return total

    return ShallowNetwork(
        {name: row for row, name in enumerate(table.names)},
        in_steps(np.concatenate([*(one["hidden"] for one in networks), mean("direct")], axis=1)),
        np.concatenate([one["vectors"] for one in networks], axis=1).astype(np.float64),
        np.concatenate([one["bias"] for one in networks]).astype(np.float64),
        np.concatenate([one["outputs"] for one in networks]).astype(np.float64) / len(networks),
        mean("output_bias").astype(np.float64),
        (0.5,) * len(mean("output_bias")),
    )
