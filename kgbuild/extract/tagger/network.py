"""The tagger's network: a residual convolution over tokens that also looks at the word's other places.

Each token is the sum of its facts' rows, its place's rows and its projected vector. Blocks of (normalise, window, linear, rectify)
add to it; after half of them one layer adds the means over all tokens of the same word, over the sentence and over the document, so
that what is said of a name at one place counts at every other. Eight softmax layers then tell, for each field, whether the token
begins a name, continues one, or neither.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kgbuild.extract.tagger import exact, layers
from kgbuild.extract.tagger.features import PLACE_FACTS, WORD_FACTS
from kgbuild.extract.tagger.fields import FIELDS
from kgbuild.extract.tagger.layers import Backward, Floats, Gradients, Integers

STATES = 3
_DISTANCES = (1, 1, 2, 1)
_POOL_AFTER = 2

_TINY = 1e-9

Parameters = dict[str, Floats]
States = npt.NDArray[np.int8]
Mask = Callable[[Floats], Floats]


class Groups(NamedTuple):
    """For each token, the group it is averaged with, numbered from 0 without gaps.

    Attributes:
        word: The same word in one document.
        sentence: One sentence.
        document: One document.
    """

    word: Integers
    sentence: Integers
    document: Integers


def initial_parameters(width: int, vector_size: int, seed: int) -> Parameters:
    """Return random parameters.

    Args:
        width: How many numbers describe a token inside the network.
        vector_size: How many numbers a word's vector has.
        seed: Of the random numbers.
    """
    random = np.random.default_rng(seed)

    def draw(rows: int, columns: int, scale: float) -> Floats:
        return (random.standard_normal((rows, columns)) * scale).astype(np.float32)

    result = {
        "words": draw(WORD_FACTS, width, 0.1),
        "places": draw(PLACE_FACTS, width, 0.1),
        "vectors": draw(vector_size, width, vector_size**-0.5),
    }
    for number in range(len(_DISTANCES)):
        result[f"block{number}.weight"] = draw(3 * width, width, (2 / (3 * width)) ** 0.5)
        result[f"block{number}.bias"] = np.zeros(width, np.float32)
    for name in ("own", *Groups._fields):
        result[f"{name}.weight"] = draw(width, width, (2 / (4 * width)) ** 0.5)
    result["own.bias"] = np.zeros(width, np.float32)
    result["out.weight"] = draw(width, STATES * len(FIELDS), width**-0.5)
    result["out.bias"] = np.tile(np.array([2, -1, -1], np.float32), len(FIELDS))
    return result


@dataclass(frozen=True, slots=True)
class Run:
    """What the layers of one run of the network share.

    Attributes:
        parameters: Of the network.
        gradients: Where the way back adds the parameters' gradients.
        mask: In training, returns an array of the shape of its argument in which some numbers are 0; by default nothing is masked.
        gaps: Rows between documents, which stay 0.
        exact: Whether inputs of products are put on the grid of `kgbuild.extract.tagger.exact`, where the parameters are.
    """

    parameters: Parameters
    gradients: Gradients = field(default_factory=dict)
    mask: Mask | None = None
    gaps: list[int] = field(default_factory=list)
    exact: bool = False


def forward(inputs: Floats, groups: Groups, run: Run) -> tuple[Floats, Backward]:
    """Return a score for each token, field and state (tokens x fields x states), and the way back.

    Args:
        inputs: What describes the tokens (tokens x width).
        groups: Which tokens are averaged.
        run: Parameters, and what training needs.
    """
    ways: list[Backward] = []
    current, way = _normalise(inputs, run)
    ways.append(way)
    current, way = _drop(current, run)
    ways.append(way)
    for number, distance in enumerate(_DISTANCES):
        if number == _POOL_AFTER:
            current, way = _look_around(current, groups, run)
            ways.append(way)
        current, way = _block(current, distance, f"block{number}", run)
        ways.append(way)
    current, way = _normalise(current, run)
    ways.append(way)
    current, way = _drop(current, run)
    ways.append(way)
    current, way = layers.linear(current, run.parameters, "out", run.gradients)
    ways.append(way)

    def backward(gradient: Floats) -> Floats:
        result = gradient.reshape(len(gradient), -1)
        for step in reversed(ways):
            result = step(result)
        return result

    return current.reshape(len(current), len(FIELDS), STATES), backward


def _normalise(inputs: Floats, run: Run) -> tuple[Floats, Backward]:
    if run.exact:
        return exact.normalised_on_grid(inputs), lambda gradient: gradient
    return layers.normalise(inputs)


def _drop(inputs: Floats, run: Run) -> tuple[Floats, Backward]:
    if run.mask is None:
        return inputs, lambda gradient: gradient
    keep = run.mask(inputs)
    return inputs * keep, lambda gradient: gradient * keep


def _block(inputs: Floats, distance: int, name: str, run: Run) -> tuple[Floats, Backward]:
    normal, back1 = _normalise(inputs, run)
    normal[run.gaps] = 0
    wide, back2 = layers.window(normal, distance)
    mixed, back3 = layers.linear(wide, run.parameters, name, run.gradients)
    active, back4 = layers.rectify(mixed)
    kept, back5 = _drop(active, run)

    def backward(gradient: Floats) -> Floats:
        inner = back2(back3(back4(back5(gradient))))
        inner[run.gaps] = 0
        return gradient + back1(inner)

    return inputs + kept, backward


def _look_around(inputs: Floats, groups: Groups, run: Run) -> tuple[Floats, Backward]:
    normal, back1 = _normalise(inputs, run)
    mixed, back2 = layers.linear(normal, run.parameters, "own", run.gradients)
    ways = [back2]
    for name, members in zip(Groups._fields, groups, strict=True):
        mean, way = layers.pooled_linear(normal, members, run.parameters, name, run.gradients, _grid(run))
        mixed += mean
        ways.append(way)
    active, back3 = layers.rectify(mixed)

    def backward(gradient: Floats) -> Floats:
        inner = back3(gradient)
        return gradient + back1(np.add.reduce([way(inner) for way in ways]))

    return inputs + active, backward


def _grid(run: Run) -> Callable[[Floats], Floats]:
    return exact.inputs_on_grid if run.exact else lambda values: values


def loss(scores: Floats, labels: States, rows: Integers) -> tuple[float, Floats]:
    """Return the mean cross-entropy over tokens, summed over fields, and its gradient.

    Args:
        scores: From `forward`.
        labels: For each token of `rows` and field its state, or -1 where it is unknown.
        rows: The tokens that count.
    """
    probabilities = layers.softmax(scores[rows])
    known = (labels >= 0)[..., None]
    targets = np.eye(STATES, dtype=np.float32)[np.maximum(labels, 0)]
    gradient = np.zeros_like(scores)
    gradient[rows] = (probabilities - targets) * known / np.float32(len(rows))
    value = -(targets * np.log(probabilities + np.float32(_TINY)) * known).sum() / len(rows)
    return float(value), gradient
