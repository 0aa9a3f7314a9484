"""Quantities: numbers with units, ranges, ranks, magnitudes; never parts of names."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.extract.results.values import LONGEST_SENTENCE, find_values, number_of


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (r"34.7\% here", [(r"34.7\%", 34.7, "%")]),
        ("gains of 2.5× and 3x", [("2.5×", 2.5, "×"), ("3x", 3.0, "×")]),
        ("1,536times1,536 pixels", [("1,536times1,536", 1536.0, None)]),
        (r"below $10^{-3}$", [("10^{-3}", 0.001, None)]),
        (r"about $2\times 10^{-3}$ wide", [(r"2\times 10^{-3}", 0.002, None)]),
        ("from 71.2 to 75.4", [("71.2", 71.2, None), ("75.4", 75.4, None)]),
        ("ranging from 6.5% to 7.2%", [("6.5% to 7.2%", 6.5, "%")]),
        ("a 40-50x saving", [("40-50x", 40.0, "×")]),
        ("8 out of 10 tasks", [("8 out of 10", 8.0, None)]),
        ("ranked 3rd of all", [("3rd", 3.0, None)]),
        ("two orders of magnitude faster", [("two orders of magnitude", None, "×")]),
        ("gained 4.2 points, 2.3 dB", [("4.2 points", 4.2, "points"), ("2.3 dB", 2.3, "dB")]),
        ("-9.5 and +2.1%", [("-9.5", -9.5, None), ("+2.1%", 2.1, "%")]),
        ("CIFAR-10, GPT-3.5, top-5, SemEval-2023, F1, 3D, ViT-B/16, v2.0", []),
        ("https://example.org/12/34.5", []),
    ],
)
def test_quantities_are_read_with_their_units(text: str, values: list[tuple[str, float | None, str | None]]) -> None:
    """Each shape is one value; names and links give none."""
    assert [(value.text, value.number, value.unit) for value in find_values(text)] == values


@given(st.one_of(st.text(), st.text(alphabet="0123456789.,%x×$\\-–+ toO()^{}eE/", max_size=80)))
def test_values_are_exact_ordered_substrings(text: str) -> None:
    """Offsets give the value, in any text."""
    values = find_values(text)
    assert all(text[value.start : value.end] == value.text for value in values)
    assert all(one.end <= two.start for one, two in pairwise(values))


@given(st.text())
def test_number_of_gives_a_finite_number_or_none(text: str) -> None:
    """No text overflows."""
    number = number_of(text)
    assert number is None or abs(number) < float("inf")


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.23456789e3", 1234.56789), ("0.0000001e5", 0.01), ("-10^3", -1000.0), ("−2.5e-3", -0.0025), (r"10^{-3}", 0.001)],
)
def test_powers_of_ten_keep_digits_and_sign(text: str, number: float) -> None:
    """Neither is lost, however small the number before the power."""
    assert number_of(text) == number


@pytest.mark.parametrize("piece", ["1", "1,", "1.", "1,111", "1 to ", "O(", "$O(", "order ", "1/", "+", "1x", "x" * 50 + " "])
def test_hostile_sentences_take_linear_time(piece: str) -> None:
    """At the greatest length that is read, no pattern runs away; beyond it nothing is read."""
    started = time.process_time()
    find_values((piece * LONGEST_SENTENCE)[:LONGEST_SENTENCE])
    assert find_values(piece * 10_000_000) == []
    assert time.process_time() - started < 2
