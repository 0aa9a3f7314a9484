"""What a dataset is used for."""

import pytest
from extract_fixtures import Read

from kgbuild.extract.candidates.grouping import Group
from kgbuild.extract.roles.usage import dataset_uses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We pre-train the encoder on X.", ["trainedOn"]),
        ("It is fine-tuned with data from X.", ["trainedOn"]),
        ("Experiments on X show gains.", ["evaluatedOn"]),
        ("Trained on Foo, it reaches state-of-the-art results on X.", ["evaluatedOn"]),
        ("X is large.", []),
        ("We train on Foo. X is large.", []),
        ("We train on X. We evaluate on X.", ["trainedOn", "evaluatedOn"]),
    ],
)
def test_uses(read: Read, text: str, expected: list[str]) -> None:
    """The nearest words before a dataset's name, in its sentence, say what it is used for."""
    document = read("T", text)
    spans = tuple((at, at + 1) for at in range(document.abstract_start, len(document.text)) if document.text[at] == "X")
    assert [relation for relation, _ in dataset_uses(Group(spans, (), abbreviated=False), document)] == expected
