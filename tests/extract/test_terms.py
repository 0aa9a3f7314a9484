"""Terms found by their head noun."""

from extract_fixtures import Read, Texts

from kgbuild.extract.candidates.terms import propose_terms


def test_terms_end_in_their_head(read: Read, texts: Texts) -> None:
    """A term is its head noun with up to four words before it, all the shorter forms too, and no function word."""
    document = read("We study the weakly supervised lesion segmentation")
    assert texts(document, propose_terms(document)) == [
        "weakly supervised lesion segmentation",
        "supervised lesion segmentation",
        "lesion segmentation",
        "segmentation",
    ]


def test_marks_part_terms(read: Read, texts: Texts) -> None:
    """Commas, brackets and the end of the title part terms."""
    document = read("Image (text) classification", "robust, sparse pruning")
    assert texts(document, propose_terms(document)) == ["classification", "sparse pruning", "pruning"]


def test_hyphenated_head(read: Read, texts: Texts) -> None:
    """A word whose last part is a head noun is a head."""
    document = read("with masked pre-training")
    assert texts(document, propose_terms(document)) == ["masked pre-training", "pre-training"]
