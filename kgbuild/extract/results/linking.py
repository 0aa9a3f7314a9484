"""Which metric, dataset and system a reported value belongs to, by where the names stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kgbuild.extract.results.metrics import VAGUE
from kgbuild.extract.results.values import Value

Mention = tuple[int, int, str]

_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_LIST_GAP = re.compile(r"(?:\s*\([^()]{1,40}\))?\s*(?:,|and|/|&|\||,\s*and|or)?\s*(?:the|a|an|in|on|for|\$)?\s*")
_OF = re.compile(
    r"\s*(?:\([^)]*\)|scores?|rates?|values?)?\s*(?:of|by|at|is|was|are|were|to|=|:|up to|as|reaches|reached|achieves|from)?\s*"
    r"(?:an?|the|up|to|about|around|almost|nearly|over|only|more than|approximately|as much as|average|\$|~|\\sim)*\s*"
)
_BESIDE = re.compile(
    r"\s*(?:\)|absolute|relative|of|in|on|the|in terms of|points?|improvement|gain|increase|drop|reduction|"
    r"higher|lower|better|smaller|larger|\s)*"
)
_CLAUSE = re.compile(r"[;:]|,\s+(?:while|whereas|and|but|with)\b|\bwhile\b|\bwhereas\b")
_COMPARED = re.compile(r"\b(?:than|over|to|with|vs\.?|against|outperform\w*|surpass\w*|exceed\w*|baseline|model)\s(?:the\s)?$")
_DOER = re.compile(r"\b(?:for|by|with|using|of)\s(?:the\s)?$")
_SURE = 3.0
_UNLIKELY = 0.25
_LIST_REACH = 45


@dataclass(frozen=True, slots=True)
class Roles:
    """Names in a sentence, each list in order: start, end, text."""

    metrics: tuple[Mention, ...] = ()
    datasets: tuple[Mention, ...] = ()
    systems: tuple[Mention, ...] = ()


def link(
    sentence: str, values: Sequence[Value], roles: Roles, quantities: Sequence[Value] = ()
) -> list[tuple[str | None, str | None, str | None]]:
    """Return metric, dataset and system of each value.

    Args:
        sentence: One sentence.
        values: The reported values in it, in order.
        roles: The names in it.
        quantities: Every quantity in it; by default the reported ones.
    """
    quantities = quantities or values
    metrics = _aligned(sentence, values, roles.metrics) or _metrics(sentence, values, roles.metrics, quantities)
    datasets = _aligned(sentence, values, roles.datasets) or [
        _dataset(sentence, value, quantities, roles.datasets) for value in values
    ]
    systems = _aligned(sentence, values, roles.systems) or [_system(sentence, value, roles.systems) for value in values]
    return list(zip(metrics, datasets, systems, strict=True))


def _aligned(sentence: str, values: Sequence[Value], mentions: Sequence[Mention]) -> list[str | None] | None:
    """Pair a list of values with a list of as many names: `91%, 88% and 75% on A, B and C, respectively`."""
    mentions = [one for one in mentions if not sentence[: one[0]].endswith("(")]
    answer: list[str | None] = [None] * len(values)
    runs = [run for run in _runs(sentence, [(one.start, one.end) for one in values]) if len(run) > 1]
    lists = [one for one in _runs(sentence, [(start, end) for start, end, _ in mentions]) if len(one) > 1]
    if not _RESPECTIVELY.search(sentence) and (len({len(run) for run in runs}) > 1 or len(lists) > 1):
        return None
    for run in runs:
        same = [one for one in lists if len(one) == len(run)]
        if same:
            nearest = min(same, key=lambda one: abs(mentions[one[0]][0] - values[run[0]].start))
            for position, number in zip(run, nearest, strict=True):
                answer[position] = mentions[number][2]
    return answer if None not in answer else None


def _runs(sentence: str, spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the numbers of spans that stand in one list, joined by commas and `and`."""
    runs: list[list[int]] = []
    for number, (start, _) in enumerate(spans):
        if runs and _LIST_GAP.fullmatch(sentence, spans[runs[-1][-1]][1], start):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _metrics(sentence: str, values: Sequence[Value], metrics: Sequence[Mention], quantities: Sequence[Value]) -> list[str | None]:
    """Return the metric of each value; a value of a list that has none of its own shares that of the value before it."""
    answer: list[str | None] = []
    for number, value in enumerate(values):
        scored = [(_fit(sentence, value, quantities, metric), metric) for metric in metrics]
        best, metric = max(scored, key=lambda pair: (pair[0], -abs(pair[1][0] - value.start)), default=(0.0, (0, 0, "")))
        said = metric[2] if best > _UNLIKELY and value.shape not in {"rank", "ratio"} else None
        before = values[number - 1] if number else None
        in_list = before is not None and before.unit == value.unit and value.start - before.end <= _LIST_REACH
        if in_list and best < _SURE and answer[-1] is not None:
            said = answer[-1]
        answer.append(said)
    return answer


def _fit(sentence: str, value: Value, quantities: Sequence[Value], metric: Mention) -> float:
    """Return how well a metric fits a value: right beside it best, then before it with `of`, then within the clause."""
    start, end, text = metric
    between = sentence[value.end : start] if start >= value.end else sentence[end : value.start]
    penalty = 0.6 * len(_CLAUSE.findall(between)) + len(between) / 100 + (1.5 if VAGUE.fullmatch(text) else 0)
    numbers = sum(min(value.end, start) <= one.start < max(value.start, end) for one in quantities if one is not value)
    if start >= value.end:
        return (4 if _BESIDE.fullmatch(between) else 0.3 if numbers else 1.6) - penalty
    return (4.2 if _OF.fullmatch(between) else 1.9 if numbers else 2.4) - penalty


def _dataset(sentence: str, value: Value, quantities: Sequence[Value], datasets: Sequence[Mention]) -> str | None:
    """Return the dataset named after the value and before the next one, else the last before it, else the next."""
    stop = next((one.start for one in quantities if one.start > value.start), len(sentence))
    right = [one for one in datasets if value.end <= one[0] < stop]
    if right and not _CLAUSE.search(sentence[value.end : right[0][0]]):
        return right[0][2]
    left = [one for one in datasets if one[1] <= value.start]
    later = [one for one in datasets if one[0] >= value.end]
    return left[-1][2] if left else later[0][2] if later else None


def _system(sentence: str, value: Value, systems: Sequence[Mention]) -> str | None:
    """Return the subject: the last system before the value that it is not compared with, else one after `by` or `for`."""
    left = [one for one in systems if one[1] <= value.start and not _COMPARED.search(sentence[: one[0]][-30:])]
    if left:
        return left[-1][2]
    right = [one for one in systems if one[0] >= value.end and _DOER.search(sentence[: one[0]][-20:])]
    return right[0][2] if right else None
