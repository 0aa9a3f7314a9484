"""Values found in what other formats write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.sources import values


@pytest.mark.parametrize(
    ("value", "year"),
    [
        ("2019-06-02", 2019),
        (2019, 2019),
        ("1998 Dec-1999 Jan", 1998),
        ("Mon, 2 Apr 2007 19:18:42 GMT", 2007),
        ("n.d.", None),
        ("20190602", None),
        (20190602, None),
        (None, None),
        (True, None),
        (["2019"], None),
    ],
)
def test_year_in(value: object, year: int | None) -> None:
    """Four digits that stand alone are a year."""
    assert values.year_in(value) == year


def test_a_number_of_thousands_of_digits_is_no_year() -> None:
    """Python refuses to print such numbers; they are passed over."""
    assert values.year_in(10**6000, "2019") == 2019


@pytest.mark.parametrize(
    ("value", "identifier"),
    [
        ("arXiv:1706.03762v5 [cs.CL]", "1706.03762"),
        ("https://arxiv.org/pdf/1706.03762.pdf", "1706.03762"),
        ("10.48550/arXiv.1706.03762", "1706.03762"),
        ("CoRR abs/1706.03762", "1706.03762"),
        ("arXiv: cond-mat/9901001", "cond-mat/9901001"),
        ("1706.03762", None),
        ("pages 1706.03762", None),
        ("arXiv:1706.037621", None),
    ],
)
def test_arxiv_id_in(value: str, identifier: str | None) -> None:
    """Only what calls itself an arXiv id is one."""
    assert values.arxiv_id_in(value) == identifier


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.just("name") | st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_any_value(value: object) -> None:
    """Any JSON value can be asked for anything."""
    for function in (
        values.year_in,
        values.doi_in,
        values.arxiv_id_in,
        values.arxiv_id,
        values.noted_arxiv_id,
        values.text,
        values.first_text,
        values.mapping,
    ):
        function(value)
    for item in values.items(value):
        values.mapping(item)
    values.texts_at(value, "name")
    values.person(value, value)
