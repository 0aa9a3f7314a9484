"""Relations between what a paper names, and the sentences that state them."""

import numpy as np
import pytest

from kgbuild.extract import default_extractor
from kgbuild.extract.candidates.grouping import Group
from kgbuild.extract.relations.relating import RelationReader, ThingPair, pair_vectors, select_pairs
from kgbuild.extract.roles.selection import Reading
from kgbuild.extract.scoring import RELATIONS
from kgbuild.extract.text.document import DocumentReader
from kgbuild.models import Paper

PAPER = Paper(
    title="FernNet: A Language Model for Botany",
    abstract=(
        "The mask tokens of BERT never occur in herbarium labels. We propose FernNet, a language model that is based on BERT. "
        "Many labels were read by BERT before. On twenty tasks, FernNet outperforms BERT and ELMo. BERT is slow."
    ),
)


def stated() -> dict[tuple[str, str, str], str]:
    """Return the relations read in the paper, each with the sentence that states it."""
    read = default_extractor()(PAPER)
    return {
        (read.entity(one.subject).name, one.predicate, read.entity(one.object).name): one.evidence[0].text
        for one in read.claims
        if one.predicate in RELATIONS
    }


@pytest.mark.parametrize(
    ("relation", "sentence"),
    [
        (("FernNet", "basedOn", "BERT"), "We propose FernNet, a language model that is based on BERT."),
        (("FernNet", "outperforms", "BERT"), "On twenty tasks, FernNet outperforms BERT and ELMo."),
    ],
)
def test_each_relation_has_its_own_sentence(relation: tuple[str, str, str], sentence: str) -> None:
    """One pair in two relations quotes two sentences: each the one that says so, not the first that names BERT."""
    assert stated()[relation] == sentence


def thing(start: int) -> Group:
    """Return a thing that is named once."""
    return Group(((start, start + 5),), (), abbreviated=False)


def test_a_clearly_less_probable_rival_yields() -> None:
    """Of two systems that may be based on one model the clearly less probable is dropped; an equally probable one stays."""
    model = thing(0)
    pairs = [ThingPair(thing(start), model, ("basedOn",)) for start in (10, 20, 30)]
    rows = [[0.4, 0.0, 0.0], [0.8, 0.0, 0.0], [0.79, 0.0, 0.0]]
    assert list(select_pairs(pairs, rows, 0, 0.3)) == [(1, 0.8), (2, 0.79)]


def test_a_relation_that_the_roles_forbid_is_not_claimed() -> None:
    """However probable: a pair is claimed only in relations that it allows."""
    assert list(select_pairs([ThingPair(thing(0), thing(9), ("partOf",))], [[0.9, 0.9, 0.1]], 0, 0.3)) == []


def test_a_pair_is_seen_by_the_vectors_of_its_object_and_its_subject() -> None:
    """The object's first; the order of the things does not matter; no pairs have no rows."""
    one, other, third = thing(0), thing(10), thing(20)
    vectors = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], np.float32)
    pairs = [ThingPair(one, third, ("basedOn",)), ThingPair(other, one, ("partOf",))]
    assert pair_vectors(pairs, [one, other, third], vectors).tolist() == [[5, 6, 1, 2], [1, 2, 3, 4]]
    assert pair_vectors([], [], np.zeros((0, 2), np.float32)).shape == (0, 4)


def test_nothing_is_based_on_what_lengthens_its_own_name() -> None:
    """Fern-Chat may be based on Fern, Fern not on Fern-Chat."""
    document = DocumentReader()(Paper(title="Fern", abstract="Chats are long. We tune Fern-Chat and read it aloud."))
    fern, chat = Group(((0, 4),), (), abbreviated=False), Group(((29, 38),), (), abbreviated=False)
    assert document.text[29:38] == "Fern-Chat"
    readings = [Reading(one, role, 0.9) for one in (fern, chat) for role in ("introduces", "usesBaseModel")]
    allowed = {(pair.subject, pair.object): pair.relations for pair in RelationReader(document, readings).pairs()}
    assert "basedOn" in allowed[chat, fern]
    assert "basedOn" not in allowed.get((fern, chat), ())


@pytest.mark.parametrize(
    ("verb", "claimed"), [("outperforms", True), ("does not outperform", False), ("not only outperforms", True)]
)
def test_what_its_sentence_denies_is_not_claimed(verb: str, claimed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """`X does not outperform Y` is no evidence that it does."""
    paper = Paper(
        title="BazNet: Sparse Retrieval", abstract=f"We introduce BazNet, a sparse retriever. BazNet {verb} ColBERT on MS MARCO."
    )
    assert any(claim.predicate == "outperforms" for claim in default_extractor()(paper).claims) == claimed
