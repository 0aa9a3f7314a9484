"""Annotated papers as numbers: words, places, labels; batches of them; and variations against learning names by heart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack

from kgbuild.extract.tagger import network
from kgbuild.extract.tagger.features import PLACE_FACTS, WORD_FACTS, Text, place_facts, shape, vector_key, word_facts
from kgbuild.extract.tagger.fields import FIELDS
from kgbuild.extract.tagger.layers import Floats, Integers
from kgbuild.extract.tagger.vectors import Vectors

_GAP = max(network.DISTANCES)
_NAME_FIELDS = [FIELDS.index(field) for field in ("introduces", "base_models", "compared", "datasets")]
_EXCHANGED = 0.6

FOREIGN = "foreign"
"""The parameter added to the tokens of papers of other annotators: what they see differently. A reader of new papers has none."""


@dataclass(frozen=True, slots=True)
class Variation:
    """How much of a paper is changed before each reading.

    Attributes:
        hidden: Share of its words of which only the outline is shown.
        renamed: Share of the words in listed names that are exchanged for words of other names, or hidden.
        untold: Share of papers whose known names are not told.
    """

    hidden: float = 0.04
    renamed: float = 0.2
    untold: float = 0.1


@dataclass(frozen=True, slots=True)
class Lesson:
    """A paper to learn from.

    Attributes:
        text: What is seen.
        labels: For each token and field its state, -1 where unknown.
        foreign: Whether other readers than the gold file's annotated it.
    """

    text: Text
    labels: npt.NDArray[np.int8]
    foreign: bool = False


class WordTable:
    """The words of some papers with their facts and vectors.

    Row 0 is the gap between papers; each word has a second row that shows its outline alone.

    Args:
        texts: The papers.
        vectors: Of words.
    """

    def __init__(self, texts: Sequence[Text], vectors: Vectors) -> None:
        tokens = sorted({token for text in texts for token in text.tokens})
        self.number = {token: number for number, token in enumerate(tokens, 1)}
        self.bare = len(tokens)
        lower = {key: number for number, key in enumerate(sorted({vector_key(token) for token in tokens}), 1)}
        self.lower = np.array([0, *(lower[vector_key(token)] for token in tokens)])
        ranks = [vectors.rank(token) for token in tokens]
        seen = [list(word_facts(token, rank)) for token, rank in zip(tokens, ranks, strict=True)]
        facts = [[], *seen, *([row[2], word_row_unknown()] for row in seen)]
        self.facts = _indicator(facts, WORD_FACTS)
        rows = np.stack([vectors.row(-1), *(vectors.row(rank) for rank in ranks)])
        self.vectors = np.concatenate([rows, np.zeros((len(tokens), vectors.size), np.float32)])
        self.outline = [""] + [shape(token) for token in tokens]


def word_row_unknown() -> int:
    """Return the fact of a word that has no vector."""
    return list(word_facts("", -1))[3]


def _indicator(rows: Sequence[Sequence[int]], columns: int) -> csr_matrix:
    ends = np.cumsum([0, *map(len, rows)])
    indices = [column for row in rows for column in row]
    return csr_matrix((np.ones(len(indices), np.float32), indices, ends), shape=(len(rows), columns))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paper in numbers.

    Attributes:
        words: For each token the row of its word.
        groups: The tokens averaged together, in this paper.
        places: Facts of place (tokens x facts).
        lexicon: Facts from known names (tokens x facts).
        labels: As in `Lesson`.
        names: Words of names listed.
        foreign: As in `Lesson`.
    """

    words: Integers
    groups: network.Groups
    places: csr_matrix
    lexicon: csr_matrix
    labels: npt.NDArray[np.int8]
    names: Integers
    foreign: bool


