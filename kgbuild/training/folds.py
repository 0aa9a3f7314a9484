"""Learning from all papers and, for what these models must be judged by, from all but a share of them, on all cores."""

import warnings
from collections.abc import Callable, Sequence
from typing import TypeVar

from joblib import Parallel, delayed  # type: ignore[import-untyped]  # it ships no types

FOLDS = 5

Tell = Callable[[str], None]

P = TypeVar("P")
M = TypeVar("M")
S = TypeVar("S")


def silent(_: str) -> None:
    """Say nothing."""


def learn_by_folds(
    papers: Sequence[P],
    learn: Callable[[Sequence[P]], M],
    judge: Callable[[M, Sequence[P]], list[S]],
    folds: int = FOLDS,
    tell: Tell = silent,
) -> tuple[M, list[S]]:
    """Return what is learned from all papers, and for each paper what is said of it by what has not learned from it.

    Args:
        papers: In any form; fold k holds every `folds`-th paper from the k-th.
        learn: From papers.
        judge: Says something of each of some papers, by what was learned.
        folds: How many times it is learned without a share of the papers.
        tell: Told how much is done.

    Example:
        >>> learn_by_folds([1, 2, 3], sum, lambda total, some: [total * one for one in some], folds=3)
        (6, [5, 8, 9])
    """

    def without(fold: int) -> list[S]:
        return judge(learn([paper for number, paper in enumerate(papers) if number % folds != fold]), papers[fold::folds])

    # Each share of the papers is so large that to map its numbers into memory, one array after another, would take longer.
    run = Parallel(n_jobs=-1, return_as="generator", max_nbytes=None)
    said: list[S | None] = [None] * len(papers)
    with warnings.catch_warnings():
        # So that it lets go of the papers of a fold, a process ends and another begins.
        warnings.filterwarnings("ignore", "A worker stopped", UserWarning)
        done = run([delayed(learn)(papers), *(delayed(without)(fold) for fold in range(folds))])
        everything = next(done)
        for fold, some in enumerate(done):
            tell(f"fold {fold + 1} of {folds}")
            said[fold::folds] = some
    return everything, said  # type: ignore[return-value]  # each place is in one fold
