"""Long forms and their abbreviations."""

import pytest
from extract_fixtures import Read
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.extract.candidates.abbreviations import find_abbreviations
from kgbuild.extract.text.document import DocumentReader
from kgbuild.models import Paper

READER = DocumentReader()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the word error rate (WER) is low", [("word error rate", "WER")]),
        ("Large Language Models (LLMs) talk", [("Large Language Models", "LLMs")]),
        ("we use the Vision Transformer (ViT)", [("Vision Transformer", "ViT")]),
        ("MIPS (maximum inner product search) is hard", [("maximum inner product search", "MIPS")]),
        ("automatic speech recognition (ASR; also STT)", [("automatic speech recognition", "ASR")]),
        ("a large model (see Figure 2)", []),
        ("the results (2019)", []),
        ("BERT (Google) is good", []),
        ("we propose Adaptive Token Sampler (ATS), a module", [("Adaptive Token Sampler", "ATS")]),
    ],
)
def test_pairs(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    """Both orders are found, and what only stands in parentheses is not."""
    document = read(text)
    pairs = find_abbreviations(document)
    assert [(document.text[p.long_start : p.long_end], document.text[p.short_start : p.short_end]) for p in pairs] == expected


@settings(deadline=None)
@given(st.text(alphabet="aAbB (),-.\nT", max_size=80))
def test_any_brackets_are_survived(text: str) -> None:
    """Whatever brackets a text has, the offsets found lie inside it and in order."""
    document = READER(Paper(title="t", abstract=text))
    for pair in find_abbreviations(document):
        assert 0 <= pair.long_start < pair.long_end <= len(document.text)
        assert 0 <= pair.short_start < pair.short_end <= len(document.text)
