"""Which metric, dataset and system a reported value belongs to, by where the names stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kgbuild.extract.metrics import VAGUE
from kgbuild.extract.values import Value

Mention = tuple[int, int, str]

_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_LIST_GAP = re.compile(r"\s*(?:,|and|/|&|\||,\s*and|or)?\s*(?:the|a|an|in|on|for|\$)?\s*")
_OF = re.compile(
    r"\s*(?:\([^)]*\)|scores?|rates?|values?|performance)?\s*(?:of|by|at|is|was|are|were|to|=|:|up to|as|reaches|reached|achieves|from)?\s*(?:an?|the|up|to|about|around|almost|nearly|over|only|more than|approximately|as much as|average|\$|~|\\sim)*\s*"
)
_CLAUSE = re.compile(r"[;:]|,\s+(?:while|whereas|and|but|with)\b|\bwhile\b|\bwhereas\b")


@dataclass(frozen=True, slots=True)
class Roles:
    """Names in a sentence, each list in order: start, end, text."""

    metrics: tuple[Mention, ...] = ()
    datasets: tuple[Mention, ...] = ()
    systems: tuple[Mention, ...] = ()


def link(sentence: str, values: Sequence[Value], roles: Roles) -> list[tuple[str | None, str | None, str | None]]:
    """Return metric, dataset and system of each value.

    Args:
        sentence: One sentence.
        values: The reported values in it, in order.
        roles: The names in it.
    """
    metrics = _aligned(sentence, values, roles.metrics) or [_metric(sentence, value, values, roles.metrics) for value in values]
    datasets = _aligned(sentence, values, roles.datasets) or [_dataset(sentence, value, values, roles.datasets) for value in values]
    systems = _aligned(sentence, values, roles.systems) or [_system(sentence, value, roles.systems) for value in values]
    return list(zip(metrics, datasets, systems, strict=True))


def _aligned(sentence: str, values: Sequence[Value], mentions: Sequence[Mention]) -> list[str | None] | None:
    """Pair a list of values with a list of as many names: `91%, 88% and 75% on A, B and C, respectively`."""
    if not _RESPECTIVELY.search(sentence) or len(values) < 2:  # noqa: PLR2004 - two make a list
        return None
    answer: list[str | None] = [None] * len(values)
    runs = _runs(sentence, [(one.start, one.end) for one in values])
    lists = _runs(sentence, [(start, end) for start, end, _ in mentions])
    paired = False
    for run in runs:
        same = [one for one in lists if len(one) == len(run)]
        if len(run) < 2 or not same:  # noqa: PLR2004 - two make a list
            continue
        first = values[run[0]].start
        nearest = min(same, key=lambda one: abs(mentions[one[0]][0] - first))
        for position, number in zip(run, nearest, strict=True):
            answer[position] = mentions[number][2]
            paired = True
    return answer if paired and None not in answer else None


def _runs(sentence: str, spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the numbers of spans that stand in one list, joined by commas and `and`."""
    runs: list[list[int]] = []
    for number, (start, _) in enumerate(spans):
        if runs and _LIST_GAP.fullmatch(sentence, spans[runs[-1][-1]][1], start):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _metric(sentence: str, value: Value, values: Sequence[Value], metrics: Sequence[Mention]) -> str | None:
    scored = [(_metric_score(sentence, value, values, metric), metric) for metric in metrics]
    best = max(scored, key=lambda pair: (pair[0], -abs(pair[1][0] - value.start)), default=None)
    return best[1][2] if best is not None and best[0] > 0 else None


def _metric_score(sentence: str, value: Value, values: Sequence[Value], metric: Mention) -> float:
    """Return how well a metric fits a value: right beside it best, then before it with `of`, then within the clause."""
    start, end, text = metric
    between = sentence[value.end : start] if start >= value.end else sentence[end : value.start]
    penalty = 0.6 * len(_CLAUSE.findall(between)) + len(between) / 100 + (1.5 if VAGUE.fullmatch(text) else 0)
    numbers = sum(min(value.end, start) <= one.start < max(value.start, end) for one in values if one is not value)
    if start >= value.end:
        if re.fullmatch(
            r"\s*(?:\)|absolute|relative|of|in|points?|improvement|gain|increase|higher|lower|better|reduction|in terms of|on|the|\s)*",
            between,
        ):
            return 4 - penalty
        return (1.6 if not numbers else 0.3) - penalty
    if _OF.fullmatch(between):
        return 4.2 - penalty
    return (2.4 if not numbers else 1.9) - penalty


def _dataset(sentence: str, value: Value, values: Sequence[Value], datasets: Sequence[Mention]) -> str | None:
    following = [one.start for one in values if one.start > value.start]
    stop = following[0] if following else len(sentence)
    right = [one for one in datasets if value.end <= one[0] < stop]
    if right and not _CLAUSE.search(sentence[value.end : right[0][0]]):
        return right[0][2]
    left = [one for one in datasets if one[1] <= value.start]
    if left:
        return left[-1][2]
    later = [one for one in datasets if one[0] >= value.end]
    return later[0][2] if later else None


def _system(sentence: str, value: Value, systems: Sequence[Mention]) -> str | None:
    """Return the subject: the last system before the value that is not what it is compared with, else the first."""
    left = [
        one
        for one in systems
        if one[1] <= value.start
        and not re.search(
            r"\b(?:than|over|to|with|vs\.?|against|outperform\w*|surpass\w*|exceed\w*)\s(?:the\s)?$", sentence[: one[0]][-30:]
        )
    ]
    if left:
        return left[-1][2]
    right = [
        one
        for one in systems
        if one[0] >= value.end and re.search(r"\b(?:for|by|with|using|of)\s(?:the\s)?$", sentence[: one[0]][-20:])
    ]
    return right[0][2] if right else None
