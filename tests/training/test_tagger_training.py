"""Training the tagger from annotated papers, and vectors from a corpus."""

import json
import lzma
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kgbuild.annotations import read_annotations
from kgbuild.errors import SourceError
from kgbuild.extract.tagger.fields import FIELDS
from kgbuild.extract.tagger.vectors import Vectors, compress
from kgbuild.training.corpus import read_corpus
from kgbuild.training.tagger import training
from kgbuild.training.tagger.corpus import learn_vectors
from kgbuild.training.tagger.examples import Variation
from kgbuild.training.tagger.learning import Plan
from kgbuild.training.tagger.training import learn_tagger, make_lessons, train_tagger

SMALL = Plan(width=8, rounds=2, batch=4, variation=Variation(0.1, 0.3, 0.5))


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
    """Six papers, compressed."""
    path = tmp_path / "corpus.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as stream:
        for number in range(6):
            stream.write(json.dumps({"title": f"Frob{number}", "abstract": "We present Frob. " * 40}) + "\n")
    return path


@pytest.fixture
def vectors() -> Vectors:
    """Vectors of four words."""
    return compress(["we", "propose", "it", "beats"], np.eye(4, dtype=np.float32))


@pytest.mark.parametrize("line", ["{", "[]", '{"title": "x"}', "\x00"])
def test_a_line_that_is_no_paper_is_named(tmp_path: Path, line: str) -> None:
    """The error says which line of which file."""
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"title": "a", "abstract": "b"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"corpus\.jsonl:2: no paper"):
        list(read_corpus(path))


def test_training_is_seeded(gold: Path, vectors: Vectors, tmp_path: Path) -> None:
    """Two runs give the same tagger, byte for byte, and the same held-out probabilities."""
    lessons = list(make_lessons(read_annotations(gold)))
    runs = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        runs.append(train_tagger(lessons, vectors, tmp_path / name, 2, SMALL))
    assert (tmp_path / "one" / "tagger.npz").read_bytes() == (tmp_path / "two" / "tagger.npz").read_bytes()
    assert all(np.array_equal(one, two) for one, two in zip(*runs, strict=True))


def test_the_number_of_processes_does_not_matter(gold: Path, vectors: Vectors, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is learned in two processes is what is learned in one."""
    lessons = list(make_lessons(read_annotations(gold)))
    parameters, scores = learn_tagger(lessons, vectors, 2, SMALL)
    monkeypatch.setenv("LOKY_MAX_CPU_COUNT", "2")
    others, their_scores = learn_tagger(lessons, vectors, 2, SMALL)
    assert all(np.array_equal(parameters[name], others[name]) for name in parameters)
    assert all(np.array_equal(one, other) for one, other in zip(scores, their_scores, strict=True))


def test_held_out_probabilities_are_kept_for_the_same_lessons_alone(gold: Path, vectors: Vectors, tmp_path: Path) -> None:
    """A second run takes what stands there; with other lessons or another plan it is made anew."""
    lessons = list(make_lessons(read_annotations(gold)))
    train_tagger(lessons, vectors, tmp_path, 2, SMALL)
    path = tmp_path / "held_out.npz"
    first = path.stat().st_mtime_ns
    train_tagger(lessons, vectors, tmp_path, 2, SMALL)
    assert path.stat().st_mtime_ns == first
    scores = train_tagger(lessons[:6], vectors, tmp_path, 2, SMALL)
    assert path.stat().st_mtime_ns != first
    assert [len(rows) for rows in scores] == [len(lesson.text.tokens) for lesson in lessons[:6]]
    other = replace(SMALL, rounds=1)
    assert not np.array_equal(train_tagger(lessons[:6], vectors, tmp_path, 2, other)[0], scores[0])


def test_a_run_that_is_killed_leaves_no_tagger_of_another(
    gold: Path, vectors: Vectors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tagger that was written without its held-out probabilities is not taken with those of an earlier run."""
    lessons = list(make_lessons(read_annotations(gold)))
    kept = train_tagger(lessons, vectors, tmp_path, 2, SMALL)
    first = (tmp_path / "tagger.npz").read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(training, "atomic_write", interrupted)
        with pytest.raises(KeyboardInterrupt):
            train_tagger(lessons[:6], vectors, tmp_path, 2, SMALL)
    assert (tmp_path / "tagger.npz").read_bytes() != first
    assert np.array_equal(train_tagger(lessons, vectors, tmp_path, 2, SMALL)[0], kept[0])
    assert (tmp_path / "tagger.npz").read_bytes() == first


def interrupted(_: Path) -> None:
    """Stand for a run that is stopped before it writes the probabilities."""
    raise KeyboardInterrupt


def test_held_out_probabilities_come_from_other_papers(gold: Path, vectors: Vectors) -> None:
    """A paper's own annotation does not shape its probabilities."""
    lessons = list(make_lessons(read_annotations(gold)))
    other = [replace(lessons[0], labels=np.zeros_like(lessons[0].labels)), *lessons[1:]]
    assert np.array_equal(*(learn_tagger(some, vectors, 2, SMALL)[1][0] for some in (lessons, other)))


def test_vectors_cover_the_words_of_a_corpus(corpus: Path) -> None:
    """Each frequent word of a corpus gets a vector of length one."""
    pytest.importorskip("gensim", reason="vectors are learned with gensim")
    learned = learn_vectors(corpus)
    assert learned.rank("present") >= 0
    assert np.linalg.norm(learned.row(0)) == pytest.approx(1, abs=0.02)
