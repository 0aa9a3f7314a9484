"""Names of evaluation metrics that are known without a tagger, found by one pattern."""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

VAGUE = re.compile(r"(?:[a-z-]+\s)*(?<!absolute\s)(?<!squared\s)(?:errors?|scores?|yields?)")
"""Metric words that name a metric only where nothing clearer stands."""


def find_metrics(sentence: str) -> Iterator[tuple[int, int, str]]:
    """Yield the names of metrics in a sentence: start, end, text.

    Args:
        sentence: One sentence.

    Example:
        >>> [text for _, _, text in find_metrics("A top-1 accuracy of 90% and a BLEU score of 30.")]
        ['top-1 accuracy', 'BLEU score']
    """
    for match in _pattern().finditer(sentence):
        yield match.start(), match.end(), match.group()


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    text = files("kgbuild.extract").joinpath("data", "metrics.txt").read_text(encoding="utf-8")
    before, _, names = text.partition("before:\n")[2].partition("name:\n")
    return re.compile(rf"(?<![\w@-])(?:(?:{'|'.join(before.splitlines())})[- ]){{0,3}}(?:{'|'.join(names.splitlines())})(?![\w@])")
