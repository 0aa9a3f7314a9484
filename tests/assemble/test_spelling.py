"""Keys of spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.assemble.spelling import american, is_plural_of, plain, singular, spelling_key
from kgbuild.identifiers import name_key


@given(st.text())
def test_key_is_stable(name: str) -> None:
    """Keys never fail, never differ by case, and are coarser than identifiers' keys."""
    assert spelling_key(name) == spelling_key(name)
    assert spelling_key(name_key(name)) == spelling_key(name) or "\\" in name or "$" in name or not name.isascii() or "/" in name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Auto-Encoder", "autoencoder"),
        ("data set", "dataset"),
        ("U-Net", "UNet"),
        ("F_1", "F1"),
        ("$F_1$", "F1"),
        (r"\textbf{CLIP}", "CLIP"),
        ("α-divergence", "alpha-divergence"),
        ("generalisation", "generalization"),
        ("behaviour cloning", "Behavior Cloning"),
        ("speech modelling", "speech modeling"),
        ("grey-box", "gray-box"),
        ("TCP/IP", "TCP-IP"),
        ("GPT‑3", "GPT-3"),
        ("ACMIL’s", "ACMIL"),
    ],
)
def test_same_key(one: str, other: str) -> None:
    """Spellings of one name share their key."""
    assert spelling_key(one) == spelling_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("GPT-3", "GPT-3.5"), ("CIFAR-10", "CIFAR-100"), ("T5-1 1B", "T5-11B"), ("Swin-T", "Swint"), ("C++", "C"), ("noise", "nose")],
)
def test_other_key(one: str, other: str) -> None:
    """Names that differ in more than dress keep their keys apart."""
    assert spelling_key(one) != spelling_key(other)


@pytest.mark.parametrize("word", ["noise", "four", "our", "metre", "dialogue", "precise", "wise", "bert"])
def test_american_forms_are_stable(word: str) -> None:
    """A word in American form is left as it is."""
    assert american(american(word)) == american(word)


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("matrices", "matrix"), ("Corpora", "Corpus"), ("policies", "policy"), ("searches", "search"), ("boxes", "box"),
        ("losses", "loss"), ("GPTs", "GPT"), ("AEs", "AE"), ("bases", "base"), ("series", "serie"),
    ],
)  # fmt: skip
def test_singular(many: str, one: str) -> None:
    """English plurals lose their ending."""
    assert singular(many) == one


@pytest.mark.parametrize("name", ["", "loss", "bus", "analysis", "as", "GPUS", "3D", "..."])
def test_no_plural(name: str) -> None:
    """What shows no plural has no singular."""
    assert singular(name) is None


def test_plural_of_mixed_case_is_not_of_capitals() -> None:
    """Case tells plurals of acronyms from names that end in s."""
    assert is_plural_of("ELMos", "ELMo")
    assert not is_plural_of("Atlas", "ATLA")
    assert not is_plural_of("BERT", "BERT")


def test_plain_keeps_other_text() -> None:
    """Only markup and Greek letters change."""
    assert plain("C++ & λ") == "C++ & lambda"
    assert plain("Ω-net") == "omega-net"