def prepare(lesson: Lesson, table: WordTable) -> Prepared:
    """Return a paper in numbers."""
    text = lesson.text
    words = np.array([table.number[token] for token in text.tokens])
    size = len(words)
    groups = network.Groups.of(table.lower[words], text.sentence_starts)
    places = place_facts(text._replace(known=()), groups.word)
    known = place_facts(text, groups.word)[len(places) :]
    marked = (lesson.labels[:, _NAME_FIELDS] > 0).any(axis=1)
    names = [word for word in np.unique(words[marked]) if "X" in table.outline[word] or "9" in table.outline[word]]
    return Prepared(
        words, groups, _pairs(places, size), _pairs(known, size), lesson.labels, np.array(names, np.int64), lesson.foreign
    )


def _pairs(pairs: Sequence[tuple[Integers, Integers]], size: int) -> csr_matrix:
    rows = np.concatenate([np.zeros(0, np.int64), *(row for row, _ in pairs)])
    columns = np.concatenate([np.zeros(0, np.int64), *(column for _, column in pairs)])
    return csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(size, PLACE_FACTS))


@dataclass(frozen=True, slots=True)
class Batch:
    """Some papers one after the other, with gaps between them; `foreign` is a column, 1 for the tokens of foreign papers."""

    words: Integers
    groups: network.Groups
    places: csr_matrix
    rows: Integers
    gaps: Integers
    labels: npt.NDArray[np.int8]
    foreign: Floats


def join(papers: Sequence[Prepared]) -> Batch:
    """Return papers as a batch."""
    words, places, rows, at = [], [], [], 0
    groups: tuple[list[Integers], ...] = ([], [], [])
    first = [0, 0, 0]
    gap = csr_matrix((_GAP, PLACE_FACTS), dtype=np.float32)
    for paper in papers:
        size = len(paper.words)
        words += [paper.words, np.zeros(_GAP, np.int64)]
        places += [paper.places + paper.lexicon, gap]
        rows.append(np.arange(at, at + size))
        for kind, members in enumerate(paper.groups):
            top = first[kind] + int(members.max()) + 1
            groups[kind].append(np.concatenate([members + first[kind], np.full(_GAP, top)]))
            first[kind] = top + 1
        at += size + _GAP
    every = np.concatenate(rows)
    gaps = np.setdiff1d(np.arange(at), every)
    return Batch(
        np.concatenate(words),
        network.Groups(*map(np.concatenate, groups)),
        vstack(places, format="csr"),
        every,
        gaps,
        np.concatenate([paper.labels for paper in papers]),
        np.repeat(
            np.array([[paper.foreign] for paper in papers], np.float32), [len(paper.words) + _GAP for paper in papers], axis=0
        ),
    )


def vary(paper: Prepared, table: WordTable, pool: Integers, variation: Variation, random: np.random.Generator) -> Prepared:
    """Return a paper with some words hidden and some names exchanged.

    Args:
        paper: As it is.
        table: Its words.
        pool: Words of names.
        variation: How much is changed.
        random: Decides where.
    """
    own = np.unique(paper.words)
    swap = np.arange(len(table.vectors))
    hidden = own[random.random(len(own)) < variation.hidden]
    swap[hidden] = hidden + table.bare
    renamed = paper.names[random.random(len(paper.names)) < variation.renamed]
    if len(renamed):
        other = random.choice(pool, len(renamed))
        swap[renamed] = np.where(random.random(len(renamed)) < _EXCHANGED, other, renamed + table.bare)
    words = swap[paper.words]
    keep = (words == paper.words) * float(random.random() >= variation.untold)
    return Prepared(
        words,
        paper.groups,
        paper.places,
        paper.lexicon.multiply(keep.astype(np.float32)[:, None]).tocsr(),
        paper.labels,
        paper.names,
        paper.foreign,
    )


def represent(batch: Batch, table: WordTable, parameters: network.Parameters) -> Floats:
    """Return what describes the tokens of a batch."""
    result: Floats = (
        table.facts[batch.words] @ parameters["words"]
        + batch.places @ parameters["places"]
        + table.vectors[batch.words] @ parameters["vectors"]
        + batch.foreign @ parameters[FOREIGN]
    )
    return result
