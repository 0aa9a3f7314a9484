"""An evaluation as text and as JSON."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from kgbuild.evaluation.evaluation import NOWHERE, Evaluation
from kgbuild.evaluation.figures import Score

_WIDTH = 15
_MOST_ELSEWHERE = 4


def report(evaluation: Evaluation) -> Iterator[str]:
    """Yield the lines of tables that a person reads.

    Args:
        evaluation: Of some extractions.
    """
    yield f"{'field':{_WIDTH}s} {'P':>6s} {'R':>6s} {'F1':>6s}  {'95 %':>11s} {'listed':>7s} {'calibr.':>8s}"
    for field, score in evaluation.scores.items():
        error = evaluation.calibration_errors.get(field)
        yield f"{_row(field, score)} {'' if error is None else f'{error:8.3f}'}".rstrip()
    yield _row("mean F1", evaluation.mean)
    yield f"  mean of the eight entity fields and domains; {evaluation.papers:,} papers, {evaluation.absent:,} of them absent"
    yield ""
    yield f"confidence    answers    said   right   (expected calibration error {evaluation.calibration_error:.3f})"
    for one in evaluation.bins:
        yield f"{one.low:.1f} to {one.high:.1f}  {one.answers:9,d}  {one.said:6.3f}  {one.right:6.3f}"
    yield ""
    for title, confusion in (("missed in: found under", evaluation.missed), ("extra in: listed under", evaluation.extra)):
        yield title
        yield from (f"{field:{_WIDTH}s} {_elsewhere(counts)}".rstrip() for field, counts in confusion.items())


def group_rows(groups: Mapping[str, tuple[int, Mapping[str, Score], Score]]) -> Iterator[str]:
    """Yield a line for each group of papers: how many, the mean F1, and F1 by field.

    Args:
        groups: From `kgbuild.evaluation.evaluation.grouped`.
    """
    yield ""
    fields = list(next(iter(groups.values()))[1]) if groups else []
    yield f"{'group':24s} {'papers':>6s} {'mean':>5s}  " + " ".join(f"{field[:6]:>6s}" for field in fields)
    for name, (papers, scores, mean) in groups.items():
        yield f"{name[:24]:24s} {papers:6,d} {mean.f1:5.3f}  " + " ".join(f"{scores[field].f1:6.3f}" for field in fields)


def error_rows(evaluation: Evaluation, field: str) -> Iterator[str]:
    """Yield for each paper with errors in a field its title, what was missed, and what was extra with its confidence.

    Args:
        evaluation: Of some extractions.
        field: One of `FIELDS`.
    """
    for annotated, judgements in evaluation.judged:
        one = judgements.get(field)
        if one and (one.missed or one.extra):
            yield annotated.paper.title
            yield from (f"   missed  {thing.name}" for thing in one.missed)
            yield from (f"   extra   {thing.name}  [{thing.confidence:.2f}]" for thing in one.extra)


def as_json(evaluation: Evaluation, groups: Mapping[str, tuple[int, Mapping[str, Score], Score]] | None = None) -> str:
    """Return the figures as JSON: the keys of the published score, and more.

    Args:
        evaluation: Of some extractions.
        groups: Figures of groups of papers.
    """
    table: dict[str, Any] = {field: _figures(score) for field, score in evaluation.scores.items()}
    table["mean_f1"] = {key: round(value, 3) for key, value in evaluation.mean._asdict().items() if key in {"f1", "low", "high"}}
    table["absent_papers"] = {"count": evaluation.absent}
    table["papers"] = evaluation.papers
    table["calibration"] = {
        "error": round(evaluation.calibration_error, 4),
        "by_field": {field: round(error, 4) for field, error in evaluation.calibration_errors.items()},
        "bins": [{key: round(value, 4) for key, value in one._asdict().items()} for one in evaluation.bins],
    }
    table["missed_found_under"] = {field: dict(counts.most_common()) for field, counts in evaluation.missed.items()}
    table["extra_listed_under"] = {field: dict(counts.most_common()) for field, counts in evaluation.extra.items()}
    if groups is not None:
        table["groups"] = {
            name: {"papers": papers, "mean_f1": round(mean.f1, 3), **{field: _figures(score) for field, score in scores.items()}}
            for name, (papers, scores, mean) in groups.items()
        }
    return json.dumps(table, ensure_ascii=False, indent=2)


def _figures(score: Score) -> dict[str, float]:
    return {
        "precision": round(score.precision, 3),
        "recall": round(score.recall, 3),
        "f1": round(score.f1, 3),
        "gold": score.listed,
        "low": round(score.low, 3),
        "high": round(score.high, 3),
    }


def _row(name: str, score: Score) -> str:
    interval = f"{score.low:.3f}–{score.high:.3f}"
    return f"{name:{_WIDTH}s} {score.precision:6.3f} {score.recall:6.3f} {score.f1:6.3f}  {interval:>11s} {score.listed:7,d}"


def _elsewhere(counts: Counter[str]) -> str:
    ordered = sorted(counts.items(), key=lambda item: (item[0] == NOWHERE, -item[1], item[0]))
    shown = [item for item in ordered if item[0] == NOWHERE] + [item for item in ordered if item[0] != NOWHERE][:_MOST_ELSEWHERE]
    return ", ".join(f"{field} {number}" for field, number in shown)
