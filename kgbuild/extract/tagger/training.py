"""Trains the tagger: `python -m kgbuild.extract.tagger.training GOLD.jsonl MODEL.npz [CORPUS.jsonl] [--vectors]`.

The corpus holds papers without annotations, from which a student learns what a teacher sees in them; without it the teacher is the
tagger. The vectors of words are those of the tagger that ships; with `--vectors` they are learned from the corpus, which needs
`gensim`. Everything is seeded: the same input gives the same file on the same machine with one thread (`OPENBLAS_NUM_THREADS=1`).
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

from kgbuild.extract.annotations import AnnotatedPaper, read_annotations
from kgbuild.extract.document import DocumentReader
from kgbuild.extract.lexicon import LexiconMatcher
from kgbuild.extract.tagger.alignment import Annotation, labels
from kgbuild.extract.tagger.corpus import learn_vectors, sample
from kgbuild.extract.tagger.examples import Lesson
from kgbuild.extract.tagger.features import Text
from kgbuild.extract.tagger.layers import Floats
from kgbuild.extract.tagger.model import Tagger, load_tagger, write_model
from kgbuild.extract.tagger.network import Parameters
from kgbuild.extract.tagger.reading import text_of
from kgbuild.extract.tagger.teaching import Course, Log, teach
from kgbuild.extract.tagger.vectors import Vectors
from kgbuild.models import Paper
from kgbuild.vocabulary import load_vocabulary

_SAMPLE = 5_000


def make_lessons(annotated: Iterable[AnnotatedPaper]) -> Iterator[Lesson]:
    """Yield annotated papers as the network learns from them."""
    documents, matcher = DocumentReader(), _matcher()
    for one in annotated:
        document = documents(one.paper)
        yield Lesson(text_of(document, matcher(document)), labels(document, cast("Annotation", one.record)))


def make_texts(papers: Iterable[Paper]) -> Iterator[Text]:
    """Yield papers as the tagger takes them."""
    documents, matcher = DocumentReader(), _matcher()
    for paper in papers:
        document = documents(paper)
        yield text_of(document, matcher(document))


def train_tagger(
    gold: Path, corpus: Path | None = None, vectors: Vectors | None = None, course: Course | None = None, log: Log | None = None
) -> tuple[Parameters, Vectors]:
    """Return the parameters and the vectors of a tagger that has learned from annotated papers.

    Args:
        gold: Annotated papers, JSON Lines.
        corpus: Papers without annotations, JSON Lines, plain or `.xz`, for the student.
        vectors: Of words; by default those that ship.
        course: How to learn.
        log: Told the loss after each round.
    """
    annotated = list(read_annotations(gold))
    others = sample(corpus, _SAMPLE, {one.paper.title.lower() for one in annotated}) if corpus else []
    vectors = vectors or load_tagger().vectors
    return teach(list(make_lessons(annotated)), list(make_texts(others)), vectors, course or Course(), log), vectors


def held_out(
    lessons: Sequence[Lesson], others: Sequence[Text], vectors: Vectors, folds: int = 5, course: Course | None = None
) -> list[Floats]:
    """Return for each annotated paper its probabilities by a tagger that has not learned from it.

    A model that learns from the tagger's probabilities must learn from these: on papers that it has learned from, the tagger is
    surer than on others.

    Args:
        lessons: The annotated papers; fold k holds every `folds`-th from the k-th.
        others: Papers without annotations, for the students.
        vectors: Of words.
        folds: How many taggers are trained.
        course: How they learn.
    """
    result: dict[int, Floats] = {}
    for fold in range(folds):
        seen = [lesson for number, lesson in enumerate(lessons) if number % folds != fold]
        tagger = Tagger(teach(seen, others, vectors, course or Course()), vectors)
        for number in range(fold, len(lessons), folds):
            result[number] = tagger(*lessons[number].text)
    return [result[number] for number in range(len(lessons))]


def _matcher() -> LexiconMatcher:
    return LexiconMatcher(load_vocabulary().concepts.values())


def main() -> None:
    """Train from the command line."""
    paths = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")]
    corpus = paths[2] if len(paths) > 2 else None  # noqa: PLR2004 - the third argument
    vectors = learn_vectors(corpus) if corpus and "--vectors" in sys.argv else None
    write_model(paths[1], *train_tagger(paths[0], corpus, vectors, log=print))


if __name__ == "__main__":
    main()
