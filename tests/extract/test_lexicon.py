"""Finding known names: case, plurals, hyphens, words, longest match."""

import pytest
from extract_fixtures import Read, Texts
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.extract.candidates.lexicon import LexiconMatcher
from kgbuild.extract.text.folding import fold
from kgbuild.vocabulary import Concept

CONCEPTS = [
    Concept(iri="x:model/bert", type="Model", name="BERT", aliases=("Bidirectional Encoder Representations from Transformers",)),
    Concept(iri="x:model/whisper", type="Model", name="Whisper"),
    Concept(iri="x:model/gpt-2", type="Model", name="GPT-2"),
    Concept(iri="x:architecture/transformer", type="Architecture", name="Transformer", aliases=("transformer",)),
    Concept(iri="x:architecture/vision-transformer", type="Architecture", name="Vision Transformer"),
    Concept(iri="x:technique/pre-training", type="Technique", name="pre-training"),
    Concept(iri="x:task/parsing", type="Task", name="dependency parsing"),
    Concept(iri="x:task/anomaly", type="Task", name="anomaly"),
    Concept(iri="x:domain/games", type="Domain", name="games"),
]
MATCHER = LexiconMatcher(CONCEPTS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BERT and BERTs", ["BERT", "BERTs"]),
        ("bert, Bert, ALBERT, BERTology", []),
        ("whisper softly", []),
        ("Whisper it", ["Whisper"]),
        ("GPT 2 and GPT-2", ["GPT 2", "GPT-2"]),
        ("gpt-2", []),
        ("vision transformers", ["vision transformers"]),
        ("Pretraining, pre-training, Pre-Training, pre training", ["Pretraining", "pre-training", "Pre-Training", "pre training"]),
        ("anomalies", ["anomalies"]),
        ("BERT-based", ["BERT"]),
        ("video games", []),
    ],
)
def test_policy_of_names(read: Read, texts: Texts, text: str, expected: list[str]) -> None:
    """Names match by their policy of case, as whole words, with plurals and hyphens; domains do not match."""
    document = read(text)
    assert texts(document, MATCHER(document)) == expected


def test_longest_of_one_type_wins(read: Read, texts: Texts) -> None:
    """Within a type the longer name hides the shorter; a rejected longer match hides nothing."""
    document = read("Vision Transformer, vision transformerX and transformer")
    assert texts(document, MATCHER(document)) == ["Vision Transformer", "transformer"]


def test_title_and_abstract_do_not_join(read: Read, texts: Texts) -> None:
    """A name does not run from the title into the abstract."""
    document = read("We study dependency", "parsing is hard")
    assert texts(document, MATCHER(document)) == []


@settings(deadline=None)
@given(st.text())
def test_fold_keeps_length(text: str) -> None:
    """Folding changes no offsets, whatever the text."""
    assert len(fold(text)) == len(text)
