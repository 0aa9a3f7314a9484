"""Families in the names of models."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.assemble.variants import families


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("BERT-base", "BERT"), ("BERT-large-uncased", "BERT-large"), ("GPT-2 XL", "GPT-2"), ("GPT-2", "GPT"), ("GPT-3.5", "GPT-3"),
        ("T5-small", "T5"), ("LLaMA-7B", "LLaMA"), ("LLaMA 2 70B", "LLaMA 2"), ("ViT-B/16", "ViT-B"), ("DeiT-S", "DeiT"),
        ("Mixtral 8x7B", "Mixtral"), ("YOLOv5", "YOLO"), ("EfficientNet-B0", "EfficientNet"), ("ResNet-50", "ResNet"),
        ("VGG16", "VGG"), ("GPT-4o", "GPT-4"), ("Qwen2.5-7B-Instruct", "Qwen2.5-7B"), ("Gemini 1.5 Pro", "Gemini 1.5"),
        ("ESM-2", "ESM"),
    ],
)  # fmt: skip
def test_nearest_family(name: str, family: str) -> None:
    """A size, version or edition at the end of a name is taken off."""
    assert next(families(name)) == family


@pytest.mark.parametrize("name", ["BERT", "T5", "GPT", "CLIP", "Transformer", "GPT-J", "wav2vec", "2", "-7B", "", "7B"])
def test_no_family(name: str) -> None:
    """Names without such an ending have no family."""
    assert list(families(name)) == []


@given(st.text())
def test_families_grow_shorter(name: str) -> None:
    """Any name yields ever shorter families, and ends."""
    lengths = [len(family) for family in families(name)]
    assert lengths == sorted(set(lengths), reverse=True)
    assert all(length < len(name) for length in lengths)
