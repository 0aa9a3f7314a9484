"""The landmark papers that ship with kgbuild."""

import json
import re

import pytest

from kgbuild.models import Paper
from kgbuild.sample import sample, sample_text
from kgbuild.sources import read

KEYS = ["id", "title", "abstract", "year", "authors", "venue", "url", "doi", "arxiv_id", "categories"]


def test_the_file_is_in_order() -> None:
    """One paper a line, sorted by id, with keys in the order of `Paper` and no empty values."""
    text = sample_text()
    records = [json.loads(line) for line in text.split("\n")[:-1]]
    assert text.endswith("}\n")
    assert [record["id"] for record in records] == sorted({record["id"] for record in records})
    for line, record in zip(text.split("\n"), records, strict=False):
        assert list(record) == [key for key in KEYS if key in record]
        assert all(record.values())
        assert line == json.dumps(record, ensure_ascii=False)


def test_there_are_papers_of_every_year() -> None:
    """The sample spans the years from the Transformer to 2025, so that lineage shows."""
    papers = sample()
    assert len(papers) >= 60
    assert {paper.year for paper in papers} == set(range(2017, 2026))
    assert len({paper.title for paper in papers}) == len(papers)


@pytest.mark.parametrize("paper", sample(), ids=lambda paper: paper.id)
def test_each_paper_is_whole(paper: Paper) -> None:
    """Each has what its id says, authors, a venue, and an abstract of a few sentences."""
    year = re.search(r"\d{4}", paper.id)
    assert year is not None
    assert int(year.group()) == paper.year
    assert paper.authors
    assert paper.venue
    assert 3 <= len(re.findall(r"[.!?](?=\s|$)", paper.abstract)) <= 8
    assert 300 < len(paper.abstract) < 900
    if paper.arxiv_id:
        submitted = 2000 + int(paper.arxiv_id[:2])
        assert submitted == paper.year
        assert paper.url == f"https://arxiv.org/abs/{paper.arxiv_id}"


def test_the_reader_reads_the_sample_as_it_is(tmp_path) -> None:  # noqa: ANN001 - pytest's own fixture
    """What `kgbuild sample` prints is read back equal: no duplicates, no lookalikes, no rejects."""
    path = tmp_path / "papers.jsonl"
    path.write_text(sample_text(), encoding="utf-8")
    corpus = read(path)
    assert tuple(paper.model_copy(update={"sources": ()}) for paper in corpus) == sample()
    assert (corpus.merged, corpus.lookalikes, corpus.rejects) == (0, (), ())
