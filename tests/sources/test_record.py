"""Loose values become typed fields, or a reason."""

import pytest

from kgbuild.models import Origin, Paper, Reject
from kgbuild.sources.record import paper_from_record

HERE = Origin(file="a.jsonl", line=7)


def paper(**record: object) -> Paper:
    """Return the paper of a record that has a title."""
    result = paper_from_record({"title": "T", **record}, HERE)
    assert isinstance(result, Paper)
    return result


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("title", " A\n  title\t", "A title"),
        ("title", "A\x00B\ud800", "A B�"),
        ("abstract", " kept  as is\n", " kept  as is\n"),
        ("abstract", " \n ", ""),
        ("abstract", None, ""),
        ("id", 42, "42"),
        ("year", "2021", 2021),
        ("year", "2021-05-03T12:00:00Z", 2021),
        ("year", "11 Mar 2024", 2024),
        ("year", 2020.0, 2020),
        ("year", float("nan"), None),
        ("year", "", None),
        ("authors", "A. One; B. Two ;", ("A. One", "B. Two")),
        ("authors", ["A. One", " B.\nTwo "], ("A. One", "B. Two")),
        ("categories", "cs.CL cs.LG", ("cs.CL", "cs.LG")),
        ("categories", "eess.IV,cs.CV", ("eess.IV", "cs.CV")),
        ("categories", "computer vision; speech", ("computer vision", "speech")),
        ("doi", "https://doi.org/10.1038/s41586-021-03819-2", "10.1038/s41586-021-03819-2"),
        ("doi", "10.1/short", None),
        ("arxiv_id", "arXiv:1706.03762v5 [cs.CL]", "1706.03762"),
        ("arxiv_id", "https://arxiv.org/pdf/1706.03762v5.pdf", "1706.03762"),
        ("arxiv_id", "math.GT/0309136v1", "math.GT/0309136"),
    ],
)
def test_values_are_normalised(field: str, value: object, expected: object) -> None:
    """Each field takes the forms that people write."""
    if (field, value) == ("doi", "10.1/short"):
        assert isinstance(paper_from_record({"title": "T", field: value}, HERE), Reject)
    else:
        assert getattr(paper(**{field: value}), field) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://arxiv.org/abs/1810.04805v2", "1810.04805"),
        ("https://huggingface.co/papers/1810.04805", "1810.04805"),
        ("https://doi.org/10.48550/arXiv.1810.04805", "1810.04805"),
        ("http://arxiv.org/abs/cmp-lg/9507003", "cmp-lg/9507003"),
        ("https://arxiv.org/abs/1506.0262599999999", None),
        ("https://example.org/1810.04805", None),
    ],
)
def test_an_arxiv_id_is_taken_from_a_link(url: str, expected: str | None) -> None:
    """Links to arXiv name the paper; a number that merely looks like one does not."""
    assert paper(url=url).arxiv_id == expected


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, "no title"),
        ({"title": None}, "no title"),
        ({"title": "\x00 \n"}, "no title"),
        ({"title": ["T"]}, "title is not a text"),
        ({"title": "T", "abstract": {"a": 1}}, "abstract is not a text"),
        ({"title": "T", "id": True}, "id is not a text"),
        ({"title": "T", "year": "soon"}, "year 'soon' is not a year: write four digits or leave it out"),
        ({"title": "T", "year": "2019-2021"}, "year '2019-2021' is not a year: write four digits or leave it out"),
        ({"title": "T", "year": True}, "year 'True' is not a year: write four digits or leave it out"),
        ({"title": "T", "authors": [{"name": "A"}]}, "authors is neither a list of texts nor a text with semicolons"),
        ({"title": "T", "categories": 3}, "categories is neither a list of texts nor a text with semicolons"),
        ({"title": "T", "doi": "none"}, "doi 'none' is not a DOI: write it like 10.1234/abc or leave it out"),
        (
            {"title": "T", "arxiv_id": "x" * 99},
            f"arxiv_id '{'x' * 39}…' is not an arXiv id: write it like 1706.03762 or leave it out",
        ),
        ({"title": "T", "arxiv_id": 1801.067}, "arxiv_id 1801.067 is a number, which loses its zeros: write it as a text"),
    ],
)
def test_each_reason_says_what_is_wrong(record: dict[str, object], reason: str) -> None:
    """A record that is no paper comes back with its place and one line that tells why."""
    assert paper_from_record(record, HERE) == Reject(file="a.jsonl", line=7, reason=reason)


def test_other_keys_are_ignored() -> None:
    """A file made for another purpose is read as it is."""
    assert paper(gold=[1], entities={}, sources="mine") == paper()
