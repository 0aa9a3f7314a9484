"""An evaluation: annotated papers paired with extractions by title, judged, counted."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgbuild.annotations import AnnotatedPaper
from kgbuild.evaluation.figures import Bin, Score, calibration, count, scores
from kgbuild.evaluation.judging import ENTITY_FIELDS, FIELDS, Found, Judgement, Listed, found_in, judge, listed_in
from kgbuild.models import Extraction

NOWHERE = "nowhere"

_NO_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Evaluation:
    """What extractions are worth.

    Attributes:
        papers: How many annotated papers there are.
        absent: How many of them have no extraction.
        scores: By field.
        mean: Over the eight entity fields and domains.
        bins: All answers by confidence.
        calibration_error: Over all answers.
        calibration_errors: By field.
        missed: For each entity field, under which other fields stands what was missed in it; what stands under none is `NOWHERE`.
        extra: For each entity field, under which other fields is listed what is extra in it.
        judged: For each annotated paper, its judgements.
    """

    papers: int
    absent: int
    scores: Mapping[str, Score]
    mean: Score
    bins: Sequence[Bin]
    calibration_error: float
    calibration_errors: Mapping[str, float]
    missed: Mapping[str, Counter[str]]
    extra: Mapping[str, Counter[str]]
    judged: Sequence[tuple[AnnotatedPaper, Mapping[str, Judgement]]]


def title_key(title: str) -> str:
    """Return the form under which titles of papers are the same.

    Example:
        >>> title_key("BERT: Pre-training")
        'bertpretraining'
    """
    return _NO_KEY.sub("", title.lower()) or title.strip()


def evaluate(gold: Iterable[AnnotatedPaper], extractions: Iterable[Extraction]) -> Evaluation:
    """Compare extractions with annotated papers.

    Args:
        gold: The papers; fields that one's annotation lacks are not judged in it.
        extractions: In any order; of several with one title the last counts.
    """
    papers, by_title = list(gold), {title_key(one.paper.title): one for one in extractions}
    pairs = [(one, by_title.get(title_key(one.paper.title))) for one in papers]
    judged = [(one, judge(one.record, extraction)) for one, extraction in pairs]
    by_field, mean = _scores([judgements for _, judgements in judged])
    answers = {field: [answer for _, one in judged if field in one for answer in one[field].answers] for field in FIELDS}
    bins, error = calibration([answer for some in answers.values() for answer in some])
    missed, extra = _confusion(pairs, [one for _, one in judged])
    return Evaluation(
        papers=len(papers),
        absent=sum(extraction is None for _, extraction in pairs),
        scores=by_field,
        mean=mean,
        bins=bins,
        calibration_error=error,
        calibration_errors={field: calibration(some)[1] for field, some in answers.items() if some},
        missed=missed,
        extra=extra,
        judged=judged,
    )


def grouped(evaluation: Evaluation, key: Callable[[AnnotatedPaper], str]) -> dict[str, tuple[int, Mapping[str, Score], Score]]:
    """Return the figures of groups of papers, the largest first: how many papers, their scores by field, and the mean.

    Args:
        evaluation: Of all.
        key: Names a paper's group.
    """
    groups: dict[str, list[Mapping[str, Judgement]]] = {}
    for one, judgements in evaluation.judged:
        groups.setdefault(key(one), []).append(judgements)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return {name: (len(some), *_scores(some)) for name, some in ordered}


def _scores(judged: Sequence[Mapping[str, Judgement]]) -> tuple[dict[str, Score], Score]:
    """Return the scores of the fields that any of the papers is annotated with, and the mean."""
    every, mean = scores(count(judged))
    return {field: score for field, score in every.items() if any(field in one for one in judged)}, mean


def _confusion(
    pairs: Sequence[tuple[AnnotatedPaper, Extraction | None]], judged: Sequence[Mapping[str, Judgement]]
) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    missed: dict[str, Counter[str]] = {field: Counter() for field in ENTITY_FIELDS}
    extra: dict[str, Counter[str]] = {field: Counter() for field in ENTITY_FIELDS}
    for (annotated, extraction), judgements in zip(pairs, judged, strict=True):
        found, listed = found_in(extraction), listed_in(annotated.record)
        for field in ENTITY_FIELDS:
            for absent in judgements[field].missed:
                missed[field].update(_elsewhere(absent, field, found))
            for one in judgements[field].extra:
                extra[field].update(_elsewhere(one, field, listed))
    return missed, extra


def _elsewhere(one: Found | Listed, field: str, things: Mapping[str, Sequence[Found] | Sequence[Listed]]) -> list[str]:
    """Return the other fields under which a thing of the same name stands."""
    names = one.keys[0]
    others = [other for other in ENTITY_FIELDS if other != field and any(not names.isdisjoint(it.keys[0]) for it in things[other])]
    return others or [NOWHERE]
