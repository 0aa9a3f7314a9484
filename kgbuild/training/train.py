"""Learns the tagger and the models of roles, kinds and relations.

The tagger is trained first, once on all annotated papers and once without each fold (some minutes; `FOLDER/held_out.npz` keeps the
held-out probabilities, and the next run takes them where neither texts nor annotations have changed). The other models learn from
these. The folds are every fifth paper; the tagger has a fixed seed. Papers of other annotators (`--more`) are learned from, and
the network of roles learns from papers that a slower model, its teacher, has judged (`--taught`); figures and thresholds come from
the gold file's alone.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from kgbuild.annotations import AnnotatedPaper
from kgbuild.extract.candidates import Candidate
from kgbuild.extract.document import Document, DocumentReader
from kgbuild.extract.reading import Tag
from kgbuild.extract.role_network import ROLES_FILE
from kgbuild.extract.scoring import RELATIONS, ROLES
from kgbuild.extract.standard import standard_proposers
from kgbuild.extract.surroundings import Surroundings
from kgbuild.extract.tagger.layers import Floats
from kgbuild.extract.tagger.model import Tagger, load_tagger, read_model
from kgbuild.extract.tagger.reading import DocumentTagger
from kgbuild.extract.tagger.threads import one_thread
from kgbuild.extract.tagger.vectors import Vectors
from kgbuild.training.kinds import learn_kinds
from kgbuild.training.learning import FOLDS
from kgbuild.training.relations import learn_relations, make_pair_example
from kgbuild.training.role_network import Lesson
from kgbuild.training.roles import Example, learn_roles, make_example
from kgbuild.training.tagger.learning import Plan
from kgbuild.training.tagger.training import TAGGER_FILE, Tell, make_lessons, silent, train_tagger
from kgbuild.vocabulary import load_vocabulary


def train(
    annotated: Sequence[AnnotatedPaper],
    folder: Path,
    plan: Plan | None = None,
    *,
    taught: Iterable[AnnotatedPaper] = (),
    tell: Tell = silent,
) -> dict[str, tuple[float, float]]:
    """Learn the models and write them.

    Args:
        annotated: The papers to learn from.
        folder: Where to write `tagger.npz`, `held_out.npz`, `roles.npz`, `kinds.json` and `relations.json`.
        plan: How the tagger learns.
        taught: Other papers with a teacher's confidences: the network of roles learns from them, too.
        tell: Told each step.

    Returns:
        For each role and relation, F1 in cross-validation and threshold; for `kinds` the share that is right.
    """
    examples = make_examples(annotated, folder, plan, tell=tell)
    lessons = make_taught_lessons(taught, folder)
    probabilities, roles = learn_roles(examples, folder / ROLES_FILE, taught=lessons, tell=tell)
    kinds = learn_kinds(examples, folder / "kinds.json")
    thresholds = [threshold for _, threshold in roles]
    pairs = [make_pair_example(example, rows, thresholds) for example, rows in zip(examples, probabilities, strict=True)]
    relations = learn_relations(pairs, folder / "relations.json")
    return dict(zip((*ROLES, "kinds", *RELATIONS), (*roles, (kinds, 0.0), *relations), strict=True))


def make_examples(
    annotated: Sequence[AnnotatedPaper], folder: Path, plan: Plan | None = None, *, tell: Tell = silent
) -> list[Example]:
    """Return what the components find in annotated papers, each seen by a tagger that has not learned from it.

    Args:
        annotated: The papers.
        folder: Where to write the tagger that has learned from all.
        plan: How the tagger learns.
        tell: Told each step.
    """
    vectors = load_tagger().vectors
    tagged = train_tagger(list(make_lessons(annotated)), vectors, folder, FOLDS, plan, tell=tell)
    make = _maker(vectors)
    return [make(one, partial(_tagged, scores)) for one, scores in zip(annotated, tagged, strict=True)]


def _tagged(scores: Floats, _document: Document, _known: Sequence[Candidate]) -> Floats:
    return scores


def make_taught_lessons(taught: Iterable[AnnotatedPaper], folder: Path) -> list[Lesson]:
    """Return what the components find in papers that a teacher has judged, with its confidences.

    Args:
        taught: The papers; the tagger has not learned from them.
        folder: With that tagger.
    """
    tagger = Tagger(*read_model(folder / TAGGER_FILE))
    make, tag = _maker(tagger.vectors), DocumentTagger(tagger)
    with one_thread():
        return [make(one, tag).lesson for one in taught]


def _maker(vectors: Vectors) -> Callable[[AnnotatedPaper, Tag], Example]:
    proposers, documents, surroundings = standard_proposers(load_vocabulary()), DocumentReader(), Surroundings(vectors)
    return lambda one, tag: make_example(one, documents(one.paper), proposers, tag, surroundings)
