"""What the domain classifier learns of a corpus without annotations: terms, how rare each is, topics and subject classes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.utils.extmath import randomized_svd

from kgbuild.extract.domains import grams, words
from kgbuild.extract.text.wordlists import read_terms

_TERMS = 22_000
_RAREST = 20
_TOPICS = 200
_SVD_PAPERS = 50_000
_SMALLEST_CLASS = 240
_TOPIC_WEIGHT, _CLASS_WEIGHT = 1.5, 0.15

Floats = npt.NDArray[np.float64]
Text = tuple[str, str]
"""A title and an abstract."""


@dataclass(frozen=True, slots=True)
class Space:
    """What is learned of the corpus: terms, how rare each is, and the linear maps that follow tf-idf.

    Attributes:
        labels: The domains.
        rows: The row of each term.
        keywords: Terms by domains: 1 where the term is a key term of the domain, else 0.
        rarity: Inverse document frequency by row.
        maps: Terms by dense features: topics and subject classes, each scaled to its weight.
    """

    labels: tuple[str, ...]
    rows: dict[str, int]
    keywords: Floats
    rarity: Floats
    maps: Floats

    def tfidf(self, papers: Sequence[Text]) -> csr_matrix:
        """Return tf-idf of (title, abstract) pairs, scaled to unit length; the title counts twice."""
        return _tfidf(
            [Counter(row for term in _terms(*paper) if (row := self.rows.get(term)) is not None) for paper in papers], self.rarity
        )

    def keyword_counts(self, papers: Sequence[Text]) -> Floats:
        """Return per paper the logs of key-term counts by domain: the title's, then the abstract's."""
        counts: Floats = np.array([np.concatenate([self._logs(title), self._logs(abstract)]) for title, abstract in papers])
        return counts

    def _logs(self, text: str) -> Floats:
        rows = [row for term in grams(text) if (row := self.rows.get(term)) is not None]
        logs: Floats = np.log1p(self.keywords[rows].sum(axis=0))
        return logs


def _terms(title: str, abstract: str) -> list[str]:
    return grams(title) * 2 + grams(abstract)


def _tfidf(counts: Sequence[Counter[int]], rarity: Floats) -> csr_matrix:
    indptr = np.cumsum([0, *map(len, counts)])
    indices = np.fromiter((row for count in counts for row in count), dtype=np.int32, count=indptr[-1])
    frequency = np.fromiter((number for count in counts for number in count.values()), dtype=np.float64, count=indptr[-1])
    values = (1 + np.log(frequency)) * rarity[indices]
    for start, stop in pairwise(indptr):
        values[start:stop] /= max(np.sqrt((values[start:stop] ** 2).sum()), 1e-9)
    return csr_matrix((values, indices, indptr), shape=(len(counts), len(rarity)))


def learn_space(papers: Sequence[Text], classes: Sequence[Sequence[str]], keywords: Mapping[str, Sequence[str]]) -> Space:
    """Learn terms, topics and subject classes from a corpus without annotations.

    Args:
        papers: Titles and abstracts.
        classes: arXiv's subject classes of each, empty where unknown.
        keywords: Key terms of each domain.
    """
    seen: Counter[str] = Counter()
    for paper in papers:
        seen.update(dict.fromkeys(_terms(*paper), 1))
    keep = {term for terms in keywords.values() for term in terms}
    common = sorted((term for term, count in seen.items() if count >= _RAREST), key=lambda term: (-seen[term], term))
    rows = {term: row for row, term in enumerate(sorted({*keep, *common[: _TERMS - len(keep)]}))}
    rarity = np.array([np.log((1 + len(papers)) / (1 + seen[term])) + 1 for term in rows])
    labels = tuple(sorted(keywords))
    space = Space(labels, rows, _keyword_table(labels, rows, keywords), rarity, np.zeros((len(rows), 0)))
    tfidf = space.tfidf(papers)
    _, values, topics = randomized_svd(tfidf[:_SVD_PAPERS], _TOPICS, n_iter=3, random_state=0)
    size = np.sqrt((values**2).sum() / min(len(papers), _SVD_PAPERS))
    return replace(space, maps=np.hstack([topics.T * (_TOPIC_WEIGHT / size), _subject_maps(tfidf, classes) * _CLASS_WEIGHT]))


def _subject_maps(tfidf: csr_matrix, classes: Sequence[Sequence[str]]) -> Floats:
    """Return one column of logistic weights per frequent subject class."""
    known = [number for number, names in enumerate(classes) if names]
    counts = Counter(name for names in classes for name in names)
    frequent = sorted(name for name, count in counts.items() if _SMALLEST_CLASS <= count < len(known))
    columns = []
    for name in frequent:
        model = LogisticRegression(C=3, solver="liblinear", tol=0.01, random_state=0)
        columns.append(model.fit(tfidf[known], [name in classes[number] for number in known]).coef_[0])
    return np.array(columns).T.reshape(tfidf.shape[1], len(frequent))


def read_keywords() -> dict[str, tuple[str, ...]]:
    """Return the key terms of each domain, in the form of `kgbuild.extract.domains.words`."""
    return {domain: tuple(" ".join(words(term)) for term in terms) for domain, terms in read_terms("domain_keywords.tsv").items()}


def _keyword_table(labels: Sequence[str], rows: Mapping[str, int], keywords: Mapping[str, Sequence[str]]) -> Floats:
    table = np.zeros((len(rows), len(labels)))
    for column, label in enumerate(labels):
        for term in keywords[label]:
            table[rows[term], column] = 1
    return table
