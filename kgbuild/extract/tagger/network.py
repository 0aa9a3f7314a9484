"""The tagger's network: a residual convolution over tokens that also looks at the word's other places.

Each token is the sum of its facts' rows, its place's rows and its projected vector. Blocks of (normalise, window, linear, rectify)
add to it; after half of them one layer adds the means over all tokens of the same word, over the sentence and over the document, so
that what is said of a name at one place counts at every other. Eight softmax layers then tell, for each field, whether the token
begins a name, continues one, or neither.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kgbuild.extract.tagger import exact, layers
from kgbuild.extract.tagger.features import PLACE_FACTS, WORD_FACTS
from kgbuild.extract.tagger.fields import FIELDS, STATES
from kgbuild.extract.tagger.layers import Backward, Floats, Gradients, Integers

DISTANCES = (1, 1, 2, 1)
"""For each block, how far before and after a token the other two are that it sees: nothing is farther than 5 tokens."""

POOL_AFTER = (2,)
"""After how many blocks tokens are told of the others; where that is several times, the layer is the same each time."""

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

    @classmethod
    def of(cls, words: Integers, sentence_starts: Sequence[int]) -> "Groups":
        """Return the groups of one document's tokens.

        Args:
            words: For each token a number that is the same for the same word.
            sentence_starts: The tokens that begin a sentence, in order; the first is 0.

        Example:
            >>> [group.tolist() for group in Groups.of(np.array([7, 5, 7]), [0, 2])]
            [[1, 0, 1], [0, 0, 1], [0, 0, 0]]
        """
        sentence = np.searchsorted(np.asarray(sentence_starts), np.arange(len(words)), side="right") - 1
        word, sentence = (np.unique(one, return_inverse=True)[1] for one in (words, sentence))
        return cls(word, sentence, np.zeros(len(words), np.int64))


def shapes(width: int, vector_size: int) -> dict[str, tuple[int, ...]]:
    """Return the shape of each parameter.

    Args:
        width: How many numbers describe a token inside the network.
        vector_size: How many numbers a word's vector has.
    """
    result: dict[str, tuple[int, ...]] = {}
    result |= {"words": (WORD_FACTS, width), "places": (PLACE_FACTS, width), "vectors": (vector_size, width)}
    for number in range(len(DISTANCES)):
        result |= {f"block{number}.weight": (3 * width, width), f"block{number}.bias": (width,)}
    result |= {f"{name}.weight": (width, width) for name in ("own", *Groups._fields)}
    outputs = len(STATES) * len(FIELDS)
    return result | {"own.bias": (width,), "out.weight": (width, outputs), "out.bias": (outputs,)}


def initial_parameters(width: int, vector_size: int, seed: int) -> Parameters:
    """Return random parameters.

    Args:
        width: How many numbers describe a token inside the network.
        vector_size: How many numbers a word's vector has.
        seed: Of the random numbers.
    """
    random = np.random.default_rng(seed)
    scales = {"words": 0.1, "places": 0.1, "vectors": vector_size**-0.5, "out.weight": width**-0.5}
    scales |= {f"block{number}.weight": (2 / (3 * width)) ** 0.5 for number in range(len(DISTANCES))}
    scales |= {f"{name}.weight": (2 / (4 * width)) ** 0.5 for name in ("own", *Groups._fields)}
    result = {
        name: (random.standard_normal(shape) * scales[name]).astype(np.float32) if name in scales else np.zeros(shape, np.float32)
        for name, shape in shapes(width, vector_size).items()
    }
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
    poolings = [layers.Pooling.by(members) for members in groups]
    current, way = _normalise(inputs, run)
    ways.append(way)
    current, way = _drop(current, run)
    ways.append(way)
    for number, distance in enumerate(DISTANCES):
        if number in POOL_AFTER:
            current, way = _look_around(current, poolings, run)
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

    return current.reshape(len(current), len(FIELDS), len(STATES)), backward


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


def _look_around(inputs: Floats, poolings: Sequence[layers.Pooling], run: Run) -> tuple[Floats, Backward]:
    normal, back1 = _normalise(inputs, run)
    mixed, back2 = layers.linear(normal, run.parameters, "own", run.gradients)
    ways = [back2]
    for name, pooling in zip(Groups._fields, poolings, strict=True):
        mean, way = layers.pooled_linear(normal, pooling, run.parameters, name, run.gradients, _grid(run))
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
    targets = np.eye(len(STATES), dtype=np.float32)[np.maximum(labels, 0)]
    gradient = np.zeros_like(scores)
    gradient[rows] = (probabilities - targets) * known / np.float32(len(rows))
    value = -(targets * np.log(probabilities + np.float32(_TINY)) * known).sum() / len(rows)
    return float(value), gradient
