"""The layers of the tagger's network, in numpy: each returns its output and a function from the output's gradient to the input's.

Gradients of the parameters are added to a dictionary by the parameter's name. At run time the second value is not used.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Integers = npt.NDArray[np.int64]
Backward = Callable[[Floats], Floats]
Gradients = dict[str, Floats]
Parameters = dict[str, Floats]

EPSILON = 1e-5
"""Added to a variance before its root is taken."""


def normalise(inputs: Floats) -> tuple[Floats, Backward]:
    """Return each row with mean 0 and variance 1 (Ba et al. 2016, "Layer Normalization", without gain and bias)."""
    centred = inputs - np.add.reduce(inputs, axis=1, keepdims=True) / inputs.shape[1]
    scale = 1 / np.sqrt(np.einsum("ij,ij->i", centred, centred)[:, None] / inputs.shape[1] + EPSILON)
    output = np.multiply(centred, scale, out=centred)

    def backward(gradient: Floats) -> Floats:
        along = np.einsum("ij,ij->i", gradient, output)[:, None] / inputs.shape[1]
        result: Floats = (gradient - gradient.mean(axis=1, keepdims=True) - output * along) * scale
        return result

    return output, backward


def linear(inputs: Floats, parameters: Parameters, name: str, gradients: Gradients) -> tuple[Floats, Backward]:
    """Return inputs times the weight of this name, plus its bias."""
    weight, bias = parameters[f"{name}.weight"], parameters[f"{name}.bias"]

    def backward(gradient: Floats) -> Floats:
        add(gradients, f"{name}.weight", inputs.T @ gradient)
        add(gradients, f"{name}.bias", gradient.sum(axis=0))
        return gradient @ weight.T

    output = inputs @ weight
    output += bias
    return output, backward


def rectify(inputs: Floats) -> tuple[Floats, Backward]:
    """Return the inputs with negative values set to 0, in place."""
    output = np.maximum(inputs, 0, out=inputs)
    return output, lambda gradient: gradient * (output > 0)


def window(inputs: Floats, distance: int) -> tuple[Floats, Backward]:
    """Return each row with the rows this far before and after it beside it; 0 beyond the ends."""
    width = inputs.shape[1]
    output = np.empty((len(inputs), 3 * width), inputs.dtype)
    output[:distance, :width] = 0
    output[distance:, :width] = inputs[:-distance]
    output[-distance:, 2 * width :] = 0
    output[:, width : 2 * width] = inputs
    output[:-distance, 2 * width :] = inputs[distance:]

    def backward(gradient: Floats) -> Floats:
        result = gradient[:, width : 2 * width].copy()
        result[:-distance] += gradient[distance:, :width]
        result[distance:] += gradient[:-distance, 2 * width :]
        return result

    return output, backward


@dataclass(frozen=True, slots=True)
class Pooling:
    """How rows are averaged: worked out once for all layers that do.

    Attributes:
        groups: For each row its group, numbered from 0 without gaps.
        order: The rows, group by group.
        starts: Where in this order each group starts.
        sizes: Of the groups (groups x 1).
    """

    groups: Integers
    order: Integers | slice
    starts: Integers
    sizes: Integers

    @classmethod
    def by(cls, groups: Integers) -> "Pooling":
        """Return how rows are averaged within groups.

        Args:
            groups: For each row its group, numbered from 0 without gaps.
        """
        sizes = np.bincount(groups)
        # Sentences and documents come in order.
        order = slice(None) if (groups[1:] >= groups[:-1]).all() else np.argsort(groups, kind="stable")
        return cls(groups, order, np.cumsum(sizes) - sizes, sizes[:, None])


def pooled_linear(  # noqa: PLR0913, PLR0917 - what is averaged, by what it is multiplied, and how it is rounded
    inputs: Floats,
    pooling: Pooling,
    parameters: Parameters,
    name: str,
    gradients: Gradients,
    rounding: Callable[[Floats], Floats],
) -> tuple[Floats, Backward]:
    """Return for each row the mean of the rows of its group times the weight of this name.

    Args:
        inputs: Rows.
        pooling: Which are averaged.
        parameters: Hold the weight.
        name: Of the weight.
        gradients: Where its gradient is added.
        rounding: What is done to the means before the product.
    """
    weight = parameters[f"{name}.weight"]
    share = (1 / pooling.sizes).astype(inputs.dtype)
    means = rounding(np.add.reduceat(inputs[pooling.order], pooling.starts, axis=0) * share)

    def backward(gradient: Floats) -> Floats:
        sums = np.add.reduceat(gradient[pooling.order], pooling.starts, axis=0)
        add(gradients, f"{name}.weight", means.T @ sums)
        result: Floats = (sums @ weight.T * share)[pooling.groups]
        return result

    return (means @ weight)[pooling.groups], backward


def add(gradients: Gradients, name: str, gradient: Floats) -> None:
    """Add to the gradient of a parameter."""
    gradients[name] = gradients[name] + gradient if name in gradients else gradient


def softmax(scores: Floats) -> Floats:
    """Return probabilities along the last axis."""
    # Column by column: numpy's reductions are slow along so short an axis.
    columns = [scores[..., number] for number in range(scores.shape[-1])]
    result: Floats = np.exp(scores - reduce(np.maximum, columns)[..., None])
    result /= reduce(np.add, [result[..., number] for number in range(scores.shape[-1])])[..., None]
    return result
