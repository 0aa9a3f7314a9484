"""OpenReview notes."""

import json

import pytest
from reading import papers, sample, shown

from kgbuild.models import Paper, Reject
from kgbuild.sources.openreview import sniff


def test_both_versions_of_the_api() -> None:
    """Plain values and values in objects; the venue from its id where the note names none."""
    vit, second = (record for record in sample("openreview.json") if isinstance(record, Paper))
    assert shown(vit) == {
        "id": "YicbFdNTTy",
        "title": "An Image is Worth 16x16 Words",
        "abstract": "ViT cuts an image into patches and reads them as words.",
        "year": 2021,
        "authors": ("Alexey Dosovitskiy", "Neil Houlsby"),
        "venue": "ICLR 2021",
        "url": "https://openreview.net/forum?id=YicbFdNTTy",
        "categories": ("computer vision", "self-attention"),
    }
    assert (second.year, second.venue) == (2024, "NeurIPS 2024 poster")
    assert second.authors == ("Ada One", "Ben Two")
    assert second.categories == ("graphs", "learning theory")


def test_replies_are_rejected() -> None:
    """Reviews and comments are no papers, and said to be none."""
    found = [(record.line, record.reason) for record in sample("openreview.json") if isinstance(record, Reject)]
    assert found == [(6, "a reply (review, comment or decision) to the note 'YicbFdNTTy', no paper"), (12, "no title")]


@pytest.mark.parametrize(
    ("note", "year"),
    [
        ({"cdate": 1601308000000}, 2020),
        ({"cdate": -5}, None),
        ({"cdate": 10**30}, None),
        ({"cdate": True}, None),
        ({"content": {"title": "T", "venue": {"value": "TMLR"}}, "pdate": 1700000000000}, 2023),
    ],
)
def test_years(note: dict[str, object], year: int | None) -> None:
    """The year of the venue, else of the dates, which are milliseconds."""
    (paper,) = papers("openreview", json.dumps({"id": "n", "content": {"title": "T"}, **note}))
    assert paper.year == year


def test_sniffing() -> None:
    """A content alone is no note."""
    assert sniff('[{"id": "n", "invitation": "x", "content": {"title": "T"}}]')
    assert not sniff('{"content": {"title": "T"}}')
