"""Titles that differ by a slip of the pen, found without comparing all pairs."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

EDITS = 2
"""How many letters may be added, left out or changed between two similar titles."""

SHORTEST = 20
"""Letters that a title's key must have for a slip to mean nothing: below, two letters make another name."""

_SEGMENTS = EDITS + 1
_CROWD = 200


def similar_titles(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of different keys that are at most two edits apart and have the same numbers.

    Method: if two texts are `EDITS` edits apart, one of `EDITS + 1` segments of the one stands unchanged in the other, at most
    `EDITS` places away (Li, Deng, Wang and Feng, "Pass-Join", VLDB 2012). A segment that more than 200 titles share tells nothing
    and is passed over, which keeps the time linear on titles made from one mould.

    Args:
        keys: Keys of titles, from `textkeys.title_key`.

    Yields:
        Pairs in order of characters, each once.

    Example:
        >>> list(similar_titles(["attentionisallyouneed", "atentionisallyouneed", "attentionisnotallyouneed"]))
        [('atentionisallyouneed', 'attentionisallyouneed')]
    """
    # By length, so that only the segments of titles at most EDITS shorter need be kept.
    index: dict[int, dict[tuple[int, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for key in sorted({key for key in keys if len(key) >= SHORTEST}, key=lambda key: (len(key), key)):
        index.pop(len(key) - EDITS - 1, None)
        numbers = _numbers(key)
        for other in sorted(_candidates(key, index)):
            if _numbers(other) == numbers and within_edits(key, other):
                yield min(key, other), max(key, other)
        for number, (start, end) in enumerate(_segments(len(key))):
            index[len(key)][number, key[start:end]].append(key)


def _numbers(key: str) -> list[str]:
    return re.findall(r"\d+", key)


@cache
def _segments(length: int) -> list[tuple[int, int]]:
    bounds = [length * number // _SEGMENTS for number in range(_SEGMENTS + 1)]
    return list(pairwise(bounds))


def _candidates(key: str, index: dict[int, dict[tuple[int, str], list[str]]]) -> set[str]:
    found: set[str] = set()
    for length in range(len(key) - EDITS, len(key) + 1):
        if length not in index:
            continue
        for number, (start, end) in enumerate(_segments(length)):
            for shift in _shifts(number, len(key) - length):
                titles = index[length].get((number, key[start + shift : end + shift]), ())
                found.update(titles if len(titles) <= _CROWD else ())
    return found


@cache
def _shifts(number: int, longer: int) -> range:
    """Return how far a segment can have moved: at most one place for each edit before it, and likewise from the end."""
    after = EDITS - number
    return range(max(-number, longer - after), min(number, longer + after) + 1)


def within_edits(first: str, second: str, edits: int = EDITS) -> bool:
    """Tell whether two texts are at most so many edits apart (Levenshtein distance).

    Fast for few edits, since the stretches that agree are skipped; the time triples with each edit.

    Args:
        first: Any text.
        second: Any text.
        edits: The largest distance.

    Example:
        >>> within_edits("kitten", "sitten"), within_edits("kitten", "sitting")
        (True, False)
    """
    if abs(len(first) - len(second)) > edits:
        return False
    same = _common_start(first, second)
    first, second = first[same:], second[same:]
    if not first or not second or not edits:
        return first == second or (edits > 0 and len(first) + len(second) <= edits)
    pairs = ((first[1:], second[1:]), (first[1:], second), (first, second[1:]))
    return any(within_edits(one, other, edits - 1) for one, other in pairs)


def _common_start(first: str, second: str) -> int:
    """Return how many letters agree from the start, by halving."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
