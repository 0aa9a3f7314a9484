"""Learns the tagger and the models of roles, kinds and relations: `python -m kgbuild.extract.train GOLD.jsonl FOLDER`.

The tagger is trained first, once on all annotated papers and once without each fold (some minutes; `FOLDER/held_out.npz` keeps the
held-out probabilities, and the next run takes them where neither texts nor annotations have changed). The other models learn from
these.
Each role gets an L2-regularised logistic regression over the features of the groups that the components find; thresholds maximise
F1 over the probabilities that 5-fold cross-validation by papers holds out. Relations are learned in the same way over pairs of what
was read with held-out probabilities. The folds are every fifth paper; the tagger has a fixed seed.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kgbuild.extract.annotations import AnnotatedPaper, Names, match_key, read_annotations
from kgbuild.extract.candidates import Proposer
from kgbuild.extract.cues import CueIndex
from kgbuild.extract.document import Document, DocumentReader
from kgbuild.extract.grouping import Group
from kgbuild.extract.learning import FOLDS, Floats, best_threshold, fit, held_out
from kgbuild.extract.reading import find_groups, select, select_all
from kgbuild.extract.relating import RelationReader, ThingPair, select_pairs
from kgbuild.extract.scoring import KINDS, RELATIONS, ROLES, write_model
from kgbuild.extract.standard import standard_proposers
from kgbuild.extract.tagger.layers import Floats as Scores
from kgbuild.extract.tagger.learning import Plan
from kgbuild.extract.tagger.model import load_tagger
from kgbuild.extract.tagger.training import make_lessons, train_tagger
from kgbuild.vocabulary import load_vocabulary

_STRENGTH = {"roles": 0.08, "kinds": 0.2, "relations": 0.1}
_THRESHOLDS = tuple(step / 100 for step in range(14, 64, 2))
# An edge that is wrong three times in four is noise in a graph, whatever it does for F1.
_RELATION_THRESHOLDS = tuple(step / 100 for step in range(24, 64, 2))
_ANNOTATED_RELATION = {"basedOn": "extends", "outperforms": "outperforms", "partOf": "part_of"}


@dataclass(frozen=True, eq=False, slots=True)
class Example:
    """One annotated paper with the groups that the components found in it.

    Attributes:
        annotated: The paper.
        document: The same, read.
        keys: For each group found, the `match_key`s of its mentions.
        features: For each group, its distinct features.
        labels: Groups by `ROLES`: whether a reader lists the group so.
    """

    annotated: AnnotatedPaper
    document: Document
    keys: dict[Group, frozenset[str]]
    features: list[list[str]]
    labels: npt.NDArray[np.bool_]


def make_example(annotated: AnnotatedPaper, document: Document, proposers: Sequence[Proposer], scores: Scores) -> Example:
    """Return what the components find in an annotated paper, with its features.

    Args:
        annotated: The paper.
        document: The same, read.
        proposers: Find candidates.
        scores: Of a tagger that has not learned from this paper.
    """
    groups = find_groups(document, CueIndex(document), proposers, lambda _document, _candidates: scores)
    keys = {one: frozenset({match_key(document.text[start:end]) for start, end in one.spans} - {""}) for one in groups}
    labels = [[any(not keys[one].isdisjoint(thing) for thing in annotated.names[role]) for role in ROLES] for one in groups]
    return Example(
        annotated,
        document,
        keys,
        [sorted(set(present)) for present in groups.values()],
        np.array(labels, bool).reshape(-1, len(ROLES)),
    )


def count_role(examples: Sequence[Example], probabilities: Sequence[Floats], role: int, threshold: float) -> tuple[int, int, int]:
    """Return how many readings of a role are right, wrong and missed, as the annotation's own score counts them."""
    right = wrong = missed = 0
    for example, rows in zip(examples, probabilities, strict=True):
        gold = example.annotated.names[ROLES[role]]
        taken: set[int] = set()
        for reading in select(list(zip(example.keys, rows.tolist(), strict=True)), role, ROLES[role], threshold):
            hits = [number for number, thing in enumerate(gold) if not example.keys[reading.group].isdisjoint(thing)]
            taken.update([number for number in hits if number not in taken][:1])
            wrong += not hits
        right += len(taken)
        missed += len(gold) - len(taken)
    return right, wrong, missed


def learn_roles(examples: Sequence[Example], path: Path) -> tuple[list[Floats], list[tuple[float, float]]]:
    """Write the role model; return the held-out probabilities, and for each role F1 and threshold.

    Args:
        examples: To learn from.
        path: The file to write.
    """
    strength = _STRENGTH["roles"]
    probabilities = held_out([example.features for example in examples], [example.labels for example in examples], strength)
    chosen = [best_threshold(partial(count_role, examples, probabilities, role), _THRESHOLDS) for role in range(len(ROLES))]
    table, weights = fit(
        [row for example in examples for row in example.features],
        np.concatenate([example.labels for example in examples]),
        strength,
    )
    write_model(path, table.names, weights, [threshold for _, threshold in chosen])
    return probabilities, chosen


def learn_kinds(examples: Sequence[Example], path: Path) -> float:
    """Write the kind model; return the share of introduced things whose type it gives right when they are held out.

    Args:
        examples: To learn from.
        path: The file to write.
    """
    rows = [[present for _, present in _introduced(example)] for example in examples]
    labels = [
        np.array([[kind == one for one in KINDS] for kind, _ in _introduced(example)], bool).reshape(-1, len(KINDS))
        for example in examples
    ]
    guessed = np.concatenate(held_out(rows, labels, _STRENGTH["kinds"])).argmax(axis=1)
    right = np.concatenate(labels)[np.arange(len(guessed)), guessed]
    table, weights = fit([row for paper in rows for row in paper], np.concatenate(labels), _STRENGTH["kinds"])
    write_model(path, table.names, weights, [0.0] * len(KINDS))
    return float(right.mean())


