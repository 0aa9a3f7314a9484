"""Cue words around a place."""

import pytest
from extract_fixtures import Read

from kgbuild.extract.roles.cues import CueIndex


@pytest.mark.parametrize(
    ("abstract", "before", "after"),
    [
        ("We adapt X, which outperforms Y.", ["based"], ["outperform"]),
        ("We propose it. X works.", [], []),
        ("X works. We propose it.", [], []),
        ("We propose and evaluate X.", ["evaluate", "propose"], []),
        ("We propose " + "very " * 20 + "X.", [], []),
    ],
)
def test_nearest_cues(read: Read, abstract: str, before: list[str], after: list[str]) -> None:
    """At most two cues on each side, nearest first, in the same sentence and not far off."""
    document = read("T", abstract)
    cues, at = CueIndex(document), document.words.index("x")
    assert (cues.before(at), cues.after(at + 1)) == (before, after)
