"""Trains the tagger, and gives the probabilities from which other models may learn; `kgbuild.training.model` runs it.

Everything is seeded: the same input gives the same bytes on the same machine. The vectors of words are those of a tagger that
exists; `kgbuild.training.tagger.corpus` learns new ones.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import cast

import numpy as np

from kgbuild.annotations import AnnotatedPaper
from kgbuild.extract.candidates.lexicon import LexiconMatcher
from kgbuild.extract.tagger import network
from kgbuild.extract.tagger.layers import Floats, Parameters
from kgbuild.extract.tagger.model import Tagger, write_model
from kgbuild.extract.tagger.reading import text_of
from kgbuild.extract.tagger.vectors import Vectors
from kgbuild.extract.text.document import DocumentReader
from kgbuild.files import atomic_write
from kgbuild.training.folds import Tell, learn_by_folds, silent
from kgbuild.training.tagger.alignment import Annotation, labels
from kgbuild.training.tagger.examples import Lesson
from kgbuild.training.tagger.learning import Plan, learn
from kgbuild.vocabulary import load_vocabulary

TAGGER_FILE, HELD_OUT_FILE = "tagger.npz", "held_out.npz"


def make_lessons(annotated: Iterable[AnnotatedPaper]) -> Iterator[Lesson]:
    """Yield annotated papers as the network learns from them."""
    documents, matcher = DocumentReader(), LexiconMatcher(load_vocabulary().concepts.values())
    for one in annotated:
        document = documents(one.paper)
        yield Lesson(text_of(document, matcher(document)), labels(document, cast("Annotation", one.record)), one.foreign)


def train_tagger(  # noqa: PLR0913 - what goes in, where it goes, and how
    lessons: Sequence[Lesson], vectors: Vectors, folder: Path, folds: int, plan: Plan | None = None, *, tell: Tell = silent
) -> list[Floats]:
    """Write a tagger and its held-out probabilities; return the latter, for each paper.

    Files that stand in the folder and came from the same lessons and the same plan are taken as they are.

    Args:
        lessons: The annotated papers.
        vectors: Of words.
        folder: Where to write `tagger.npz` and `held_out.npz`.
        folds: How many taggers are trained beside the one written, each without a share of the papers.
        plan: How to learn.
        tell: Told how much is done.
    """
    plan = plan or Plan()
    path, mark = folder / HELD_OUT_FILE, _fingerprint(lessons, vectors, folds, plan)
    if not (path.exists() and (folder / TAGGER_FILE).exists() and _mark_of(path) == mark):
        path.unlink(missing_ok=True)
        parameters, scores = learn_tagger(lessons, vectors, folds, plan, lambda done: tell(f"tagger, {done}"))
        write_model(folder / TAGGER_FILE, parameters, vectors)
        with atomic_write(path) as stream:
            np.savez_compressed(stream, mark=mark, scores=np.concatenate(scores).astype(np.float16))
    with np.load(path, allow_pickle=False) as arrays:
        every: Floats = arrays["scores"].astype(np.float32)
    return np.split(every, np.cumsum([len(lesson.text.tokens) for lesson in lessons])[:-1])


def learn_tagger(
    lessons: Sequence[Lesson], vectors: Vectors, folds: int, plan: Plan, tell: Tell = silent
) -> tuple[Parameters, list[Floats]]:
    """Return what a tagger learns from all papers, and for each paper its probabilities by one that has not learned from it.

    A model that learns from the tagger's probabilities must learn from these: on papers that it has learned from, the tagger is
    surer than on others.

    Args:
        lessons: The annotated papers.
        vectors: Of words.
        folds: How many taggers are trained without a share of the papers.
        plan: How they learn.
        tell: Told how much is done.
    """

    def judge(parameters: Parameters, unseen: Sequence[Lesson]) -> list[Floats]:
        tagger = Tagger(parameters, vectors)
        return [tagger(*lesson.text) for lesson in unseen]

    return learn_by_folds(lessons, partial(learn, vectors=vectors, plan=plan), judge, folds, tell)


def _fingerprint(lessons: Sequence[Lesson], vectors: Vectors, folds: int, plan: Plan) -> str:
    layers = (network.shapes(plan.width, vectors.size), network.DISTANCES, network.POOL_AFTER)
    digest = hashlib.sha256(repr((version("kgbuild"), folds, plan, layers, list(vectors.words))).encode())
    digest.update(vectors.codes.tobytes() + vectors.scales.tobytes())
    for lesson in lessons:
        digest.update(repr((list(lesson.text.tokens), *lesson.text[1:])).encode())
        digest.update(lesson.labels.tobytes())
        digest.update(b"foreign" * lesson.foreign)
    return digest.hexdigest()


def _mark_of(path: Path) -> str:
    with np.load(path, allow_pickle=False) as arrays:
        return str(arrays["mark"])
