"""Two printings of a text have one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.sources.textkeys import text_key, title_key, unversioned_key


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Pre-training", "pretraining"),
        ("Deep  Nets:\nA Study", "deep nets – a study"),
        ("34.7\\% of $k$ modes", "34.7% of k modes"),
        ("ﬁne-tuning", "Fine Tuning"),
        ("Straße", "STRASSE"),
        ("BERT (v2)", "BERT"),
        ("BERT [Extended Version]", "bert"),
    ],
)
def test_printings_of_one_title(first: str, second: str) -> None:
    """Case, space, punctuation, ligatures and marks of a version do not matter."""
    assert title_key(first) == title_key(second)


@pytest.mark.parametrize(
    ("first", "second"), [("C++", "C#"), ("YOLOv2", "YOLOv3"), ("कि", "की"), ("BERT", "BART"), ("3.5", "3 6"), ("!", "?")]
)
def test_different_titles(first: str, second: str) -> None:
    """What tells names apart is kept."""
    assert title_key(first) != title_key(second)


def test_a_version_at_the_end_goes_on_request() -> None:
    """A bare version at the end is dropped only where everything else agrees."""
    assert (
        unversioned_key("A Study v3")
        == unversioned_key("A Study, version 1")
        == unversioned_key("A Study (v2)")
        == title_key("A Study")
    )
    assert unversioned_key("YOLOv3") == "yolov3"
    assert unversioned_key("v2") == "v2"


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    """Keys are stable, so that they can be compared however often they were made."""
    assert text_key(text_key(text)) == text_key(text)
    assert title_key(text) or not text
