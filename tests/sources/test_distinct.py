"""Distinct papers are read from a shelf, not held."""

import tracemalloc
from collections.abc import Iterator

import pytest

from kgbuild.models import Origin, Paper
from kgbuild.sources.duplicates import merge_duplicates
from kgbuild.sources.shelf import PaperShelf


def record(title: str, file: str, line: int, **fields: object) -> Paper:
    """Return a paper as it was read at a place."""
    return Paper.model_validate({"title": title, "sources": [Origin(file=file, line=line)], **fields})


RECORDS = [record("Zeta", "a", 1), record("Alpha", "b", 2), record("Mu", "b", 10), record("Zeta", "b", 1), record("Xi", "a", 20)]


def test_papers_come_by_id_or_by_their_first_place() -> None:
    """The one order is that of ids; the other is that of files and lines, as a reader of the inputs meets the papers."""
    papers, _ = merge_duplicates(RECORDS)
    assert [paper.title for paper in papers] == ["Alpha", "Mu", "Xi", "Zeta"]
    assert [paper.title for paper in papers.by_source()] == ["Zeta", "Xi", "Alpha", "Mu"]
    assert papers.records == 5


def test_papers_are_a_sequence() -> None:
    """Indexes from either end, slices and comparisons work as they do on a tuple."""
    papers, _ = merge_duplicates(RECORDS)
    assert papers[-1] == papers[3] == tuple(papers)[3]
    assert papers[1:3] == tuple(papers)[1:3] != papers[:2]
    assert papers != "Alpha"
    assert repr(papers) == "<4 papers>"


def test_a_shelf_gives_back_what_was_put_there_when_it_has_gone_to_disk() -> None:
    """Twelve megabytes of papers, read in another order than they came."""
    papers = [Paper(title=f"Paper {number}", abstract="é\ud800" * 200_000) for number in range(12)]
    shelf = PaperShelf()
    for paper in papers:
        shelf.put(paper)
    assert [shelf[number] for number in reversed(range(12))] == papers[::-1]


@pytest.mark.slow
def test_memory_does_not_grow_with_the_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three hundred papers of twenty kilobytes, six megabytes in all, are told apart in less than two."""
    monkeypatch.setattr("kgbuild.sources.shelf._IN_MEMORY", 100_000)

    def records() -> Iterator[Paper]:
        for number in range(300):
            yield record(f"Title {number}", "a", number + 1, abstract=f"{number} " + "word " * 4000)

    tracemalloc.start()
    papers, _ = merge_duplicates(records())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(papers) == 300
    assert peak < 2_000_000
