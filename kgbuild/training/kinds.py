"""Learns the model of kinds: the type of what a paper introduces."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from kgbuild.annotations import match_key
from kgbuild.extract.scoring import KINDS, write_model
from kgbuild.training.learning import FOREIGN, fit_by_folds
from kgbuild.training.roles import Example

_STRENGTH = 0.2


def learn_kinds(examples: Sequence[Example], path: Path) -> float:
    """Write the kind model; return the share of introduced things whose type it gives right when they are held out.

    Args:
        examples: To learn from.
        path: The file to write.
    """
    rows = [[present for _, present in _introduced(example)] for example in examples]
    labels = [
        np.array([[kind == one for one in KINDS] for kind, _ in _introduced(example)], bool).reshape(-1, len(KINDS))
        for example in examples
    ]
    table, weights, probabilities = fit_by_folds(rows, labels, _STRENGTH)
    guessed = np.concatenate(probabilities).argmax(axis=1)
    right = np.concatenate(labels)[np.arange(len(guessed)), guessed]
    measured = np.repeat([not one.annotated.foreign for one in examples], [len(paper) for paper in rows])
    write_model(path, table.names, weights, [0.0] * len(KINDS))
    return float(right[measured].mean())


def _introduced(example: Example) -> Iterator[tuple[str, list[str]]]:
    """Yield the type and the features of each group that the readers list as introduced."""
    listed, mark = example.annotated.record["introduces"], {FOREIGN} if example.annotated.foreign else set()
    for keys, present in zip(example.keys.values(), example.features, strict=True):
        for thing in listed:
            if keys & {match_key(name) for name in (thing["name"], *thing["aliases"])}:
                yield str(thing["kind"]).capitalize(), sorted({*present, *mark})
                break
