"""The vectors of names and of the words around them."""

import numpy as np

from kgbuild.extract.candidates.grouping import Group
from kgbuild.extract.roles.surroundings import Surroundings
from kgbuild.extract.tagger.model import load_tagger
from kgbuild.extract.text.document import DocumentReader
from kgbuild.models import Paper

VECTORS = load_tagger().vectors
DOCUMENT = DocumentReader()(Paper(title="Graph parsing", abstract="We train graph parsing models on trees."))


def group(*names: str) -> Group:
    """Return a group of the last places of some names."""
    starts = [DOCUMENT.text.rindex(name) for name in names]
    return Group(tuple((start, start + len(name)) for start, name in zip(starts, names, strict=True)), (), abbreviated=False)


def mean(*words: str) -> np.ndarray:
    """Return the mean of the vectors of some words."""
    return np.mean([VECTORS.row(VECTORS.rank(word)) for word in words], axis=0)


def test_a_name_is_told_by_its_words_and_those_around_it() -> None:
    """Mean of the name, its last word, three words before it and three after it."""
    (found,) = Surroundings(DOCUMENT, VECTORS)([group("graph parsing")])
    expected = [mean("graph", "parsing"), mean("parsing"), mean("\n", "we", "train"), mean("models", "on", "trees")]
    assert np.allclose(found, np.concatenate(expected), atol=1e-6)


def test_several_mentions_are_averaged_and_only_the_two_longest_count() -> None:
    """Of three mentions the shortest is not read."""
    read = Surroundings(DOCUMENT, VECTORS)
    all_three = read([group("graph parsing models", "graph parsing", "trees")])
    both = read([group("graph parsing models"), group("graph parsing")])
    assert np.allclose(all_three[0], both.mean(axis=0), atol=1e-6)


def test_the_ends_of_the_text_have_nothing_beyond() -> None:
    """Before the first word and after the last stand zeros."""
    read = Surroundings(DOCUMENT, VECTORS)
    first = Group(((0, 5),), (), abbreviated=False)
    before = read([first])[0, 2 * VECTORS.size : 3 * VECTORS.size]
    assert not before.any()


def test_no_groups_give_no_rows() -> None:
    """The shape stays that of a table."""
    assert Surroundings(DOCUMENT, VECTORS)([]).shape == (0, 4 * VECTORS.size)


def test_a_name_without_any_word_gives_zeros() -> None:
    """A run of hundreds of characters is no word, and has no vector."""
    document = DocumentReader()(Paper(title="x" * 300, abstract=""))
    assert not Surroundings(document, VECTORS)([Group(((0, 300),), (), abbreviated=False)]).any()
