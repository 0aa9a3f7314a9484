"""Learns the domain classifier.

Needs scikit-learn, which the classifier itself does not: what is learned is one table of weights. Features of a paper are the
tf-idf of its words and pairs, their projection on the corpus's first singular vectors (latent semantic analysis), the logits of
arXiv's subject classes, learned on those papers of the corpus that carry one, and counts of hand-written key terms. All but the
counts are linear in tf-idf, so that after learning they fold into one weight per term and domain. Rehearsals, short texts made of
one domain's key terms, stand beside the annotated papers with a lower weight: they teach the domains that have few papers.

Seeded. 5-fold cross-validation over papers gives the figures, the calibration (Platt's sigmoid) and the threshold,
over the gold file's papers alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression

from kgbuild.annotations import AnnotatedPaper
from kgbuild.files import atomic_write
from kgbuild.training.corpus import read_corpus
from kgbuild.training.domain_space import Floats, Space, Text, learn_space, read_keywords
from kgbuild.training.folds import FOLDS

_STRENGTH = 3.0
_SURE = 5.0
_REHEARSALS = 30
_REHEARSAL_TERMS = (2, 6)
_REHEARSAL_WEIGHT = 0.3
_RESIDUAL_DOMAIN = "machine-learning-general"
_KEYWORD_WEIGHT = 0.45
_THRESHOLDS = np.arange(0.1, 0.6, 0.025)


@dataclass(frozen=True, slots=True)
class Weights:
    """Logistic regressions, a column each: weights of tf-idf with the maps folded in, of key terms, and biases."""

    terms: Floats
    keywords: Floats
    bias: Floats

    def logits(self, tfidf: csr_matrix, keywords: Floats) -> Floats:
        """Return a row of logits per paper."""
        logits: Floats = tfidf @ self.terms + keywords @ self.keywords + self.bias
        return logits


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts to learn from.

    Attributes:
        tfidf: Texts by terms.
        keywords: Texts by logs of key-term counts.
        truth: Texts by domains.
        weight: How much each text counts.
    """

    tfidf: csr_matrix
    keywords: Floats
    truth: npt.NDArray[np.bool_]
    weight: Floats

    @classmethod
    def of(cls, papers: Sequence[Text], truth: npt.NDArray[np.bool_], weight: float, space: Space) -> "Examples":
        """Return texts with their features.

        Args:
            papers: Titles and abstracts.
            truth: Texts by domains.
            weight: How much each counts.
            space: What is known of the corpus.
        """
        return cls(space.tfidf(papers), space.keyword_counts(papers), truth, np.full(len(papers), weight))

    def where(self, keep: npt.NDArray[np.bool_]) -> "Examples":
        """Return some of the texts."""
        return Examples(self.tfidf[keep], self.keywords[keep], self.truth[keep], self.weight[keep])

    def __add__(self, other: "Examples") -> "Examples":
        return Examples(
            vstack([self.tfidf, other.tfidf]).tocsr(),
            np.vstack([self.keywords, other.keywords]),
            np.vstack([self.truth, other.truth]),
            np.concatenate([self.weight, other.weight]),
        )


def rehearsals(keywords: Mapping[str, Sequence[str]], labels: Sequence[str]) -> tuple[list[Text], npt.NDArray[np.bool_]]:
    """Return short made-up texts of key terms, and their domains.

    Args:
        keywords: Key terms of each domain.
        labels: Domains, the columns of the second answer.
    """
    rng = np.random.default_rng(0)
    texts, truth = [], []
    for label in labels:
        for _ in range(_REHEARSALS if label != _RESIDUAL_DOMAIN else 0):
            terms = [str(term) for term in rng.choice(keywords[label], rng.integers(*_REHEARSAL_TERMS, endpoint=True))]
            title = " . ".join(str(term) for term in rng.choice(keywords[label], 2))
            texts.append((title, " . ".join(terms)))
            truth.append([label == one for one in labels])
    return texts, np.array(truth)


def fit(space: Space, examples: Examples) -> Weights:
    """Learn one logistic regression per domain.

    Args:
        space: What is known of the corpus.
        examples: What to learn from.
    """
    tfidf, keywords = examples.tfidf, examples.keywords
    features = hstack([tfidf, csr_matrix(tfidf @ space.maps), csr_matrix(_KEYWORD_WEIGHT * keywords)]).tocsr()
    size, dense = tfidf.shape[1], space.maps.shape[1]
    terms, counts, bias = [], [], []
    for column in examples.truth.T:
        if not column.any():  # a domain that no paper has: never answered
            terms.append(np.zeros(size))
            counts.append(np.zeros(keywords.shape[1]))
            bias.append(-_SURE)
            continue
        model = LogisticRegression(C=_STRENGTH, solver="liblinear", tol=1e-3, random_state=0).fit(features, column, examples.weight)
        weights = model.coef_[0]
        terms.append(weights[:size] + space.maps @ weights[size : size + dense])
        counts.append(_KEYWORD_WEIGHT * weights[size + dense :])
        bias.append(model.intercept_[0])
    return Weights(np.array(terms).T, np.array(counts).T, np.array(bias))


