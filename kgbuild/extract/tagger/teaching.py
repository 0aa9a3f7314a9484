"""Learning from few annotated papers and many others: a teacher labels the others, and a student learns from both.

Self-training with a noised student, after Xie et al. (2020), "Self-training with Noisy Student improves ImageNet classification":
the teacher sees each paper as it is, the student with dropout, hidden words and exchanged names, and learns the teacher's
probabilities.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from kgbuild.extract.tagger.examples import Lesson
from kgbuild.extract.tagger.features import Text
from kgbuild.extract.tagger.learning import Plan, learn
from kgbuild.extract.tagger.model import Tagger
from kgbuild.extract.tagger.network import STATES, Parameters
from kgbuild.extract.tagger.vectors import Vectors

_COPIES = 2

Log = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Course:
    """How a teacher, then a student learns.

    Attributes:
        teacher: From the annotated papers.
        student: From the papers that the teacher has labelled, and twice as often from the annotated ones.
    """

    teacher: Plan = field(default_factory=Plan)
    student: Plan = field(default_factory=lambda: Plan(rounds=2, rate=5e-3, dropout=0.2))


def teach(
    lessons: Sequence[Lesson], others: Sequence[Text], vectors: Vectors, course: Course, log: Log | None = None
) -> Parameters:
    """Return the parameters of a student that has learned from annotated papers and from others.

    Args:
        lessons: The annotated papers.
        others: Papers without annotations; without any, what the teacher learned is returned.
        vectors: Of words.
        course: How.
        log: Told the loss after each round.
    """
    teacher = learn(lessons, vectors, course.teacher, log=log)
    if not others:
        return teacher
    read = Tagger(teacher, vectors)
    labelled = [_labelled(text, read) for text in others]
    certain = [_certain(lesson) for lesson in lessons]
    return learn(labelled + certain * _COPIES, vectors, course.student, log=log)


def _labelled(text: Text, read: Tagger) -> Lesson:
    scores = read(*text)
    return Lesson(text, scores.argmax(axis=2).astype(np.int8), scores.astype(np.float16))


def _certain(lesson: Lesson) -> Lesson:
    """Return an annotated paper with the whole probability on the state annotated, to stand beside labelled ones."""
    return replace(lesson, soft=np.eye(STATES, dtype=np.float16)[np.maximum(lesson.labels, 0)])
