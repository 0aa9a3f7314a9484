"""The extractor that ships, as a whole."""

import json
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.extract import default_extractor
from kgbuild.extract.standard import StandardExtractor
from kgbuild.extract.tagger.fields import FIELDS
from kgbuild.models import PAPER, Paper

GOLDEN = Path(__file__).with_name("golden")
PAPERS = {
    "system": Paper(
        title="LeafNet: Pruned Vision Transformers for Plant Disease Classification",
        abstract=(
            "Large vision transformers are slow on phones. In this paper, we propose LeafNet, a compact model based on DeiT for "
            "plant disease classification. LeafNet is obtained by knowledge distillation and structured pruning of a DeiT teacher "
            "that was pre-trained on ImageNet. We evaluate it on the PlantVillage dataset, where LeafNet outperforms MobileNetV2 "
            "and reaches an accuracy of 98.7%. Code is available at https://github.com/example/leafnet."
        ),
    ),
    "dataset": Paper(
        title="MarketTalk: A Corpus of Haggling",
        abstract=(
            "Dialogue systems rarely learn to haggle. We introduce MarketTalk, a new dataset of 4,000 conversations for "
            "negotiation dialogue generation. We fine-tune BART and T5 on it and compare them with GPT-2. Automatic evaluation "
            "with BLEU and ROUGE shows that BART performs best."
        ),
    ),
    "study": Paper(
        title="What Do Word Embeddings Know about Rivers?",
        abstract=(
            "We probe BERT and RoBERTa for geographic knowledge. Using linear probing, we predict the length of rivers. The probes "
            "reach a high correlation, which suggests that pre-trained language models store such facts."
        ),
    ),
}


def claims(paper: Paper) -> set[tuple[str, str]]:
    """Return the claims about a paper as pairs of predicate and name."""
    extraction = default_extractor()(paper)
    return {
        (claim.predicate, claim.object if claim.predicate == "hasCode" else extraction.entity(claim.object).name)
        for claim in extraction.claims
        if claim.subject == PAPER
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "system",
            {
                ("introduces", "LeafNet"),
                ("usesBaseModel", "DeiT"),
                ("comparesWith", "MobileNetV2"),
                ("appliesTechnique", "knowledge distillation"),
                ("usesDataset", "ImageNet"),
                ("usesDataset", "PlantVillage"),
                ("usesMetric", "accuracy"),
                ("inDomain", "computer-vision"),
                ("hasCode", "https://github.com/example/leafnet"),
            },
        ),
        (
            "dataset",
            {
                ("introduces", "MarketTalk"),
                ("usesDataset", "MarketTalk"),
                ("usesBaseModel", "BART"),
                ("usesBaseModel", "T5"),
                ("usesMetric", "BLEU"),
                ("usesMetric", "ROUGE"),
            },
        ),
        ("study", {("usesBaseModel", "BERT"), ("usesBaseModel", "RoBERTa"), ("usesArchitecture", "pre-trained language models")}),
    ],
)
def test_says_what_a_reader_would(name: str, expected: set[tuple[str, str]]) -> None:
    """What a careful reader lists first is found."""
    assert expected <= claims(PAPERS[name])


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_golden(name: str) -> None:
    """The whole extraction of a paper is what it was; run `python tests/extract/test_standard.py` after a change that is meant."""
    written = default_extractor()(PAPERS[name]).model_dump(mode="json")
    assert written == json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


def test_each_claim_has_evidence_that_names_its_object() -> None:
    """The sentence of a claim holds a mention of what it is about."""
    for paper in PAPERS.values():
        extraction = default_extractor()(paper)
        for claim in extraction.claims:
            if claim.predicate not in {"hasCode", "inDomain"}:
                mentions = extraction.entity(claim.object).mentions
                assert any(mention in evidence for mention in mentions for evidence in claim.evidence)


def test_an_entity_stands_for_one_thing() -> None:
    """No two entities of one type share a mention."""
    for paper in PAPERS.values():
        seen = [(entity.type, mention) for entity in default_extractor()(paper).entities for mention in entity.mentions]
        assert len(seen) == len(set(seen))


_WORDS = st.sampled_from(
    [
        "We",
        "propose",
        "BERT",
        "ViT-B/16",
        "(",
        ")",
        ",",
        ". ",
        ":",
        "the",
        "dataset",
        "İstanbul",
        "ß",
        "segmentation",
        "-",
        "\u200b",
        "\U0001f600",
        "called",
        "-based",
        "GPT-2s",
        "%",
    ]
)


@settings(deadline=None, max_examples=60)
@given(title=st.text(min_size=1, max_size=80), words=st.lists(_WORDS | st.text(max_size=4), max_size=60))
def test_any_text_is_survived(title: str, words: list[str]) -> None:
    """Whatever the text, the extraction is valid (its model checks each offset) and the same when asked again."""
    paper = Paper(title=title, abstract=" ".join(words))
    extractor = default_extractor()
    assert extractor(paper) == extractor(paper)


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "</script><script>alert(1)</script>", "=1+1", "\n\n\n", "." * 500, "A" * 500, "(((((" * 100]
)
def test_odd_texts_are_survived(text: str) -> None:
    """Hostile and empty abstracts give an extraction."""
    assert default_extractor()(Paper(title="t", abstract=text)).paper.abstract == text


def test_a_giant_abstract_takes_no_long_time() -> None:
    """Ten million characters are cut before they are read, and evidence stays within what was read."""
    paper = Paper(title="t", abstract="We propose FooNet, which beats BERT on GLUE. " * 220_000)
    begin = time.process_time()
    extraction = default_extractor()(paper)
    assert time.process_time() - begin < 5
    assert all(evidence.end <= 20_000 for claim in extraction.claims for evidence in claim.evidence)


def test_components_can_be_exchanged() -> None:
    """An extractor without components finds domains and links alone."""
    nothing = StandardExtractor(proposers=[], tag=lambda document, _: np.zeros((len(document.forms), len(FIELDS), 3), np.float32))
    extraction = nothing(PAPERS["system"])
    assert {entity.type for entity in extraction.entities} == {"Domain"}
    assert {claim.predicate for claim in extraction.claims} == {"inDomain", "hasCode"}


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for key, sample in PAPERS.items():
        text = json.dumps(default_extractor()(sample).model_dump(mode="json"), ensure_ascii=False, indent=1)
        (GOLDEN / f"{key}.json").write_text(text + "\n", encoding="utf-8")