def chosen(probabilities: Floats, threshold: float) -> npt.NDArray[np.bool_]:
    """Return which domains are answered: the most probable, and up to two more that reach the threshold."""
    rank = np.argsort(np.argsort(-probabilities, axis=1, kind="stable"), axis=1, kind="stable")
    answered: npt.NDArray[np.bool_] = (rank == 0) | ((rank < 3) & (probabilities >= threshold))  # noqa: PLR2004 - a paper has three domains at most
    return answered


def micro_f1(answered: npt.NDArray[np.bool_], truth: npt.NDArray[np.bool_]) -> float:
    """Return F1 over all answers."""
    return float(2 * (answered & truth).sum() / (answered.sum() + truth.sum()))


def calibration_error(probabilities: Floats, right: npt.NDArray[np.bool_], bins: int = 10) -> float:
    """Return the expected calibration error (Guo et al. 2017) of a set of answers.

    Args:
        probabilities: Said.
        right: Whether each answer was right.
        bins: How many bins of equal width.
    """
    place = np.minimum((probabilities * bins).astype(int), bins - 1)
    return float(sum(abs(probabilities[place == one].sum() - right[place == one].sum()) for one in range(bins)) / len(right))


def _sigmoid(logits: Floats) -> Floats:
    probabilities: Floats = 1 / (1 + np.exp(-logits))
    return probabilities


def _cross_validate(
    space: Space, examples: Examples, rehearsed: Examples, own: npt.NDArray[np.bool_]
) -> tuple[tuple[float, float, float], dict[str, float]]:
    """Return slope, offset and threshold, and the figures of cross-validation: of the `own` papers alone."""
    truth = examples.truth
    logits = np.zeros(truth.shape)
    fold = np.random.default_rng(0).permutation(len(truth)) % FOLDS
    for one in range(FOLDS):
        weights = fit(space, examples.where(fold != one) + rehearsed)
        logits[fold == one] = weights.logits(examples.tfidf[fold == one], examples.keywords[fold == one])
    logits, truth = logits[own], truth[own]
    platt = LogisticRegression(C=1e6).fit(logits.reshape(-1, 1), truth.ravel())
    slope, offset = round(float(platt.coef_[0, 0]), 3), round(float(platt.intercept_[0]), 3)
    probabilities = _sigmoid(slope * logits + offset)
    threshold = float(max(_THRESHOLDS, key=lambda value: micro_f1(chosen(probabilities, value), truth)))
    answered = chosen(probabilities, threshold)
    error = calibration_error(probabilities[answered], truth[answered])
    figures = {"f1": micro_f1(answered, truth), "calibration error": error, "threshold": threshold}
    return (slope, offset, threshold), figures


def write_model(path: Path, space: Space, weights: Weights, calibration: Sequence[float]) -> None:
    """Write what `DomainModel.load` reads: weights as bytes with one scale per term.

    Args:
        path: A `.npz` file.
        space: What is known of the corpus.
        weights: Learned.
        calibration: Slope, offset and threshold.
    """
    scale = (np.abs(weights.terms).max(axis=1) / 127).astype(np.float16).astype(np.float64) + 1e-6
    half = len(space.labels)
    with atomic_write(path) as stream:
        np.savez_compressed(
            stream,
            labels=np.frombuffer("\n".join(space.labels).encode(), dtype=np.uint8),
            terms=np.frombuffer("\n".join(space.rows).encode(), dtype=np.uint8),
            rarity=space.rarity.astype(np.float16),
            weights=np.clip(np.rint(weights.terms / scale[:, None]), -127, 127).astype(np.int8),
            scale=scale.astype(np.float32),
            keywords=space.keywords.astype(np.int8),
            title_keywords=weights.keywords[:half].astype(np.float16),
            body_keywords=weights.keywords[half:].astype(np.float16),
            bias=weights.bias.astype(np.float32),
            calibration=np.array(calibration, dtype=np.float64),
        )


def train(annotated: Sequence[AnnotatedPaper], corpus: Path, model: Path) -> dict[str, float]:
    """Learn from annotated papers and a corpus, and write the model.

    Args:
        annotated: The papers to learn from.
        corpus: Papers, some of them with subject classes, as `read_corpus` takes them.
        model: Where to write.

    Returns:
        Figures of cross-validation.
    """
    keywords = read_keywords()
    records = [(one["title"], one["abstract"], one.get("categories") or "") for one in read_corpus(corpus)]
    classes = [[name for name in names.split(",") if name] for _, _, names in records]
    space = learn_space([record[:2] for record in records], classes, keywords)
    papers = [(one.paper.title, one.paper.abstract) for one in annotated]
    listed = [{domain["name"] for domain in one.record["domains"]} for one in annotated]
    truth = np.array([[label in names for label in space.labels] for names in listed])
    examples = Examples.of(papers, truth, 1.0, space)
    rehearsed = Examples.of(*rehearsals(keywords, space.labels), _REHEARSAL_WEIGHT, space)
    calibration, figures = _cross_validate(space, examples, rehearsed, np.array([not one.foreign for one in annotated]))
    write_model(model, space, fit(space, examples + rehearsed), calibration)
    return figures
