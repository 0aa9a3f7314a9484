"""Addresses of repositories."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.assemble.web import repository

SAME = "github.com/owner/name"


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/owner/name",
        "http://www.github.com/Owner/Name/",
        "github.com/owner/name.git",
        "https://github.com/owner/name/tree/main/src",
        "https://github.com/owner/name#readme",
        "https://github.com/owner/name).",
        "https://user@github.com/owner/name?tab=readme",
    ],
)
def test_one_repository(url: str) -> None:
    """All ways to write one repository's address have one key and name."""
    assert (repository(url).key, repository(url).label.lower()) == (SAME, "owner/name")


def test_other_addresses_keep_path_and_query() -> None:
    """Outside the known forges the path tells pages apart."""
    assert repository("https://example.org/a?x=1").key != repository("https://example.org/a?x=2").key
    assert repository("https://huggingface.co/org/model").label == "huggingface.co/org/model"
    assert repository("https://github.com/owner").label == "github.com/owner"


@given(st.text())
def test_any_text_has_a_key(url: str) -> None:
    """No text makes it fail."""
    assert repository(url).url or not url.strip()


@pytest.mark.parametrize("url", ["http://[", "http://[::1", "://", "https://"])
def test_broken_addresses(url: str) -> None:
    """What is no address is named by itself."""
    assert repository(url).label is not None
