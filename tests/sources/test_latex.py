"""LaTeX becomes plain text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.sources.latex import plain_text, with_accents


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (r"{\'E}tudes \'\i\ {\v S}koda Erd{\H o}s \c{c} {\"\i} na\"{\i}ve \r{a}", "Études í Škoda Erdős ç ï naïve å"),
        (r"\o{}re \ss{} \L{}ukasz \AA ngstr\"om \ae on \OE uvre", "øre ß Łukasz Ångström æon Œuvre"),
        (r"{{BERT}} and \{BERT\}", "BERT and {BERT}"),
        (r"\emph{a} \textbf{b} {\it c} \texttt{d\_e}", "a b c d_e"),
        (r"$O(n^{2}\log n)$ with $\alpha \leq \beta$", "O(n^2log n) with α≤β"),
        (r"\href{https://a.b/c}{this} \url{https://a.b/%20~c}", "this https://a.b/%20~c"),
        (r"1--2 and a---b, run --flag -- now", "1–2 and a—b, run --flag – now"),
        (r"Fig.~1, about ~5\%", "Fig. 1, about ~5%"),
        (r"``quoted'' and 'single'", "“quoted” and 'single'"),
        (r"\textless5 \textasciitilde{} \& \# \$5", "<5 ~ & # $5"),
        (r"costs $5 and $7", "costs $5 and $7"),
        (r"\OurModel is \unknowncommand{x}", r"\OurModel is \unknowncommandx"),
        ("plain", "plain"),
    ],
)
def test_plain_text(written: str, plain: str) -> None:
    """What a bibliography would print."""
    assert plain_text(written) == plain


def test_with_accents_leaves_formulas() -> None:
    """Formulas and commands stay as arXiv shows them; accents and escaped signs are resolved."""
    assert with_accents(r"Schr\"{o}dinger \'etude, 5\% of $\alpha\_1$ \emph{x}") == r"Schrödinger étude, 5% of $\alpha_1$ \emph{x}"


@given(st.text(st.sampled_from("\\{}$~-`'\"^ abcuv\u0301\n%")))
def test_any_text(text: str) -> None:
    """Nothing breaks the decoder, and words without signs stay."""
    assert isinstance(plain_text(text), str)
    assert isinstance(with_accents(text), str)


@pytest.mark.parametrize("unit", ["{", "$a", "\\", "$", "\\href{", "\\'{", "\\' ", "\\u", "~", "- ", "\\a  ", "$ ", "{\\'"])
def test_hostile_repetition_takes_linear_time(unit: str) -> None:
    """A hundred thousand signs are no work."""
    start = time.process_time()
    plain_text(unit * 50_000)
    with_accents(unit * 50_000)
    assert time.process_time() - start < 3
