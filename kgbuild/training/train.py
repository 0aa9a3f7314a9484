"""Learns the tagger and the models of roles, kinds and relations: `python -m kgbuild.training.train GOLD FOLDER [--more FILE]`.

The tagger is trained first, once on all annotated papers and once without each fold (some minutes; `FOLDER/held_out.npz` keeps the
held-out probabilities, and the next run takes them where neither texts nor annotations have changed). The other models learn from
these. The folds are every fifth paper; the tagger has a fixed seed. Papers of other annotators (`--more`) are learned from;
figures and thresholds come from the gold file's alone.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from kgbuild.annotations import AnnotatedPaper, read_papers
from kgbuild.extract.document import DocumentReader
from kgbuild.extract.scoring import RELATIONS, ROLES
from kgbuild.extract.standard import standard_proposers
from kgbuild.extract.tagger.model import load_tagger
from kgbuild.training.kinds import learn_kinds
from kgbuild.training.learning import FOLDS
from kgbuild.training.relations import learn_relations, make_pair_example
from kgbuild.training.roles import Example, learn_roles, make_example
from kgbuild.training.tagger.learning import Plan
from kgbuild.training.tagger.training import make_lessons, train_tagger
from kgbuild.vocabulary import load_vocabulary


def train(annotated: Sequence[AnnotatedPaper], folder: Path, plan: Plan | None = None) -> dict[str, tuple[float, float]]:
    """Learn the models and write them.

    Args:
        annotated: The papers to learn from.
        folder: Where to write `tagger.npz`, `held_out.npz`, `roles.json`, `kinds.json` and `relations.json`.
        plan: How the tagger learns.

    Returns:
        For each role and relation, F1 in cross-validation and threshold; for `kinds` the share that is right.
    """
    examples = make_examples(annotated, folder, plan)
    probabilities, roles = learn_roles(examples, folder / "roles.json")
    kinds = learn_kinds(examples, folder / "kinds.json")
    thresholds = [threshold for _, threshold in roles]
    pairs = [make_pair_example(example, rows, thresholds) for example, rows in zip(examples, probabilities, strict=True)]
    relations = learn_relations(pairs, folder / "relations.json")
    return dict(zip((*ROLES, "kinds", *RELATIONS), (*roles, (kinds, 0.0), *relations), strict=True))


def make_examples(annotated: Sequence[AnnotatedPaper], folder: Path, plan: Plan | None = None) -> list[Example]:
    """Return what the components find in annotated papers, each seen by a tagger that has not learned from it.

    Args:
        annotated: The papers.
        folder: Where to write the tagger that has learned from all.
        plan: How the tagger learns.
    """
    tagged = train_tagger(list(make_lessons(annotated)), load_tagger().vectors, folder, FOLDS, plan)
    proposers, documents = standard_proposers(load_vocabulary()), DocumentReader()
    return [make_example(one, documents(one.paper), proposers, scores) for one, scores in zip(annotated, tagged, strict=True)]


def main() -> None:
    """Train from the command line and print the figures of cross-validation."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--more", type=Path, action="append", default=[])
    arguments = parser.parse_args()
    chosen = train(read_papers(arguments.gold, arguments.more), arguments.folder)
    for name, (score, threshold) in chosen.items():
        print(f"{name:18} F1 {score:.3f} at {threshold:.2f}")  # noqa: T201 - a command's output
    print(f"{'mean of roles':18} F1 {sum(chosen[role][0] for role in ROLES) / len(ROLES):.3f}")  # noqa: T201 - the same


if __name__ == "__main__":
    main()
