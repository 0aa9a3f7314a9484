"""The fields of a merged paper."""

from itertools import permutations

from kgbuild.models import Origin, Paper
from kgbuild.sources.merging import merge

RECORDS = (
    Paper(
        title="Deep Nets (v2)",
        abstract="A.",
        year=2021,
        venue="arXiv",
        doi="10.48550/arXiv.2101.00001",
        arxiv_id="2101.00001",
        categories=("cs.LG",),
    ),
    Paper(
        id="x1", title="Deep nets", abstract="A longer abstract.", year=2022, venue="ICML", doi="10.1145/1.2", authors=("A. One",)
    ),
    Paper(id="w9", title="Deep Nets", authors=("A. One", "B. Two"), categories=("stat.ML", "cs.LG"), url="https://example.org"),
)


def test_the_best_of_each_field() -> None:
    """A given id, a title without mark, the longer abstract, the first year, the published venue and DOI, all authors."""
    merged = merge(RECORDS)
    assert merged == Paper(
        id="w9",
        title="Deep Nets",
        abstract="A longer abstract.",
        year=2021,
        authors=("A. One", "B. Two"),
        venue="ICML",
        url="https://example.org",
        doi="10.1145/1.2",
        arxiv_id="2101.00001",
        categories=("stat.ML", "cs.LG"),
    )


def test_order_does_not_matter() -> None:
    """Any order of the records gives the same paper."""
    assert len({merge(order) for order in permutations(RECORDS)}) == 1


def test_what_most_records_say_wins() -> None:
    """Two records outvote one."""
    titles = ["Deep nets", "Deep Nets!", "Deep nets"]
    assert merge([Paper(title=title, abstract="A.") for title in titles]).title == "Deep nets"


def test_an_id_that_was_made_is_made_again() -> None:
    """Without a given id, the merged paper's is that of its title and abstract."""
    one, other = Paper(title="Deep Nets"), Paper(title="Deep Nets", abstract="A.")
    assert merge([one, other]).id == other.id


def test_all_sources_are_kept_in_order() -> None:
    """Sources are sorted by file and line, each once."""
    places = [Origin(file="b", line=2), Origin(file="a", line=10), Origin(file="a", line=9), Origin(file="a", line=9)]
    merged = merge([Paper(title="T", sources=(place,)) for place in places])
    assert [(origin.file, origin.line) for origin in merged.sources] == [("a", 9), ("a", 10), ("b", 2)]
