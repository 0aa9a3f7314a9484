"""Markup becomes plain text."""

import pytest

from kgbuild.sources.markup import plain


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<jats:title>Abstract</jats:title><jats:p>A <jats:italic>b</jats:italic>.</jats:p>", "Abstract\nA b.\n"),
        ("H<sub>2</sub>O &amp; CO<SUB>2</SUB>", "H2O & CO2"),
        ('<span class="nocase">mRNA</span>', "mRNA"),
        ("<mml:math><mml:mi>x</mml:mi></mml:math>", "x"),
        ("predict <mask> if a < b and c > d", "predict <mask> if a < b and c > d"),
        ("List<String> &lt;s&gt; AT&T", "List<String> <s> AT&T"),
    ],
)
def test_plain(written: str, expected: str) -> None:
    """Known tags go, the words of a paper stay."""
    assert plain(written).lstrip("\n") == expected
