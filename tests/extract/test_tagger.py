"""The tagger that ships: its shape, what it finds, hostile input, and its independence of what it read before."""

import numpy as np
import pytest

from kgbuild.extract.candidates.candidate import Candidate
from kgbuild.extract.candidates.lexicon import LexiconMatcher
from kgbuild.extract.tagger import model
from kgbuild.extract.tagger.decoding import decode, span_confidences
from kgbuild.extract.tagger.features import Text
from kgbuild.extract.tagger.fields import FIELDS
from kgbuild.extract.tagger.model import Tagger, load_tagger
from kgbuild.extract.tagger.proposing import opinions, propose_tagged
from kgbuild.extract.tagger.reading import DocumentTagger, text_of
from kgbuild.extract.text.document import DocumentReader
from kgbuild.models import Paper
from kgbuild.vocabulary import load_vocabulary

PAPER = Paper(
    title="ZorbNet: Cheap Distillation for Image Classification",
    abstract="Large models are slow. We propose ZorbNet, a small "
    " convolutional neural network that learns from ResNet-50 by knowledge distillation. "
    "On ImageNet and CIFAR-10, ZorbNet improves top-1 accuracy by 1.3% over MobileNetV2. ZorbNet needs half the FLOPs.",
)


@pytest.fixture(scope="module")
def text() -> Text:
    """The paper as the tagger takes it."""
    document = DocumentReader()(PAPER)
    return text_of(document, LexiconMatcher(load_vocabulary().concepts.values())(document))


@pytest.fixture(scope="module")
def scores(text: Text) -> np.ndarray:
    """Its probabilities."""
    return load_tagger()(*text)


def found(text: Text, scores: np.ndarray, field: str) -> set[str]:
    """The names decoded for a field, words joined by blanks."""
    return {" ".join(text.tokens[span.start_token : span.end_token]) for span in decode(scores, 0.3) if span.field == field}


def test_probabilities_of_each_token_and_field_add_up(text: Text, scores: np.ndarray) -> None:
    """Outside, begin and inside share one."""
    assert scores.shape == (len(text.tokens), len(FIELDS), 3)
    assert np.allclose(scores.sum(axis=2), 1, atol=1e-5)


def test_invented_name_is_introduced(text: Text, scores: np.ndarray) -> None:
    """A name that no corpus holds is found by what the text says of it."""
    assert found(text, scores, "introduces") == {"ZorbNet"}


def test_known_kinds_are_found(text: Text, scores: np.ndarray) -> None:
    """Datasets, metrics and techniques stand where the text names them."""
    assert "ImageNet" in found(text, scores, "datasets")
    assert any("accuracy" in name for name in found(text, scores, "metrics"))
    assert "knowledge distillation" in found(text, scores, "techniques")


def test_spans_of_one_field_do_not_overlap(scores: np.ndarray) -> None:
    """Of overlapping spans the more probable one stays, and spans come in the order of the text."""
    spans = decode(scores, 0.02)
    assert spans == sorted(spans)
    places = [(span.field, token) for span in spans for token in range(span.start_token, span.end_token)]
    assert len(places) == len(set(places))


def test_confidence_is_the_probability_of_the_span(scores: np.ndarray) -> None:
    """A decoded span's confidence is what `span_confidences` says of the same tokens."""
    spans = decode(scores, 0.1)
    said = span_confidences(scores, np.array([one.start_token for one in spans]), np.array([one.end_token for one in spans]))
    for row, span in zip(said, spans, strict=True):
        assert row[FIELDS.index(span.field)] == pytest.approx(span.confidence, rel=1e-4)


def test_earlier_papers_change_nothing(text: Text, scores: np.ndarray) -> None:
    """Results do not depend on what was read before."""
    loaded = load_tagger()
    fresh = Tagger(loaded.parameters, loaded.vectors)
    fresh(["something", "else", "ZorbNet"], [0], 3)
    assert np.array_equal(fresh(*text), scores)


def test_memory_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch, text: Text, scores: np.ndarray) -> None:
    """Words are forgotten when there are too many, with the same results."""
    monkeypatch.setattr(model, "_MOST_WORDS", 80)
    loaded = load_tagger()
    small = Tagger(loaded.parameters, loaded.vectors)
    for number in range(20):
        small([f"word{number}-{other}" for other in range(30)], [0], 3)
        assert len(small._number) <= 80  # noqa: SLF001 - what it keeps shows nowhere else
    assert np.array_equal(small(*text), scores)


@pytest.mark.parametrize("tokens", [[], [""], ["\ud800"], ["\x00", "\n"], ["x" * 10_000], ["(", ")", ")", ")"], ["的", "𝔸", "Ω₂"]])
def test_hostile_tokens(tokens: list[str]) -> None:
    """Whatever the words are, there is a finite answer of the right size."""
    result = load_tagger()(tokens, [0], len(tokens))
    assert result.shape == (len(tokens), len(FIELDS), 3)
    assert np.isfinite(result).all()
    decode(result, 0.0)


def test_candidates_stand_in_the_text() -> None:
    """A proposed candidate is a stretch of title or abstract, and the tagger's opinion of it is above the threshold."""
    document = DocumentReader()(PAPER)
    scores = load_tagger()(*text_of(document))
    candidates = list(propose_tagged(document, scores, 0.2))
    assert ("ZorbNet", "introduces") in {(document.text[one.start : one.end], one.kind) for one in candidates}
    exact, touched = opinions(document, scores, [(one.start, one.end) for one in candidates])
    for one, sure in zip(candidates, exact, strict=True):
        assert document.text[one.start : one.end].strip() == document.text[one.start : one.end]
        assert sure[FIELDS.index(one.kind)] >= 0.199
    assert 0 <= touched.min() <= touched.max() <= 1


def test_document_tagger_tells_the_network_what_the_lexicon_found(scores: np.ndarray) -> None:
    """Candidates of the lexicon count, those of other components do not."""
    document = DocumentReader()(PAPER)
    known = LexiconMatcher(load_vocabulary().concepts.values())(document)
    tag = DocumentTagger(load_tagger())
    assert np.array_equal(tag(document, [*known, Candidate(0, 7, "shape", "Name")]), scores)
    assert not np.array_equal(tag(document, []), scores)
