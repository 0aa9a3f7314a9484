"""Abbreviations and their expansions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.assemble.abbreviation import expands, same_expansion, unfolded


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("CNN", "convolutional neural network"),
        ("CNNs", "convolutional neural networks"),
        ("MoE", "Mixture-of-Experts"),
        ("SQuAD", "Stanford Question Answering Dataset"),
        ("BERT", "Bidirectional Encoder Representations from Transformers"),
        ("NeuralDB", "Neural Databases"),
        ("KD", "knowledge distillation"),
        ("VAE", "variational autoencoder"),
        ("AE", "autoencoder"),
        ("seq2seq", "sequence 2 sequence"),
    ],
)
def test_abbreviations(short: str, long: str) -> None:
    """A short form whose letters run through the long form abbreviates it."""
    assert expands(short, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("GPT", "GPT-2"),
        ("BERT", "BERT model"),
        ("pre-training", "pre-training efficiency"),
        ("attribution", "attribution methods"),
        ("regularizer", "regularized risk minimization"),
        ("planning", "symbolic planning"),
        ("CNN", "recurrent neural network"),
        ("long form", "lf"),
        ("A", "attention model"),
        ("", ""),
        ("SAM", "Segment Anything 2 Model"),
    ],
)
def test_no_abbreviations(short: str, long: str) -> None:
    """A part, a family or another word does not."""
    assert not expands(short, long)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mixture-of-Experts", "mixture of expert", True),
        ("generative adversarial network", "Generative Adversarial Nets", True),
        ("convolution neural network", "convolutional neural networks", True),
        ("masked autoencoder", "Masked Auto-Encoders", True),
        ("mean absolute error", "maximal angular error", False),
        ("recurrent neural network", "recursive neural network", False),
        ("large language model", "language model", False),
    ],
)
def test_same_expansion(one: str, other: str, *, same: bool) -> None:
    """Inflection and small words do not make another expansion; other words do."""
    assert same_expansion(one, other) is same
    assert same_expansion(other, one) is same


@given(st.text(), st.text())
def test_any_text_is_judged(one: str, other: str) -> None:
    """No text makes the judges fail."""
    assert expands(one, other) in {True, False}
    assert same_expansion(one, other) == same_expansion(other, one)
    assert unfolded(one)
