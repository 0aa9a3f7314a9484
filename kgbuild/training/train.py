"""Learns the tagger and the models of roles, kinds and relations.

The tagger is trained first, once on all annotated papers and once without each fold (some minutes; `FOLDER/held_out.npz` keeps the
held-out probabilities, and the next run takes them where neither texts nor annotations have changed). The other models learn from
these. The folds are every fifth paper; the tagger has a fixed seed. Papers of other annotators (`--more`) are learned from;
figures and thresholds come from the gold file's alone.
"""

from collections.abc import Sequence
from pathlib import Path

from kgbuild.annotations import AnnotatedPaper
from kgbuild.extract.scoring import RELATIONS, ROLES
from kgbuild.extract.shallow_network import RELATIONS_FILE, ROLES_FILE
from kgbuild.extract.standard import standard_proposers
from kgbuild.extract.tagger.model import load_vectors
from kgbuild.extract.text.document import DocumentReader
from kgbuild.training.folds import FOLDS, Tell, silent
from kgbuild.training.kinds import learn_kinds
from kgbuild.training.relations import learn_relations, make_pair_example
from kgbuild.training.roles import Example, learn_roles, make_example
from kgbuild.training.tagger.learning import Plan
from kgbuild.training.tagger.training import make_lessons, train_tagger
from kgbuild.vocabulary import load_vocabulary


def train(
    annotated: Sequence[AnnotatedPaper], folder: Path, plan: Plan | None = None, *, tell: Tell = silent
) -> dict[str, tuple[float, float]]:
    """Learn the models and write them.

    Args:
        annotated: The papers to learn from.
        folder: Where to write `tagger.npz`, `held_out.npz`, `roles.npz`, `kinds.json` and `relations.npz`.
        plan: How the tagger learns.
        tell: Told each step.

    Returns:
        For each role and relation, F1 in cross-validation and threshold; for `kinds` the share that is right.
    """
    examples = make_examples(annotated, folder, plan, tell=tell)
    probabilities, roles = learn_roles(examples, folder / ROLES_FILE, tell=tell)
    kinds = learn_kinds(examples, folder / "kinds.json")
    thresholds = [threshold for _, threshold in roles]
    pairs = [make_pair_example(example, rows, thresholds) for example, rows in zip(examples, probabilities, strict=True)]
    relations = learn_relations(pairs, folder / RELATIONS_FILE, tell=tell)
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
    vectors, proposers, documents = load_vectors(), standard_proposers(load_vocabulary()), DocumentReader()
    tagged = train_tagger(list(make_lessons(annotated)), vectors, folder, FOLDS, plan, tell=tell)
    return [
        make_example(one, documents(one.paper), proposers, scores, vectors) for one, scores in zip(annotated, tagged, strict=True)
    ]
