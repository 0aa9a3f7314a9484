"""Quantities in a sentence: numbers with their units, ranges, ranks and orders of magnitude, as they were written."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgbuild.extract.text.limits import LONGEST_SENTENCE


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity in a sentence.

    Attributes:
        start: First character, from 0.
        end: One past the last character.
        text: `sentence[start:end]`, unit included.
        number: The quantity; of a range the first bound; None for words.
        unit: `%`, `×`, `dB`, `points`, … or None.
        shape: `number`, `range`, `ratio`, `rank`, `magnitude` or `formula`.
    """

    start: int
    end: int
    text: str
    number: float | None
    unit: str | None
    shape: str


_DIGITS = r"(?:\d{1,3}+(?:,\d{3}(?!\d))++(?:\.\d++)?|\d++(?:\.\d++)?|\.\d++)"
_POWER = r"\^\s?\{?[-−]?\d{1,3}\}?"
_EXPONENT = rf"(?:\s?(?:\\times|times|×|x)\s?10\s?{_POWER}|[eE][-−+]?\d{{1,3}}(?!\w)|(?<=\b10){_POWER})"
_PERCENT = r"\s?\\{0,2}%|\s?percentage[ -]points?\b|\s?percent\b|\s?pp\b"
_FOLD = r"\s?\$?\s?(?:\\times|×)(?:\s?\$)?|\s?[xX](?![\w])|\s?times(?![\w])|[ -]?folds?\b"
_WORDED = r"\s(?:points?|dB|FPS|fps|Hz|kHz|ms|seconds?|minutes?|hours?|days?|GPU[ -](?:days?|hours?)|GB|MB|KB|GFLOPs|mm|cm|km|kg)\b"
_GLUED = r"(?:dB|FPS|fps|Hz|ms|s|GB|MB|KB|GFLOPs|mm|cm|km|kg|[MBKGk])(?![\w])"
_UNIT = rf"(?:{_PERCENT}|{_FOLD}|{_WORDED}|{_GLUED})"
_SIGN = r"(?:(?<![\w)\]}%])[+\-−±])?"
_ONE = rf"{_SIGN}\$?{_DIGITS}{_EXPONENT}?{_UNIT}?"
_BEFORE = r"(?<![A-Za-z0-9_.^])(?<![A-Za-z)\]][-–/@])(?<!\d,)"
_SIDE = r"\d{1,5}+(?:,\d{3}(?!\d))*+"
_RATIO = re.compile(
    rf"{_BEFORE}(?:\d{{1,4}}+\s(?:out\s)?of\s(?:the\s)?\d{{1,4}}+|\d{{1,3}}+/\d{{1,3}}+|{_SIDE}\s?(?:[xX×]|\$?\\?times\$?)\s?{_SIDE})(?![\w%.,]*[\d%\\])(?![\w^])"
)
_VALUE = re.compile(rf"{_BEFORE}(?P<first>{_ONE})(?P<second>(?:\s?(?:--?|–|—|to~?|~)\s?(?=[\d.+]){_SIGN}{_DIGITS}{_UNIT}?)?)")
_PARTS = re.compile(rf"(?P<sign>[+\-−±]?)\$?(?P<digits>{_DIGITS})(?P<exponent>{_EXPONENT}?)(?P<unit>{_UNIT}?)")
_RANK = re.compile(r"(?<![\w.-])\d{1,3}(?:st|nd|rd|th)\b(?:\s(?:place|position|rank)\b)?|#\d{1,3}\b")
_COUNT_WORD = r"(?:an?|one|two|three|four|five|several|many)"
_MAGNITUDE = re.compile(
    rf"\b(?:{_COUNT_WORD}\s)?orders?(?:\s|-)of(?:\s|-)magnitudes?\b"
    rf"|\b(?:twice|thrice|double[sd]?|half|halves|halved|halving|doubling|{_COUNT_WORD}[ -]?(?:fold|times))\b",
    re.IGNORECASE,
)
_MAGNITUDE_HINTS = ("magnitude", "wice", "hrice", "oubl", "hal", "Hal", "fold", "times")
_FORMULA = re.compile(
    r"\$[^$\n]{0,60}?O(?:\}|\\left|\s)*\s?\([^$\n]{1,120}\$|(?<![\w\\])(?:\\tilde|\\mathcal)?\{?O\}?\([^()\n]{1,40}(?:\([^()\n]{1,30}\)[^()\n]{0,20})?\)"
)
_ADDRESS = re.compile(r"(?:https?:|www\.)\S+")
_LONGEST_NUMBER = 15
_UNITS = (
    (re.compile(r"percentage|pp$"), "points"),
    (re.compile(r"%|percent"), "%"),
    (re.compile(r"fold|times|×|^\$?[xX]$"), "×"),
    (re.compile(r"point"), "points"),
)


