"""The domains of a paper: a linear classifier over words and word pairs, with hand-written key terms of each domain.

The weights are a table made by `kgbuild.training.domains`; reading a paper is a few lookups and one small matrix product.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import IO

import numpy as np
import numpy.typing as npt

from kgbuild.extract.text.limits import LONGEST_ABSTRACT

Floats = npt.NDArray[np.float64]

TITLE = -1
"""The number of the title among the sentences."""

_MOST_LABELS = 3
_TITLE_WEIGHT = 2
_TOKEN = re.compile(r"[a-z0-9]+")


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without the plural's s.

    Example:
        >>> words("Transformers in 3 countries' news bias")
        ['transformer', 'in', '3', 'countrie', 'new', 'bia']
    """
    return [
        word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] not in "sui" else word  # noqa: PLR2004 - shorter words are no plurals
        for word in _TOKEN.findall(text[:LONGEST_ABSTRACT].lower())
    ]


def grams(text: str) -> list[str]:
    """Return the words of a text and its pairs of neighbouring words.

    Example:
        >>> grams("graph neural networks")
        ['graph', 'neural', 'network', 'graph neural', 'neural network']
    """
    single = words(text)
    return single + [f"{one} {two}" for one, two in pairwise(single)]


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
    keywords: npt.NDArray[np.int8]
    title_keywords: Floats
    body_keywords: Floats
    bias: Floats
    slope: float
    offset: float
    threshold: float

    @classmethod
    def load(cls, stream: IO[bytes]) -> "DomainModel":
        """Read a model as `kgbuild.training.domains` writes it.

        Args:
            stream: A `.npz` file.
        """
        with np.load(stream, allow_pickle=False) as table:
            labels = tuple(bytes(table["labels"]).decode().split("\n"))
            rows = {term: row for row, term in enumerate(bytes(table["terms"]).decode().split("\n"))}
            slope, offset, threshold = (float(value) for value in table["calibration"])
            return cls(
                labels=labels,
                rows=rows,
                rarity=table["rarity"].astype(np.float64),
                weights=table["weights"].astype(np.float64) * table["scale"].astype(np.float64)[:, None],
                keywords=table["keywords"].astype(np.int8),
                title_keywords=table["title_keywords"].astype(np.float64),
                body_keywords=table["body_keywords"].astype(np.float64),
                bias=table["bias"].astype(np.float64),
                slope=slope,
                offset=offset,
                threshold=threshold,
            )


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
            One to three of (slug, probability, number of the sentence that speaks for it most; `TITLE` where that is the title);
            nothing where no word of the text is known.
        """
        parts = [self._known(part) for part in (title, *sentences)]
        in_title, rows = len(parts[0]), np.array([row for part in parts for row in part], dtype=np.intp)
        if not len(rows):
            return []
        model = self._model
        shares = self._shares(rows, in_title)
        weights, keywords = model.weights[rows], model.keywords[rows]
        counts = np.log1p(np.stack([keywords[:in_title].sum(axis=0), keywords[in_title:].sum(axis=0)]))
        logits = shares @ weights + counts[0] @ model.title_keywords + counts[1] @ model.body_keywords + model.bias
        probabilities = 1 / (1 + np.exp(-(model.slope * logits + model.offset)))
        order = np.argsort(-probabilities, kind="stable")[:_MOST_LABELS]
        chosen = [int(label) for place, label in enumerate(order) if place == 0 or probabilities[label] >= model.threshold]
        support = model.rarity[rows][:, None] * weights[:, chosen] + keywords[:, chosen] * model.body_keywords[chosen, chosen]
        speakers = _speakers(support, [len(part) for part in parts])
        return [
            (model.labels[label], float(probabilities[label]), speaker) for label, speaker in zip(chosen, speakers, strict=True)
        ]

    def _known(self, text: str) -> list[int]:
        find = self._model.rows.get
        return [row for row in map(find, grams(text)) if row is not None]

    def _shares(self, rows: npt.NDArray[np.intp], in_title: int) -> Floats:
        """Return the tf-idf of each occurrence of a row: that of the row, scaled to unit length, shared among its occurrences.

        Args:
            rows: The title's, then the sentences'.
            in_title: How many are the title's; they count twice.
        """
        _, place, times = np.unique(rows, return_inverse=True, return_counts=True)
        doubled = np.bincount(place[:in_title], minlength=len(times))
        values = (1 + np.log(times + doubled * (_TITLE_WEIGHT - 1)))[place] * self._model.rarity[rows]
        shares: Floats = values / times[place] / math.sqrt(float((values * values / times[place]).sum()))
        return shares


def _speakers(support: Floats, sizes: Sequence[int]) -> list[int]:
    """Return for each column the number of the part with the greatest sum, `TITLE` for the first part; of equal ones the first.

    Args:
        support: Rows of all parts in order.
        sizes: How many rows each part has.
    """
    filled = [part for part, size in enumerate(sizes) if size]
    starts = np.concatenate([[0], np.cumsum([sizes[part] for part in filled])[:-1]]).astype(np.intp)
    best = np.add.reduceat(support, starts, axis=0).argmax(axis=0)
    return [filled[int(one)] + TITLE for one in best]


@lru_cache(maxsize=1)
def load_domain_classifier() -> DomainClassifier:
    """Return the classifier that ships."""
    with files("kgbuild.extract").joinpath("data", "domains.npz").open("rb") as stream:
        return DomainClassifier(DomainModel.load(stream))
