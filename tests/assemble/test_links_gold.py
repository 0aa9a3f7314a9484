"""Linking against pairs that a person judged.

`links_gold_corpus.tsv` is from papers that nobody tuned to, `links_gold_hostile.tsv` was thought up without a look at the rules.

Each side of a pair is what one paper calls a thing; `|` parts the spellings of that paper, the name first. All papers are linked as
one corpus, with the shipped vocabulary.
"""

import csv
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

from kgbuild.assemble.record import Name
from kgbuild.assemble.resolve import Resolution, resolve
from kgbuild.assemble.usage import Usage
from kgbuild.identifiers import Identifiers
from kgbuild.vocabulary import load_vocabulary

GOLD = ("links_gold.tsv", "links_gold_corpus.tsv", "links_gold_hostile.tsv")


class Pair(NamedTuple):
    """Two names and whether they mean one thing."""

    one: Name
    other: Name
    same: bool
    kind: str


def name(forms: str, node_type: str) -> Name:
    """Return what a paper calls a thing."""
    spelled = forms.split("|")
    return Name(node_type, spelled[0], tuple(sorted(spelled)))


@pytest.fixture(scope="module", params=GOLD)
def pairs(request: pytest.FixtureRequest) -> list[Pair]:
    """All judged pairs of a set."""
    with Path(__file__).with_name(request.param).open(encoding="utf-8") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Pair(name(row["name_a"], row["type_a"]), name(row["name_b"], row["type_b"]), row["verdict"] == "same", row["kind"])
            for row in rows
        ]


@pytest.fixture(scope="module")
def resolution(pairs: list[Pair]) -> Resolution:
    """What the names of all pairs mean, each side of a pair being another paper."""
    counts = Counter(side for pair in pairs for side in (pair.one, pair.other))
    return resolve({side: Usage(papers) for side, papers in counts.items()}, load_vocabulary(), Identifiers())


def clusters(pairs: list[Pair]) -> dict[Name, Name]:
    """Return the gold cluster of each name: names that pairs declare the same, step by step."""
    parent: dict[Name, Name] = {}

    def root(side: Name) -> Name:
        while parent.setdefault(side, side) != side:
            side = parent[side]
        return side

    for pair in pairs:
        one, other = root(pair.one), root(pair.other)
        if pair.same:
            parent[one] = other
    return {side: root(side) for side in parent}


def b_cubed(system: dict[Name, str], gold: dict[Name, Name]) -> tuple[float, float]:
    """Return B-cubed precision and recall (Bagga and Baldwin, 1998)."""
    by_system, by_gold = defaultdict(set), defaultdict(set)
    for side in gold:
        by_system[system[side]].add(side)
        by_gold[gold[side]].add(side)
    shared = {side: len(by_system[system[side]] & by_gold[gold[side]]) for side in gold}
    precision = sum(shared[side] / len(by_system[system[side]]) for side in gold) / len(gold)
    recall = sum(shared[side] / len(by_gold[gold[side]]) for side in gold) / len(gold)
    return precision, recall


def judged(pairs: list[Pair], resolution: Resolution) -> dict[tuple[bool, str], list[tuple[Pair, bool]]]:
    """Return the pairs by verdict and kind, each with whether resolution agrees."""
    found: dict[tuple[bool, str], list[tuple[Pair, bool]]] = defaultdict(list)
    for pair in pairs:
        linked = resolution.things[pair.one] is resolution.things[pair.other]
        found[pair.same, pair.kind].append((pair, linked == pair.same))
    return found


def test_gold_set_is_sound(pairs: list[Pair]) -> None:
    """The set is large enough, has no pair twice, and contradicts itself nowhere."""
    gold = clusters(pairs)
    assert sum(pair.same for pair in pairs) >= 60
    assert sum(not pair.same for pair in pairs) >= 55
    assert len({frozenset((pair.one, pair.other)) for pair in pairs}) == len(pairs)
    assert [pair for pair in pairs if not pair.same and gold[pair.one] == gold[pair.other]] == []


def test_kinds_of_variation(pairs: list[Pair], resolution: Resolution) -> None:
    """No kind of variation with more than a few pairs is lost, and pairs to be kept apart are nearly all apart."""
    for (same, kind), judgements in judged(pairs, resolution).items():
        right = sum(agrees for _, agrees in judgements)
        if len(judgements) >= 4:
            assert right >= (0.75 if same else 0.9) * len(judgements), (kind, [pair for pair, agrees in judgements if not agrees])


def test_b_cubed(pairs: list[Pair], resolution: Resolution) -> None:
    """Over the whole set precision is at least .97 and recall at least .90."""
    precision, recall = b_cubed({side: thing.iri for side, thing in resolution.things.items()}, clusters(pairs))
    assert precision >= 0.97
    assert recall >= 0.90
