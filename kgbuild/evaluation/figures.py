"""Figures over many papers: precision, recall and F1 with intervals, and how far confidence means what it says."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kgbuild.evaluation.judging import ENTITY_FIELDS, FIELDS, Judgement

MEAN_FIELDS = (*ENTITY_FIELDS, "domains")
"""The fields whose mean F1 is the one figure of an extractor."""

_DRAWS = 1_000
_BINS = 10

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Score(NamedTuple):
    """How good one field is.

    Attributes:
        precision: Share of the things found that are right.
        recall: Share of the things listed that are found.
        f1: Their harmonic mean.
        low: Lower end of the 95 % interval of F1.
        high: Its upper end.
        listed: How many things are listed and count.
    """

    precision: float
    recall: float
    f1: float
    low: float
    high: float
    listed: int


class Bin(NamedTuple):
    """Answers of about the same confidence.

    Attributes:
        low: Least confidence.
        high: Confidence below which they are; the last bin holds 1 too.
        answers: How many.
        said: Their mean confidence.
        right: Share that is right.
    """

    low: float
    high: float
    answers: int
    said: float
    right: float


def count(judgements: Sequence[Mapping[str, Judgement]]) -> Counts:
    """Return how many things are right, extra and missed (papers x `FIELDS` x 3).

    Args:
        judgements: For each paper, its fields' judgements.
    """
    nothing = Judgement(0, (), (), ())
    rows = [[one.get(field, nothing) for field in FIELDS] for one in judgements]
    return np.array([[(cell.right, len(cell.extra), len(cell.missed)) for cell in row] for row in rows], np.int64).reshape(
        -1, len(FIELDS), 3
    )


def scores(counts: Counts) -> tuple[dict[str, Score], Score]:
    """Return the score of each field, and their mean over `MEAN_FIELDS`.

    Intervals are percentiles over 1,000 draws of as many papers with replacement (Efron and Tibshirani 1993), seeded.

    Args:
        counts: From `count`.
    """
    papers = len(counts)
    draws = np.random.default_rng(0).multinomial(papers, [1 / max(papers, 1)] * papers, _DRAWS) if papers else np.zeros((1, 0))
    precision, recall, f1 = _rates(counts.sum(axis=0))
    drawn = _rates(np.tensordot(draws, counts, axes=(1, 0)))[2]
    ends = np.percentile(drawn, [2.5, 97.5], axis=0)
    listed = (counts[:, :, 0] + counts[:, :, 2]).sum(axis=0)
    rows = np.stack([precision, recall, f1, *ends])
    every = {field: _score(rows[:, place], listed[place]) for place, field in enumerate(FIELDS)}
    meant = [FIELDS.index(field) for field in MEAN_FIELDS]
    mean_ends = np.percentile(drawn[:, meant].mean(axis=1), [2.5, 97.5])
    # The published score takes the mean of figures that are already rounded.
    mean_f1 = f1[meant].round(3).mean()
    means = np.array([precision[meant].mean(), recall[meant].mean(), mean_f1, *mean_ends])
    return every, _score(means, listed[meant].sum())


def _score(figures: Floats, listed: int) -> Score:
    precision, recall, f1, low, high = figures.tolist()
    return Score(precision, recall, f1, low, high, int(listed))


def _rates(counts: npt.NDArray[np.generic]) -> tuple[Floats, Floats, Floats]:
    """Return precision, recall and F1, 0 where there is nothing to divide by.

    Args:
        counts: Right, extra and missed in the last axis.
    """
    right, extra, missed = np.moveaxis(counts.astype(np.float64), -1, 0)
    precision, recall = (right / np.maximum(right + other, 1) for other in (extra, missed))
    f1: Floats = 2 * precision * recall / np.maximum(precision + recall, np.finfo(float).tiny)
    return precision, recall, f1


def calibration(answers: Sequence[tuple[float, bool]]) -> tuple[list[Bin], float]:
    """Return the answers by confidence, and the expected calibration error (Naeini et al. 2015).

    Args:
        answers: Confidence, and whether it was right.

    Example:
        >>> round(calibration([(0.9, True), (0.95, True), (0.3, True)])[1], 3)
        0.283
    """
    said, right = np.array([one for one, _ in answers], float), np.array([one for _, one in answers], float)
    place = np.minimum((said * _BINS).astype(int), _BINS - 1)
    bins, error = [], 0.0
    for number in sorted(set(place.tolist())):
        here = place == number
        one = Bin(number / _BINS, (number + 1) / _BINS, int(here.sum()), float(said[here].mean()), float(right[here].mean()))
        error += abs(one.said - one.right) * one.answers
        bins.append(one)
    return bins, error / max(len(answers), 1)
