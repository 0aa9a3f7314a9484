"""Parts of a title."""

import pytest
from extract_fixtures import Read, Texts

from kgbuild.extract.candidates.title_parts import propose_title_parts


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("FooNet: Continual Inference for Web Actions", ["FooNet", "Continual Inference", "Web Actions"]),
        ("Learning Transport Operators", ["Learning Transport Operators", "Transport Operators"]),
        ("Parsing", ["Parsing"]),
        ("FOO.BENCH: Diagnosis", ["FOO.BENCH", "Diagnosis"]),
        ("Mr. Foo: It Works. Parsing", ["Mr. Foo", "It Works", "Parsing"]),
        ("Parsing... Again?", ["Parsing", "Again"]),
        (": - ", []),
    ],
)
def test_parts(read: Read, texts: Texts, title: str, expected: list[str]) -> None:
    """A title is parted at marks and prepositions; a leading gerund may be left out."""
    document = read(title)
    assert texts(document, propose_title_parts(document)) == expected
