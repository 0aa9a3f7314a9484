"""Content negotiation, for any header."""

from hypothesis import given
from hypothesis import strategies as st

from kgbuild.serve.formats import GRAPHS, ROWS, accepted

OFFERED = [*ROWS, *GRAPHS]


@given(st.text(max_size=200))
def test_any_header_gives_an_offer_or_none(header: str) -> None:
    """Whatever a client sends, the choice is one of the offers, or none."""
    assert accepted(header, OFFERED) in {*OFFERED, None}


@given(st.sampled_from(OFFERED), st.lists(st.sampled_from(OFFERED), max_size=5))
def test_the_greatest_quality_wins(wanted: str, others: list[str]) -> None:
    """What has quality 1 comes before all that has less, in any order of the header."""
    header = ", ".join([*(f"{other};q=0.4" for other in others if other != wanted), f"{wanted};q=1"])
    assert accepted(header, OFFERED) == wanted


def test_a_quality_of_nothing_excludes() -> None:
    """A type with q=0 is not sent even if a wider range would take it."""
    assert accepted("text/csv;q=0, */*;q=0.1", ["text/csv"]) is None
    assert accepted("text/*;q=0, text/csv", ["text/csv", "text/turtle"]) == "text/csv"