def _introduced(example: Example) -> Iterator[tuple[str, list[str]]]:
    """Yield the type and the features of each group that the readers list as introduced."""
    listed = example.annotated.record["introduces"]
    for keys, present in zip(example.keys.values(), example.features, strict=True):
        for thing in listed:  # type: ignore[attr-defined]  # JSON
            if keys & {match_key(name) for name in (thing["name"], *thing["aliases"])}:
                yield str(thing["kind"]).capitalize(), present
                break


@dataclass(frozen=True, eq=False, slots=True)
class PairExample:
    """The pairs of things that were read in one paper.

    Attributes:
        pairs: The pairs.
        features: For each pair, its distinct features.
        states: For each pair and each of `RELATIONS`, the numbers of the relations stated that it is.
        labels: Pairs by `RELATIONS`: whether a reader states the relation.
        stated: For each of `RELATIONS`, how many the readers state.
    """

    pairs: list[ThingPair]
    features: list[list[str]]
    states: list[list[list[int]]]
    labels: npt.NDArray[np.bool_]
    stated: list[int]


def make_pair_example(example: Example, probabilities: Floats, thresholds: Sequence[float]) -> PairExample:
    """Return the pairs of what was read in a paper with probabilities that its own annotation did not shape.

    Args:
        example: The paper.
        probabilities: Groups by `ROLES`, held out.
        thresholds: For each role.
    """
    scored = list(zip(example.keys, probabilities.tolist(), strict=True))
    reader = RelationReader(example.document, select_all(scored, thresholds))
    pairs = reader.pairs()
    stated = [_stated(example.annotated, relation) for relation in RELATIONS]
    states = [[_states(pair, one, example.keys) for one in stated] for pair in pairs]
    return PairExample(
        pairs,
        [sorted(set(reader.features(pair))) for pair in pairs],
        states,
        np.array([[bool(numbers) for numbers in row] for row in states], bool).reshape(-1, len(RELATIONS)),
        [len(one) for one in stated],
    )


def _states(pair: ThingPair, stated: Sequence[tuple[Names, Names]], keys: Mapping[Group, Names]) -> list[int]:
    """Return the numbers of the stated relations whose ends bear a name of the pair's."""
    ours, theirs = keys[pair.subject], keys[pair.object]
    return [number for number, (s, o) in enumerate(stated) if not ours.isdisjoint(s) and not theirs.isdisjoint(o)]


def _stated(annotated: AnnotatedPaper, relation: str) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Return the pairs that the readers so relate, each side as all `match_key`s of the things that bear its name."""
    things = [thing for names in annotated.names.values() for thing in names]

    def keys(name: str) -> frozenset[str]:
        own = match_key(name)
        return frozenset({own}.union(*(thing for thing in things if own in thing)))

    stated = annotated.record["relations"]
    return [(keys(one["s"]), keys(one["o"])) for one in stated if one["p"] == _ANNOTATED_RELATION[relation]]  # type: ignore[attr-defined]  # JSON


def count_relation(
    examples: Sequence[PairExample], probabilities: Sequence[Floats], relation: int, threshold: float
) -> tuple[int, int, int]:
    """Return how many relations read are right, wrong and missed, as the annotation's own score counts them."""
    right = wrong = missed = 0
    for example, rows in zip(examples, probabilities, strict=True):
        taken: set[int] = set()
        for place, _ in select_pairs(example.pairs, rows.tolist(), relation, threshold):
            left = [number for number in example.states[place][relation] if number not in taken]
            taken.update(left[:1])
            wrong += not left
        right += len(taken)
        missed += example.stated[relation] - len(taken)
    return right, wrong, missed


def learn_relations(examples: Sequence[PairExample], path: Path) -> list[tuple[float, float]]:
    """Write the relation model; return for each relation F1 in cross-validation and threshold.

    Args:
        examples: To learn from.
        path: The file to write.
    """
    strength = _STRENGTH["relations"]
    probabilities = held_out([example.features for example in examples], [example.labels for example in examples], strength)
    labels = np.concatenate([example.labels for example in examples])
    chosen = [
        best_threshold(partial(count_relation, examples, probabilities, relation), _RELATION_THRESHOLDS)
        for relation in range(len(RELATIONS))
    ]
    table, weights = fit([row for example in examples for row in example.features], labels, strength)
    write_model(path, table.names, weights, [threshold for _, threshold in chosen])
    return chosen


def train(gold: Path, folder: Path, plan: Plan | None = None) -> dict[str, tuple[float, float]]:
    """Learn the models and write them.

    Args:
        gold: Annotated papers, JSON Lines.
        folder: Where to write `tagger.npz`, `held_out.npz`, `roles.json`, `kinds.json` and `relations.json`.
        plan: How the tagger learns.

    Returns:
        For each role and relation, F1 in cross-validation and threshold; for `kinds` the share that is right.
    """
    examples = make_examples(list(read_annotations(gold)), folder, plan)
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
    gold, folder = map(Path, sys.argv[1:3])
    chosen = train(gold, folder)
    for name, (score, threshold) in chosen.items():
        print(f"{name:18} F1 {score:.3f} at {threshold:.2f}")  # noqa: T201 - a command's output
    print(f"{'mean of roles':18} F1 {sum(chosen[role][0] for role in ROLES) / len(ROLES):.3f}")  # noqa: T201 - the same


if __name__ == "__main__":
    main()