def find_values(sentence: str) -> list[Value]:
    r"""Return the quantities of a sentence, in order, none inside another.

    Numbers that are part of a name (`CIFAR-10`, `GPT-3.5`, `F1`) or of a link are no quantities.

    Args:
        sentence: One sentence; of more than `LONGEST_SENTENCE` characters it gives nothing.

    Example:
        >>> [(value.text, value.number, value.unit) for value in find_values(r"From 34.7\% to 40%, 2.5× faster than GPT-3.5.")]
        [('34.7\\%', 34.7, '%'), ('40%', 40.0, '%'), ('2.5×', 2.5, '×')]
    """
    if len(sentence) > LONGEST_SENTENCE:
        return []
    numeric = (_ratios, _ranks, _numbers) if re.search(r"\d", sentence) else ()
    taken = [match.span() for match in _ADDRESS.finditer(sentence)]
    found: list[Value] = []
    for value in (value for find in (_formulas, *numeric, _magnitudes) for value in find(sentence)):
        if all(value.end <= start or end <= value.start for start, end in taken):
            taken.append((value.start, value.end))
            found.append(value)
    return sorted(found, key=lambda value: value.start)


def number_of(text: str) -> float | None:
    r"""Return the first number in a text.

    Args:
        text: Such as `1,536`, `34.7\%` or `2 \times 10^{-3}`.

    Example:
        >>> number_of("-1,536.5"), number_of(r"2\times10^{-3}"), number_of("none")
        (-1536.5, 0.002, None)
    """
    match = _PARTS.search(text)
    if match is None or len(match["digits"]) > _LONGEST_NUMBER:
        return None
    digits = match["digits"].replace(",", "")
    power = re.search(r"([-−+]?\d{1,3})\}?$", match["exponent"]) if match["exponent"] else None
    if power:
        base = "1" if match["exponent"].startswith("^") else digits  # 10^{-3} is its own power
        digits = f"{base}e{int(power[1].replace('−', '-'))}"
    number = float(digits) * (-1 if match["sign"] in {"-", "−"} else 1)
    return number if math.isfinite(number) else None


def _numbers(sentence: str) -> Iterator[Value]:
    for match in _VALUE.finditer(sentence):
        first, second = match["first"], match["second"]
        follows = sentence[match.end("first") : match.end("first") + 1]
        if second and _is_range(sentence[: match.start()][-20:], second) and not _in_word(sentence, match.end()):
            yield _value(sentence, match.start(), match.end(), "range")
            continue
        if len(first) <= _LONGEST_NUMBER + 20 and not _in_word(sentence, match.end("first")) and follows != "^":
            yield _value(sentence, match.start(), match.end("first"), "number")
        if second and not _in_word(sentence, match.end()):
            digits = re.search(r"[\d.]", second)
            if digits:
                yield _value(sentence, match.start("second") + digits.start(), match.end(), "number")


def _in_word(sentence: str, end: int) -> bool:
    """Tell whether a number runs on into a word or a name: `3D`, `2-layer` may stay, `10k-step` may not."""
    return sentence[end - 1] not in "%$" and bool(re.match(r"[A-Za-z_]|-[A-Z]|\.\d", sentence[end : end + 2]))


def _is_range(before: str, second: str) -> bool:
    """Tell bounds of one quantity from a change (`from 71 to 75`), whose ends are two quantities."""
    changes = re.search(r"(?:\b[fF]rom\s?|\()$", before) and not re.search(r"\b(?:rang|vary)\w*\sfrom\s?$", before)
    return not (changes and "to" in second)


def _value(sentence: str, start: int, end: int, shape: str) -> Value:
    text = sentence[start:end]
    if text.startswith("$") and text.count("$") == 1:
        start, text = start + 1, text[1:]
    return Value(start, end, text, number_of(text), _unit(text), shape)


def _unit(text: str) -> str | None:
    matches = [match["unit"] for match in _PARTS.finditer(text)]
    unit = (matches[-1] if matches else "").strip().replace("\\", "")
    for pattern, name in _UNITS:
        if pattern.search(unit):
            return name
    return unit or None


def _ratios(sentence: str) -> Iterator[Value]:
    for match in _RATIO.finditer(sentence):
        yield Value(match.start(), match.end(), match.group(), number_of(match.group()), None, "ratio")


def _ranks(sentence: str) -> Iterator[Value]:
    for match in _RANK.finditer(sentence):
        yield Value(match.start(), match.end(), match.group(), number_of(re.sub(r"[^\d]", "", match.group())), None, "rank")


def _magnitudes(sentence: str) -> Iterator[Value]:
    if not any(hint in sentence for hint in _MAGNITUDE_HINTS):  # spares the pattern, which is slow, most sentences
        return
    for match in _MAGNITUDE.finditer(sentence):
        yield Value(match.start(), match.end(), match.group(), None, "×", "magnitude")


def _formulas(sentence: str) -> Iterator[Value]:
    if "O" not in sentence:
        return
    for match in _FORMULA.finditer(sentence):
        yield Value(match.start(), match.end(), match.group(), None, None, "formula")
