"""Products of matrices that are the same to the last bit on every processor, in single precision.

A sum of floats hangs on its order, and each BLAS has its own. Here inputs are multiples of 2**-6, and weights multiples of a power
of two so coarse that no partial sum of their products needs more than the 24 bits of a single: by Cauchy and Schwarz's inequality
none exceeds the product of the norms of a row of inputs and of a column of weights. So nothing is ever rounded, and no order
matters. What must be rounded (means, variances, probabilities) is computed in double precision and rounded to the grid, where what
processors do differently is lost.
"""

import math

import numpy as np

from kgbuild.extract.tagger.layers import EPSILON, Floats

_BITS = 24
_STEP_BITS = 6
_MARGIN = 1.01
"""What rounding may add to a norm."""

_SHIFT = np.float32(1.5 * 2.0 ** (_BITS - 1 - _STEP_BITS))
"""A single this large has steps of 2**-6: adding and subtracting it rounds."""


def normalised_on_grid(inputs: Floats) -> Floats:
    """Return each row with mean 0 and variance 1, on the grid of inputs.

    Args:
        inputs: Rows in single precision.

    Example:
        >>> normalised_on_grid(np.array([[1.0, 2.0, 3.0]], np.float32)).tolist()
        [[-1.21875, 0.0, 1.21875]]
    """
    exact, width = inputs.astype(np.float64), inputs.shape[1]
    means = np.add.reduce(exact, axis=1, keepdims=True) / width
    variances = np.einsum("ij,ij->i", exact, exact)[:, None] / width - means * means
    normal = inputs - means.astype(np.float32)
    normal *= (1 / np.sqrt(variances + EPSILON)).astype(np.float32)
    return _rounded(normal)


def inputs_on_grid(values: Floats) -> Floats:
    """Return the nearest multiples of 2**-6, in single precision.

    Args:
        values: Numbers below 2**16.

    Example:
        >>> inputs_on_grid(np.array([0.1, -1.0])).tolist()
        [0.09375, -1.0]
    """
    return _rounded(values.astype(np.float32))


def _rounded(values: Floats) -> Floats:
    values += _SHIFT
    values -= _SHIFT
    return values


def weights_on_grid(weights: Floats) -> Floats:
    """Return the weights rounded so that products with normalised rows on their grid are exact, in single precision.

    Args:
        weights: A matrix, inputs by outputs; rows of its inputs have a mean square of at most 1.

    Example:
        >>> exact = weights_on_grid(np.array([[0.1], [0.2]]))
        >>> float(exact[0, 0])
        0.10000038146972656
    """
    exact = weights.astype(np.float64)
    largest = math.sqrt(len(exact)) * float(np.sqrt((exact * exact).sum(axis=0).max(initial=0))) * _MARGIN
    if not largest:
        return weights.astype(np.float32)
    step = 2.0 ** -(_BITS - _STEP_BITS - math.ceil(math.log2(largest)))
    return (np.rint(exact / step) * step).astype(np.float32)
