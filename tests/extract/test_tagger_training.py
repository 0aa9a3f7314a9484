"""Training the tagger from files: annotated papers, a corpus, and what a student makes of them."""

import json
import lzma
from pathlib import Path

import numpy as np
import pytest

from kgbuild.errors import SourceError
from kgbuild.extract.annotations import read_annotations
from kgbuild.extract.tagger.corpus import read_corpus, sample
from kgbuild.extract.tagger.examples import Variation
from kgbuild.extract.tagger.fields import FIELDS
from kgbuild.extract.tagger.learning import Plan
from kgbuild.extract.tagger.model import Tagger, write_model
from kgbuild.extract.tagger.teaching import Course
from kgbuild.extract.tagger.training import held_out, make_lessons, make_texts, train_tagger
from kgbuild.extract.tagger.vectors import Vectors, compress
from kgbuild.models import Paper

SMALL = Plan(width=8, rounds=2, batch=4, variation=Variation(0.1, 0.3, 0.5))
COURSE = Course(teacher=SMALL, student=SMALL)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Eight annotated papers."""
    path = tmp_path / "gold.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(8):
            name = f"Quux{number}"
            record = {"title": f"{name}: A Tagger", "abstract": f"We propose {name}. It beats BERT."} | {
                field: [] for field in FIELDS
            }
            record |= {"introduces": [{"name": name, "aliases": []}], "compared": [{"name": "BERT", "aliases": []}]}
            stream.write(json.dumps(record) + "\n")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Six papers, compressed; one is too short, and one is annotated."""
    path = tmp_path / "corpus.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as stream:
        for number in range(6):
            title = "QUUX0: a tagger" if number == 1 else f"Frob{number}"
            stream.write(json.dumps({"title": title, "abstract": "We present Frob. " * (2 if number == 0 else 40)}) + "\n")
    return path


@pytest.fixture
def vectors() -> Vectors:
    """Vectors of four words."""
    return compress(["we", "propose", "it", "beats"], np.eye(4, dtype=np.float32))


def test_sample_leaves_out_short_and_annotated_papers(corpus: Path) -> None:
    """The sample is the same each time, and holds only what may be learned from."""
    papers = sample(corpus, 10, {"quux0: a tagger"})
    assert sorted(paper.title for paper in papers) == ["Frob2", "Frob3", "Frob4", "Frob5"]
    assert papers == sample(corpus, 10, {"quux0: a tagger"})
    assert papers[:2] == sample(corpus, 2, {"quux0: a tagger"})


@pytest.mark.parametrize("line", ["{", "[]", '{"title": "x"}', "\x00"])
def test_a_line_that_is_no_paper_is_named(tmp_path: Path, line: str) -> None:
    """The error says which line of which file."""
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"title": "a", "abstract": "b"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"corpus\.jsonl:2: no paper"):
        list(read_corpus(path))


def test_a_course_is_seeded(gold: Path, corpus: Path, vectors: Vectors, tmp_path: Path) -> None:
    """Teacher and student give the same file, byte for byte."""
    for name in ("one", "two"):
        write_model(tmp_path / name, *train_tagger(gold, corpus, vectors, COURSE))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_without_a_corpus_the_teacher_is_the_tagger(gold: Path, vectors: Vectors) -> None:
    """No student learns from nothing, and each round is reported."""
    lines: list[str] = []
    parameters, _ = train_tagger(gold, None, vectors, COURSE, lines.append)
    assert [line.split(":")[0] for line in lines] == ["round 1 of 2", "round 2 of 2"]
    assert np.isfinite(Tagger(parameters, vectors)(["BERT"], [0], 1)).all()


def test_held_out_probabilities_come_from_other_papers(gold: Path, vectors: Vectors) -> None:
    """Each paper gets its own, whatever the folds."""
    lessons = list(make_lessons(read_annotations(gold)))
    scores = held_out(lessons, list(make_texts([Paper(title="Frob", abstract="We propose Frob.")])), vectors, 2, COURSE)
    assert [len(rows) for rows in scores] == [len(lesson.text.tokens) for lesson in lessons]
