"""What cannot be a name or term."""

import pytest

from kgbuild.extract.candidates.wellformed import is_well_formed, without_modifier


@pytest.mark.parametrize(
    "text",
    [
        "BERT",
        "C++",
        "ViT-B/16",
        "G_{stack}",
        "Scan Entities in 3D",
        "3D object detection",
        "GPT-3.5",
        "Vision Transformer (ViT)",
        "Mr. TyDi",
    ],
)
def test_names_pass(text: str) -> None:
    """Names and terms are well formed."""
    assert is_well_formed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Transformer-",
        "-based",
        "",
        "...",
        "(ViT",
        r"\textbf{relativistic}",
        "a, b",
        "It ends. Another",
        "the model that we propose",
        "word " * 12,
        "x" * 100,
        "<script>",
        "a\nb",
    ],
)
def test_fragments_and_clauses_do_not(text: str) -> None:
    """Fragments, clauses, lists, markup and whole sentences are not."""
    assert not is_well_formed(text)


def test_modifiers_are_cut() -> None:
    """What makes an adjective of a name is no part of it."""
    assert without_modifier("Transformer-based") == len("Transformer")
    assert without_modifier("BERT-base") == len("BERT-base")
