"""The domains of a paper: a linear classifier over words and word pairs, with hand-written key terms of each domain.

The weights are a table made by `kgbuild.extract.train_domains`; reading a paper is a few lookups and one small matrix product.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import IO

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

TITLE = -1
"""The number of the title among the sentences."""

_MOST_LABELS = 3
_TITLE_WEIGHT = 2
_LONGEST = 20_000
_TOKEN = re.compile(r"[a-z0-9]+")


def read_keywords(text: str) -> dict[str, tuple[str, ...]]:
    r"""Return the key terms of each domain.

    Args:
        text: A table: domain, tab, terms separated by commas; lines that begin with `#` are remarks.

    Example:
        >>> read_keywords("# remark\ngames\tchess,board games\n")
        {'games': ('chess', 'board game')}
    """
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {domain: tuple(" ".join(words(term)) for term in terms.split(",")) for domain, terms in rows}


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without the plural's s.

    Example:
        >>> words("Transformers in 3 countries' news bias")
        ['transformer', 'in', '3', 'countrie', 'new', 'bias']
    """
    return [
        word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] not in "sui" else word  # noqa: PLR2004 - shorter words are no plurals
        for word in _TOKEN.findall(text[:_LONGEST].lower())
    ]


def grams(text: str) -> list[str]:
    """Return the words of a text and its pairs of neighbouring words.

    Example:
        >>> grams("graph neural networks")
        ['graph', 'neural', 'network', 'graph neural', 'neural network']
    """
    single = words(text)
    return single + [f"{one} {two}" for one, two in zip(single, single[1:], strict=False)]


@dataclass(frozen=True, slots=True)
class DomainModel:
    """The table that a `DomainClassifier` reads: terms by rows, domains by columns.

    Attributes:
        labels: Slugs of the domains.
        rows: The row of each known word or pair.
        rarity: Inverse document frequency of each row.
        weights: Logit that a row of a paper of unit length adds to each domain.
        keywords: Whether the row is a key term of the domain (0 or 1).
        title_keywords: Logit that each domain's key terms in the title add to each domain, by log(1 + count).
        body_keywords: The same for the abstract.
        bias: Logit of each domain without any term.
        slope: Calibration: probability = sigmoid(slope * logit + offset).
        offset: See slope.
        threshold: Least probability of a second or third domain.
    """

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    rarity: Floats
    weights: Floats
    keywords: Floats
    title_keywords: Floats
    body_keywords: Floats
    bias: Floats
    slope: float
    offset: float
    threshold: float

    @classmethod
    def load(cls, stream: IO[bytes], keywords: Mapping[str, Sequence[str]]) -> "DomainModel":
        """Read a model as `train_domains` writes it.

        Args:
            stream: A `.npz` file.
            keywords: Key terms of each domain.
        """
        with np.load(stream, allow_pickle=False) as table:
            labels = tuple(bytes(table["labels"]).decode().split("\n"))
            rows = {term: row for row, term in enumerate(bytes(table["terms"]).decode().split("\n"))}
            slope, offset, threshold = (float(value) for value in table["calibration"])
            return cls(
                labels=labels,
                rows=rows,
                rarity=table["rarity"].astype(np.float32),
                weights=table["weights"].astype(np.float32) * table["scale"].astype(np.float32)[:, None],
                keywords=keyword_table(labels, rows, keywords),
                title_keywords=table["title_keywords"].astype(np.float32),
                body_keywords=table["body_keywords"].astype(np.float32),
                bias=table["bias"].astype(np.float32),
                slope=slope,
                offset=offset,
                threshold=threshold,
            )


def keyword_table(labels: Sequence[str], rows: Mapping[str, int], keywords: Mapping[str, Sequence[str]]) -> Floats:
    """Return a table of 0 and 1: which row is a key term of which domain.

    Args:
        labels: Domains, the columns.
        rows: The row of each term; every key term must be there.
        keywords: Key terms of each domain.
    """
    table = np.zeros((len(rows), len(labels)), dtype=np.float32)
    for column, label in enumerate(labels):
        for term in keywords.get(label, ()):
            table[rows[term], column] = 1
    return table


class DomainClassifier:
    """Tells which domains a paper belongs to.

    Args:
        model: Weights.

    Example:
        >>> classify = load_domain_classifier()
        >>> classify("Tumour detection", ["We segment tumours in MRI scans of patients with breast cancer."])[0][0]
        'medicine-health'
    """

    def __init__(self, model: DomainModel) -> None:
        self._model = model

    def __call__(self, title: str, sentences: Sequence[str]) -> list[tuple[str, float, int]]:
        """Return the domains of a paper, most central first.

        Args:
            title: The title.
            sentences: The abstract's sentences.

        Returns:
            One to three of (slug, probability, number of the sentence that speaks for it most; `TITLE` where that is the title); nothing
            where no word of the text is known.
        """
        parts = [self._known(part) for part in (title, *sentences)]
        body = [row for part in parts[1:] for row in part]
        counts = Counter(parts[0] * _TITLE_WEIGHT + body)
        if not counts:
            return []
        rows, shares = self._shares(counts)
        logits = shares @ self._model.weights[rows] + self._keyword_logits(parts[0], body) + self._model.bias
        probabilities = 1 / (1 + np.exp(-(self._model.slope * logits.astype(np.float64) + self._model.offset)))
        order = np.argsort(-probabilities, kind="stable")[:_MOST_LABELS]
        chosen = [int(label) for place, label in enumerate(order) if place == 0 or probabilities[label] >= self._model.threshold]
        return [(self._model.labels[label], float(probabilities[label]), self._speaker(parts, label)) for label in chosen]

    def _known(self, text: str) -> list[int]:
        find = self._model.rows.get
        return [row for row in map(find, grams(text)) if row is not None]

    def _shares(self, counts: Mapping[int, int]) -> tuple[list[int], Floats]:
        """Return the rows of a paper and their tf-idf, scaled to unit length."""
        rows = list(counts)
        frequency = np.array([1 + math.log(count) for count in counts.values()], dtype=np.float32)
        values = frequency * self._model.rarity[rows]
        return rows, values / np.float32(math.sqrt(float(values @ values)))

    def _keyword_logits(self, title: list[int], body: list[int]) -> Floats:
        in_title = np.log1p(self._model.keywords[title].sum(axis=0))
        in_body = np.log1p(self._model.keywords[body].sum(axis=0))
        logits: Floats = in_title @ self._model.title_keywords + in_body @ self._model.body_keywords
        return logits

    def _speaker(self, parts: Sequence[list[int]], label: int) -> int:
        """Return the number of the sentence whose terms speak most for a domain; of equal ones the first."""
        model = self._model
        weight = model.body_keywords[label, label]
        scores = [float((model.rarity[rows] * model.weights[rows, label] + weight * model.keywords[rows, label]).sum()) for rows in parts]
        return max((number for number, rows in enumerate(parts) if rows), key=lambda number: (scores[number], -number)) + TITLE


@lru_cache(maxsize=1)
def load_domain_classifier() -> DomainClassifier:
    """Return the classifier that ships."""
    data = files("kgbuild.extract").joinpath("data")
    keywords = read_keywords(data.joinpath("domain_keywords.tsv").read_text(encoding="utf-8"))
    with data.joinpath("domains.npz").open("rb") as stream:
        return DomainClassifier(DomainModel.load(stream, keywords))
