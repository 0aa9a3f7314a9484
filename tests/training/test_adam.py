"""Steps of gradient descent."""

import numpy as np

from kgbuild.training.adam import Adam


def weights() -> dict[str, np.ndarray]:
    """Return four rows of weights."""
    return {"some.weight": np.arange(8, dtype=np.float32).reshape(4, 2)}


def test_rows_without_gradient_stay_as_they_are() -> None:
    """Of a matrix only the rows change that the gradient is of, and these as if they were all."""
    parameters, alone, start = weights(), {"some.weight": weights()["some.weight"][[1, 3]]}, weights()["some.weight"]
    gradient = {"some.weight": np.array([[1, -1], [0.5, 2]], np.float32)}
    some, all_ = Adam(parameters), Adam(alone)
    for _ in range(3):
        some.step(parameters, gradient, 0.1, 0.01, {"some.weight": np.array([1, 3])})
        all_.step(alone, gradient, 0.1, 0.01)
    assert np.array_equal(parameters["some.weight"][[0, 2]], start[[0, 2]])
    assert np.array_equal(parameters["some.weight"][[1, 3]], alone["some.weight"])
    assert not np.array_equal(alone["some.weight"], start[[1, 3]])
