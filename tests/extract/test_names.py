"""Names found by their shape, and what the noun behind them says."""

import pytest
from extract_fixtures import Read, Texts

from kgbuild.extract.candidates.names import propose_capitalised, propose_shaped


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We run ViT-B/16, wav2vec and w2v-BERT.", ["ViT-B/16", "wav2vec", "w2v-BERT"]),
        ("CoNLL-2003 and CIFAR-100 are used", ["CoNLL-2003", "CIFAR-100"]),
        ("GPT-3.5 beats T5-small", ["GPT-3.5", "T5-small"]),
        ("An ordinary Sentence of words", []),
        ("Equation 3 and step A", []),
        ("see https://example.org/MyModelV2 for more", []),
    ],
)
def test_shapes(read: Read, texts: Texts, text: str, expected: list[str]) -> None:
    """Inner capitals, capitals alone and digits make a name; ordinary words, lone letters, numbers and addresses do not."""
    document = read("t", text)
    assert texts(document, propose_shaped(document)) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the FooBar dataset", "Dataset"),
        ("the FooBar model", "Model"),
        ("the FooBar score", "Metric"),
        ("the FooBar toolkit", "Tool"),
        ("the FooBar method", "Method"),
        ("the FooBar (FB) corpus", "Dataset"),
        ("FooBar helps", "Name"),
    ],
)
def test_noun_behind_gives_the_type(read: Read, text: str, kind: str) -> None:
    """The noun after a name says what it is."""
    assert next(iter(propose_shaped(read("t", text)))).kind == kind


def test_capitalised_runs(read: Read, texts: Texts) -> None:
    """Capitalised words make a name, short words inside included; a sentence's first word alone does not."""
    document = read(
        "t", "We parse the Penn Treebank. The Library of Congress lends. Trees grow. In Adaptive Token Sampler we trust."
    )
    assert texts(document, propose_capitalised(document)) == ["Penn Treebank", "Library of Congress", "Adaptive Token Sampler"]
