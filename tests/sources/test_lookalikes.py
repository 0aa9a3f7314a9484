"""Titles a slip apart are found as if all pairs had been compared."""

import time
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.sources.lookalikes import EDITS, similar_titles, within_edits


def distance(first: str, second: str) -> int:
    """Return the Levenshtein distance, the plain way."""
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        before, row = row, [i]
        for j, other in enumerate(second, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other)))
    return row[-1]


@given(st.text("abc", max_size=9), st.text("abc", max_size=9))
def test_within_edits_is_the_levenshtein_distance(first: str, second: str) -> None:
    """The quick answer is the plain one."""
    for edits in range(4):
        assert within_edits(first, second, edits) == (distance(first, second) <= edits)


@st.composite
def crowded(draw: st.DrawFn) -> list[str]:
    """Draw titles and slips of them."""
    titles = draw(st.lists(st.text("ab", min_size=18, max_size=26), min_size=1, max_size=4))
    for title in list(titles):
        for _ in range(draw(st.integers(0, 3))):
            place = draw(st.integers(0, len(title)))
            removed = draw(st.integers(0, 2))
            titles.append(title[:place] + draw(st.text("abc", max_size=2)) + title[place + removed :])
    return titles


@settings(max_examples=80)
@given(crowded())
def test_no_pair_is_missed(titles: list[str]) -> None:
    """Blocking by segments finds exactly what comparing all pairs finds."""
    long = sorted({title for title in titles if len(title) >= 20})
    expected = {(one, other) for one, other in combinations(long, 2) if distance(one, other) <= EDITS}
    assert set(similar_titles(titles)) == expected


def test_numbers_tell_titles_apart() -> None:
    """Parts of a series are no slips of each other."""
    assert not list(similar_titles(["overviewofsharedtask10atsemeval", "overviewofsharedtask11atsemeval"]))


def test_titles_from_one_mould_stay_fast() -> None:
    """Twenty thousand titles with the same beginning and end take seconds, not hours."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [a + b + c for a in letters for b in letters for c in letters + "αβγδ"]
    before = time.process_time()
    list(similar_titles(f"proceedingsoftheworkshopon{name}anditsmanyapplications" for name in names))
    assert time.process_time() - before < 10
