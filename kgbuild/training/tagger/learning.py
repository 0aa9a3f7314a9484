"""Learning the tagger's network: Adam, dropout, and an average of the weights."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from kgbuild.extract.tagger import network
from kgbuild.extract.tagger.layers import Floats, Gradients
from kgbuild.extract.tagger.threads import one_thread
from kgbuild.extract.tagger.vectors import Vectors
from kgbuild.training.adam import Adam
from kgbuild.training.tagger.examples import FOREIGN, Batch, Lesson, Variation, WordTable, join, prepare, represent, vary

_WARM_UP = 50
_LEAST = 0.05
_AVERAGED_FROM = 0.75


@dataclass(frozen=True, slots=True)
class Plan:
    """How to learn.

    Attributes:
        width: How many numbers describe a token inside the network.
        rounds: How often the annotated papers are read.
        most_steps: The papers are read less often where they are so many that there would be more steps.
        batch: Papers read before each step.
        rate: Step size of Adam, at its highest.
        dropout: Share of numbers set to 0.
        variation: How papers are changed before each reading.
        decay: Of the weights, in each step, as a multiple of its size.
        seed: Of the random numbers.
    """

    width: int = 128
    rounds: int = 8
    most_steps: int = 10_000
    batch: int = 10
    rate: float = 4e-3
    dropout: float = 0.15
    variation: Variation = field(default_factory=Variation)
    decay: float = 0.01
    seed: int = 1


def learn(
    lessons: Sequence[Lesson],
    vectors: Vectors,
    plan: Plan,
) -> network.Parameters:
    """Return the parameters of a network that has learned from papers: their mean over the last quarter of the steps.

    Args:
        lessons: The papers.
        vectors: Of words.
        plan: How.
    """
    random = np.random.default_rng(plan.seed)
    table = WordTable([lesson.text for lesson in lessons], vectors)
    papers = [prepare(lesson, table) for lesson in lessons]
    pool = np.unique(np.concatenate([paper.names for paper in papers]))
    parameters = network.initial_parameters(plan.width, vectors.size, plan.seed)
    parameters[FOREIGN] = np.zeros((1, plan.width), np.float32)
    adam, average = Adam(parameters), _Average(parameters)
    steps = -(-len(papers) // plan.batch)
    rounds = max(1, min(plan.rounds, plan.most_steps // steps))
    total, done = rounds * steps, 0
    with one_thread():
        for _ in range(rounds):
            order = random.permutation(len(papers))
            for at in range(0, len(papers), plan.batch):
                batch = join([vary(papers[one], table, pool, plan.variation, random) for one in order[at : at + plan.batch]])
                gradients = _slope(batch, table, parameters, plan.dropout, random)
                rate = plan.rate * min(1.0, (done + 1) / _WARM_UP) * max(_LEAST, 1 - done / total)
                adam.step(parameters, gradients, rate, plan.decay)
                done += 1
                if done > _AVERAGED_FROM * total:
                    average.add(parameters)
    return {name: value for name, value in average.parameters().items() if name != FOREIGN}


class _Average:
    """The mean of parameters (Izmailov et al. 2018, "Averaging Weights Leads to Wider Optima and Better Generalization")."""

    def __init__(self, parameters: network.Parameters) -> None:
        self._sum = {name: np.zeros_like(value) for name, value in parameters.items()}
        self._count = 0

    def add(self, parameters: network.Parameters) -> None:
        self._count += 1
        for name, value in parameters.items():
            self._sum[name] += value

    def parameters(self) -> network.Parameters:
        return {name: value / np.float32(self._count) for name, value in self._sum.items()}


def _slope(
    batch: Batch, table: WordTable, parameters: network.Parameters, dropout: float, random: np.random.Generator
) -> Gradients:
    """Return the gradients of a batch's loss by the parameters."""

    def mask(values: Floats) -> Floats:
        return ((random.random(values.shape, np.float32) >= dropout) / np.float32(1 - dropout)).astype(np.float32)

    run = network.Run(parameters, {}, mask, batch.gaps.tolist())
    scores, backward = network.forward(represent(batch, table, parameters), batch.groups, run)
    gradients = run.gradients
    _, gradient = network.loss(scores, batch.labels, batch.rows)
    change = backward(gradient)
    gradients["words"] = table.facts[batch.words].T @ change
    gradients["places"] = batch.places.T @ change
    gradients[FOREIGN] = batch.foreign.T @ change
    gradients["vectors"] = table.vectors[batch.words].T @ change
    return gradients
