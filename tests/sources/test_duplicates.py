"""Which records are one paper, and which are kept apart."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.identifiers import slug
from kgbuild.models import Origin, Paper
from kgbuild.sources.duplicates import Lookalike, merge_duplicates


def paper(title: str, abstract: str = "", **fields: object) -> Paper:
    """Return a paper."""
    return Paper.model_validate({"title": title, "abstract": abstract, **fields})


EARLY = "We study how names of models are linked across papers, with rules that look at spelling, expansion and company."
LATE = "We study how names of models and data are linked across papers, by rules that look at spelling, expansion, company, years."
OTHER = "Weather stations measure wind, rainfall, humidity, pressure, sunshine; their sensors drift when nobody calibrates them."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (paper("A Study", EARLY, arxiv_id="1706.03762", year=2020), paper("A study.", LATE, doi="10.1234/ab", year=2022)),
        (
            paper("Fast Tiny Nets", "We go.", arxiv_id="1706.03762", year=2020),
            paper("Fast tiny nets", "They went.", doi="10.1234/ab"),
        ),
        (
            paper("A Deep Study of Names", "We go.", arxiv_id="1706.03762", doi="10.48550/arXiv.1706.03762", year=2018),
            paper("A deep study of names", "They went.", doi="10.18653/v1/N19-1423", year=2019),
        ),
        (paper("A Deep Study", doi="10.1101/2020.01.02.900001"), paper("A Deep Study", "Only here.", doi="10.1234/ab")),
        (paper("A Study (v2)", EARLY), paper("A Study [extended version]", LATE)),
        (paper("A", "x", arxiv_id="1706.03762"), paper("B", "y", arxiv_id="1706.03762")),
        (paper("A", "x", doi="10.1234/AB"), paper("B", "y", doi="10.1234/ab")),
        (paper("A Title", "x", id="p1"), paper("A title.", "y", id="p1")),
        (paper("Pre-training", "We  use 5\\%."), paper("Pretraining", "we use 5%")),
        (paper("A Study", "Same."), paper("A Study (v2)", "Same.")),
        (paper("A Study", "Same."), paper("A Study v2", "same")),
        (paper("A Study", "Same.", id="p1"), paper("A Study", "Same.", id="p2")),
        (paper("A Study"), paper("A Study", "Only here.")),
        (paper("A Study", id="p1"), paper("A Study", "Only here.", id="p2", year=2020)),
        (paper("A Study"), paper("A Study", year=2020)),
        (paper("A Study", year=2019, id="p1"), paper("a study", year=2020)),
    ],
)
def test_one_paper(first: Paper, second: Paper) -> None:
    """Either record may come first: the paper is one."""
    (one,), lookalikes = merge_duplicates([first, second])
    (other,), _ = merge_duplicates([second, first])
    assert one == other
    assert not lookalikes


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (paper("A Study", "This."), paper("A Study", "Another."), "same title"),
        (paper("A Study", EARLY), paper("A Study", OTHER), "same title"),
        (
            paper("Fast Tiny Nets", "We go.", authors=["A. Baker"]),
            paper("Fast Tiny Nets", "They.", authors=["C. Dyer"]),
            "same title",
        ),
        (paper("A Study", EARLY, doi="10.1234/a"), paper("A Study", LATE, doi="10.1234/b"), "same title"),
        (paper("A Study", EARLY, year=2010), paper("A Study", LATE, year=2020), "same title"),
        (paper("A Study of Many Long Words", "This."), paper("A Study of Many Long Word", "Other."), "similar title"),
        (paper("YOLOv2", "This."), paper("YOLOv3", "This."), None),
        (paper("Editorial", id="p1"), paper("Editorial", id="p2"), "same title"),
        (paper("Editorial", year=2001), paper("Editorial", year=2019), "same title"),
        (paper("Editorial", arxiv_id="1706.00001"), paper("Editorial", "x", arxiv_id="1706.00002"), "same title"),
        (paper("Editorial", doi="10.1234/a"), paper("Editorial", "x", doi="10.1234/b"), "same title"),
        (paper("One", "x", id="p1"), paper("Another", "y", id="p1"), "same id"),
        (paper("One", "x", id="P_1"), paper("Another", "y", id="p-1"), "same id"),
    ],
)
def test_two_papers(first: Paper, second: Paper, reason: str | None) -> None:
    """What differs is kept apart, with different IRIs, and what looks alike is said."""
    papers, lookalikes = merge_duplicates([first, second])
    assert len({slug(each.id) for each in papers}) == 2
    assert reason in {each.reason for each in lookalikes} or (reason is None and not lookalikes)
    assert merge_duplicates([second, first]) == (papers, lookalikes)


def test_a_bare_title_that_could_be_either_stays_apart() -> None:
    """A record without abstract joins neither of two papers of its title."""
    papers, lookalikes = merge_duplicates([paper("A Study"), paper("A Study", "One."), paper("A Study", "Two.")])
    assert len(papers) == 3
    assert lookalikes == (Lookalike("same title", tuple(sorted(each.id for each in papers))),)


def test_ids_that_clash_are_told_apart_by_content() -> None:
    """Papers that came with one id get it with a hash of their text, which does not depend on the company."""
    one, two, three = paper("One", "x", id="p1"), paper("Two", "y", id="p1"), paper("Three", "z", id="p1")
    pair, (clash, *_) = merge_duplicates([one, two])
    trio, _ = merge_duplicates([three, two, one])
    assert {each.id for each in pair} < {each.id for each in trio}
    assert all(each.id.startswith("p1-") for each in trio)
    assert clash == Lookalike("same id", tuple(sorted(each.id for each in pair)))


def test_a_new_id_does_not_hit_a_given_one() -> None:
    """An id that looks like a made one is respected."""
    pair, _ = merge_duplicates([paper("One", "x", id="p1"), paper("Two", "y", id="p1")])
    papers, _ = merge_duplicates([paper("One", "x", id="p1"), paper("Two", "y", id="p1"), paper("Three", "z", id=pair[0].id)])
    assert len({each.id for each in papers}) == 3


def test_a_chain_of_shared_names_is_one_paper() -> None:
    """A shares a DOI with B, and B an arXiv id with C: the three are one, with all sources."""
    records = [
        paper("A", "x", doi="10.1234/a", sources=[Origin(file="a", line=1)]),
        paper("B", "y", doi="10.1234/a", arxiv_id="1706.00001", sources=[Origin(file="b", line=1)]),
        paper("C", "z", arxiv_id="1706.00001", sources=[Origin(file="c", line=1)]),
    ]
    ((one,), _) = merge_duplicates(records)
    assert [origin.file for origin in one.sources] == ["a", "b", "c"]


RECORDS = st.builds(
    paper,
    title=st.sampled_from(["A", "a.", "B", "B (v2)", "A Study of Many Long Words", "A Study of Many Long Wards"]),
    abstract=st.sampled_from(["", "", "One.", "one", "Two.", "Three?"]),
    id=st.sampled_from(["", "", "p", "P", "q"]),
    year=st.sampled_from([None, 2019, 2020, 2023]),
    doi=st.sampled_from([None, None, "10.1234/a", "10.1234/b"]),
    arxiv_id=st.sampled_from([None, None, "1706.00001", "1706.00002"]),
    authors=st.sampled_from([(), ("X",), ("Y",), ("X", "Y")]),
    categories=st.sampled_from([(), ("c",), ("b", "a")]),
    sources=st.builds(Origin, file=st.sampled_from("xyz"), line=st.integers(1, 99)).map(lambda origin: (origin,)),
)


@settings(max_examples=100)
@given(st.lists(RECORDS, max_size=12), st.randoms())
def test_order_does_not_matter(records: list[Paper], chance: st.randoms) -> None:  # type: ignore[valid-type]
    """Shuffled records give the same papers and lookalikes; ids and IRIs are distinct; no source is lost."""
    shuffled = list(records)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    papers, lookalikes = merge_duplicates(records)
    assert merge_duplicates(shuffled) == (papers, lookalikes)
    ids = [each.id for each in papers]
    assert ids == sorted(ids)
    assert len({slug(each) for each in ids}) == len(ids)
    assert {origin for each in papers for origin in each.sources} == {origin for each in records for origin in each.sources}
    assert {each for lookalike in lookalikes for each in lookalike.papers} <= set(ids)


@settings(max_examples=40)
@given(st.lists(RECORDS, max_size=10))
def test_records_read_twice_change_only_the_sources(records: list[Paper]) -> None:
    """The same records from a second file are the same papers."""
    again = [each.model_copy(update={"sources": (Origin(file="again", line=1),)}) for each in records]
    once, twice = merge_duplicates(records)[0], merge_duplicates(records + again)[0]
    assert [each.id for each in once] == [each.id for each in twice]


def test_time_is_linear_in_a_crowd_of_one_title() -> None:
    """Five thousand papers of one title, with and without abstract, take seconds."""
    before = time.process_time()
    records = [paper("Editorial", f"Number {number}." if number % 2 else "", id=f"e{number}") for number in range(5000)]
    papers, lookalikes = merge_duplicates(records)
    assert (len(papers), len(lookalikes)) == (5000, 1)
    assert time.process_time() - before < 5
