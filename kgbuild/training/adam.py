"""Steps of gradient descent."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from kgbuild.extract.tagger.layers import Gradients, Parameters


class Adam:
    """Adam (Kingma and Ba 2015) with decoupled decay of matrices (Loshchilov and Hutter 2019)."""

    def __init__(self, parameters: Parameters) -> None:
        self._first = {name: np.zeros_like(value) for name, value in parameters.items()}
        self._second = {name: np.zeros_like(value) for name, value in parameters.items()}
        self._steps = 0

    def step(
        self,
        parameters: Parameters,
        gradients: Gradients,
        rate: float,
        decay: float,
        rows: Mapping[str, npt.NDArray[np.intp]] | None = None,
    ) -> None:
        """Change the parameters in place.

        Args:
            parameters: All of them.
            gradients: Of the loss, by some of them.
            rate: Step size.
            decay: Of the weights, as a multiple of the step size.
            rows: Of which rows of a parameter the gradient is; the others stay as they are, with their moments. By default all.
        """
        self._steps += 1
        norm = float(np.sqrt(sum(float(np.vdot(g, g)) for g in gradients.values())))
        scale = min(1.0, 2.0 / (norm + 1e-9))
        for name in sorted(gradients):
            gradient = gradients[name] * np.float32(scale)
            some = rows[name] if rows and name in rows else slice(None)
            first, second, value = self._first[name][some], self._second[name][some], parameters[name][some]
            first += np.float32(0.1) * (gradient - first)
            second += np.float32(0.01) * (gradient * gradient - second)
            change = (
                first / np.float32(1 - 0.9**self._steps) / (np.sqrt(second / np.float32(1 - 0.99**self._steps)) + np.float32(1e-8))
            )
            if name.endswith("weight"):
                change += np.float32(decay) * value
            value -= np.float32(rate) * change
            self._first[name][some], self._second[name][some], parameters[name][some] = first, second, value
