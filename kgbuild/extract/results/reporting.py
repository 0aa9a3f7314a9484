"""Results that a sentence reports: which quantities are outcomes, of what metric, on what data, of which system.

Quantities come from `values`; a logistic regression over the words around each, learned by `kgbuild.training.results`, tells
outcomes from other numbers (sizes, years, counts, what others reached) and differences from levels.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from kgbuild.extract.results.linking import Mention, Roles, link
from kgbuild.extract.results.metrics import VAGUE, find_metrics
from kgbuild.extract.results.values import Value, find_values

_REACH = 90
"""Characters of context on each side of a quantity."""

_NEAR = 4
_TOKEN = re.compile(r"[A-Za-z]+|\d[\d.,]*|[%×+()/|=<>~:;,$&]")
_CUES = re.compile(
    r"\b(achiev|attain|obtain|reach|yield|outperform|surpass|exceed|improv|increas|gain|boost|reduc|decreas|drop|lower|sav|accelerat|speed|fast|result|"
    r"experiment|evaluat|report|rank|compar|than|only|dataset|corpus|contain|consist|collect|annotat|train|param|require|state|sota|baseline|previous|best|"
    r"respectively|average|absolute|relative|propos|show|demonstrat|margin|score|human|existing|prior|while|whereas|despite|drops?|from)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundResult:
    """An outcome that a sentence reports.

    Attributes:
        start: First character of the value, from 0.
        end: One past its last character.
        value: `sentence[start:end]`, with its unit.
        number: The value as a number; of a range the first bound; None for words.
        unit: `%`, `×`, `dB`, `points`, `ms`, … or None.
        metric: What was measured, as written.
        dataset: On what, as written.
        system: Whose outcome, as written.
        delta: Whether the value is a difference to something else.
        confidence: Estimated probability that the value is an outcome of this paper.
    """

    start: int
    end: int
    value: str
    number: float | None
    unit: str | None
    metric: str | None
    dataset: str | None
    system: str | None
    delta: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class ResultModel:
    """Two logistic regressions over `features`: is it an outcome, and is it a difference?

    Attributes:
        weights: Logits by feature: (outcome, difference).
        bias: Logits without features.
        threshold: Least probability of an outcome.
    """

    weights: Mapping[str, tuple[float, float]]
    bias: tuple[float, float]
    threshold: float

    def probabilities(self, features: Iterable[str]) -> tuple[float, float]:
        """Return the probability of an outcome, and that it is a difference."""
        known = [self.weights[name] for name in features if name in self.weights]
        # An exact sum: the order of a set must not decide a tie.
        outcome, delta = (math.fsum(column) for column in zip(self.bias, *known, strict=True))
        return _sigmoid(outcome), _sigmoid(delta)


def _sigmoid(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


@lru_cache(maxsize=1)
def load_result_model() -> ResultModel:
    """Return the model that ships."""
    with as_file(files("kgbuild.extract") / "data" / "results.json") as path:
        return read_result_model(path)


def read_result_model(path: Path) -> ResultModel:
    """Return the model of a file that `kgbuild.training.results` wrote.

    Args:
        path: A JSON file.
    """
    table = json.loads(path.read_text(encoding="utf-8"))
    outcome, delta = table["bias"]
    return ResultModel({name: (one, two) for name, (one, two) in table["weights"].items()}, (outcome, delta), table["threshold"])


def find_results(sentence: str, names: Mapping[str, Sequence[Mention]], model: ResultModel | None = None) -> list[FoundResult]:
    """Return the outcomes that a sentence reports, in order.

    Args:
        sentence: One sentence.
        names: For `metric`, `dataset` and `system` the names known in it: start, end, text. Metrics are also known by themselves.
        model: Weights; by default those that ship.

    Example:
        >>> sentence = "Our model improves accuracy by 1.7% on ImageNet."
        >>> for result in find_results(sentence, {"dataset": [(39, 47, "ImageNet")]}):
        ...     print(result.value, result.metric, result.dataset, result.delta)
        1.7% accuracy ImageNet True
    """
    values = find_values(sentence)
    if not values:
        return []
    model = model or load_result_model()
    roles = roles_in(sentence, names)
    found = []
    for value, spoken in zip(values, features(sentence, values, roles), strict=True):
        outcome, delta = model.probabilities(spoken)
        if outcome >= model.threshold:
            found.append((value, outcome, delta))
    links = link(sentence, [value for value, _, _ in found], roles, values)
    return [
        FoundResult(value.start, value.end, value.text, value.number, value.unit, *linked, delta >= 0.5, round(outcome, 4))  # noqa: PLR2004 - more likely than not
        for (value, outcome, delta), linked in zip(found, links, strict=True)
    ]


def roles_in(sentence: str, names: Mapping[str, Sequence[Mention]]) -> Roles:
    """Return the metrics, datasets and systems of a sentence in order: those given, and metrics that are known by themselves."""
    metrics = list(names.get("metric", ()))
    for start, end, text in find_metrics(sentence):
        inside = [one for one in metrics if one[0] < end and start < one[1]]
        if not inside or (not VAGUE.fullmatch(text) and all(start <= one[0] and one[1] <= end for one in inside)):
            metrics = [one for one in metrics if one not in inside] + [(start, end, text)]
    return Roles(tuple(sorted(metrics)), tuple(sorted(names.get("dataset", ()))), tuple(sorted(names.get("system", ()))))


def features(sentence: str, values: Sequence[Value], roles: Roles) -> list[set[str]]:
    """Return for each quantity what speaks for or against its being an outcome.

    Args:
        sentence: One sentence.
        values: Its quantities.
        roles: Names in the sentence.
    """
    cues = {f"cue={match[1].lower()}" for match in _CUES.finditer(sentence)}
    return [_features_of(sentence, values, place, roles) | cues for place in range(len(values))]


def _features_of(sentence: str, values: Sequence[Value], place: int, roles: Roles) -> set[str]:
    value = values[place]
    before = _words(sentence[max(0, value.start - _REACH) : value.start])
    after = _words(sentence[value.end : value.end + _REACH])
    found = {f"shape={value.shape}", f"unit={value.unit}", f"shape={value.shape}|unit={value.unit}", *_form(value)}
    for distance in range(1, _NEAR + 1):
        found.add(f"-{distance}={before[-distance] if distance <= len(before) else '^'}")
        found.add(f"+{distance}={after[distance - 1] if distance <= len(after) else '$'}")
    found.add("-2-1=" + " ".join(before[-2:]))
    found.add("+1+2=" + " ".join(after[:2]))
    found.add(f"-1={before[-1] if before else '^'}|unit={value.unit}")
    found.add(f"+1={after[0] if after else '$'}|unit={value.unit}")
    found.update(f"L={word}" for word in before[-12:])
    found.update(f"R={word}" for word in after[:10])
    found.update(_change(sentence, values, place))
    found.update(_neighbours(values, place))
    found.update(_nearby(value, roles))
    return found


def _change(sentence: str, values: Sequence[Value], place: int) -> set[str]:
    """Say whether a quantity is an end of `from 71.2 to 75.4`."""
    found = set()
    for first, end in ((place - 1, "to"), (place, "from")):
        if 0 <= first < len(values) - 1 and re.fullmatch(
            r"\s?(?:\([^()]{0,30}\)\s)?to\s?\S{0,6}\s?", sentence[values[first].end : values[first + 1].start]
        ):
            found |= {f"change={end}", f"change={end}|unit={values[place].unit}"}
    return found


def _words(text: str) -> list[str]:
    return ["#" if token[0].isdigit() else token.lower() for token in _TOKEN.findall(text)]


def _form(value: Value) -> set[str]:
    digits = re.sub(r"[^\d.]", "", value.text)
    found = {
        f"digits={len(digits.partition('.')[0])}",
        f"decimals={len(digits.partition('.')[2])}",
        f"sign={value.text[0] if value.text[0] in '+-−±$' else ''}",
    }
    if value.number is not None:
        whole = value.unit is None and value.number == int(value.number)
        found.add(f"whole={whole}")
        if whole:
            found.add(f"year={1900 <= value.number < 2100}")  # noqa: PLR2004 - years
            found.add(f"small={value.number <= 12}")  # noqa: PLR2004 - what people count
            found.add(f"comma={',' in value.text}")
    return found


def _neighbours(values: Sequence[Value], place: int) -> set[str]:
    value = values[place]
    found = {
        f"values={min(len(values), 6)}",
        f"place={min(place, 4)}",
        f"same-units={min(sum(one.unit == value.unit for one in values), 4)}",
    }
    if place:
        found.add(f"before-unit={values[place - 1].unit}|{value.unit}|{_gap(values[place - 1].end, value.start)}")
    if place + 1 < len(values):
        found.add(f"after-unit={values[place + 1].unit}|{value.unit}|{_gap(value.end, values[place + 1].start)}")
    return found


def _gap(end: int, start: int) -> str:
    gap = start - end
    return "touching" if gap <= 6 else "near" if gap <= 25 else "far"  # noqa: PLR2004 - characters: a comma or `and`; a few words


def _nearby(value: Value, roles: Roles) -> set[str]:
    found = set()
    for role, mentions in (("metric", roles.metrics), ("dataset", roles.datasets), ("system", roles.systems)):
        left = [value.start - end for _, end, _ in mentions if end <= value.start]
        right = [start - value.end for start, _, _ in mentions if start >= value.end]
        found.add(f"{role}-left={_gap(0, min(left)) if left else None}")
        found.add(f"{role}-right={_gap(0, min(right)) if right else None}")
        found.add(f"{role}={bool(mentions)}")
    vague = [text for _, _, text in roles.metrics if not VAGUE.fullmatch(text)]
    found.add(f"clear-metric={bool(vague)}|unit={value.unit}")
    return found
