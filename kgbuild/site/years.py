"""How many papers a year: the bars of a small chart."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

_WIDTH = 320.0
_HEIGHT = 84.0
_WIDEST = 26.0
_GAP = 0.22
_MOST_YEARS = 40
_LABELS = 8


class Bar(NamedTuple):
    """A year.

    Attributes:
        year: What it stands for.
        papers: How many are of that year.
        x: Left edge.
        y: Upper edge.
        width: Of the bar.
        height: Of the bar.
        labelled: Whether there is room for the year below it.
    """

    year: int
    papers: int
    x: float
    y: float
    width: float
    height: float
    labelled: bool


class Chart(NamedTuple):
    """Bars from the first to the last year, in a box 84 high.

    Attributes:
        bars: By year, those without papers included.
        width: Of all bars together, 320 at most.
        earlier: How many papers are older than the years shown.
        undated: How many papers have no year.
    """

    bars: tuple[Bar, ...]
    width: float
    earlier: int
    undated: int


def chart(years: Iterable[int | None]) -> Chart | None:
    """Return the chart of some papers' years; None where they span less than two.

    Args:
        years: One a paper; None where unknown.

    Example:
        >>> [(bar.year, bar.papers) for bar in chart([2018, 2020, 2020, None]).bars]
        [(2018, 1), (2019, 0), (2020, 2)]
    """
    counts = Counter(years)
    undated = counts.pop(None, 0)
    known = {year: count for year, count in counts.items() if year is not None}
    if len(known) < 2:  # noqa: PLR2004 - one bar says nothing
        return None
    last = max(known)
    first = max(min(known), last - _MOST_YEARS + 1)
    earlier = sum(count for year, count in known.items() if year < first)
    bars = _bars({year: known.get(year, 0) for year in range(first, last + 1)})
    return Chart(bars, bars[-1].x + bars[-1].width, earlier, undated)


def _bars(counts: dict[int, int]) -> tuple[Bar, ...]:
    most, last = max(counts.values()), max(counts)
    step = min(_WIDTH / len(counts), _WIDEST / (1 - _GAP))
    width = round(step * (1 - _GAP), 1)
    apart = -(-len(counts) // _LABELS)
    heights = {year: round(_HEIGHT * count / most, 1) for year, count in counts.items()}
    return tuple(
        Bar(year, counts[year], round(place * step, 1), round(_HEIGHT - height, 1), width, height, (last - year) % apart == 0)
        for place, (year, height) in enumerate(heights.items())
    )
