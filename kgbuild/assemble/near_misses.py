"""What the linker kept apart although it is near: one spelling in two classes, one abbreviation of two things, a slip of a key."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from kgbuild.assemble.decisions import Decisions
from kgbuild.assemble.resolve import Linked, Resolution, Thing
from kgbuild.assemble.senses import Key
from kgbuild.assemble.spelling import spelling_key
from kgbuild.assemble.variants import families
from kgbuild.identifiers import name_key

APART = {
    "one letter": "their spellings differ by one letter",
    "no clear majority": "papers spell the abbreviation out in several ways",
    "case": "papers write the short form in another case than those that spell it out",
    "namesake": "the name is older, or coined by others, where it stands alone",
    "expansions": "they share an abbreviation, yet are spelled out in other words",
    "class": "they share a spelling, yet belong to different classes",
    "variant": "one is a size or version of the other",
    "decision": "the user says so",
}
"""Why things are kept apart, the nearest first."""

_ORDER = {reason: place for place, reason in enumerate(APART)}
_LEAST_LETTERS = 6
_MOST_ALIKE = 8


class NearMiss(NamedTuple):
    """Two things that could be taken for one.

    Attributes:
        type: Class of the first.
        name: Label of the first.
        other_type: Class of the second.
        other: Label of the second.
        reason: One of `APART`.
        support: How many papers speak of the one that fewer speak of.
    """

    type: str
    name: str
    other_type: str
    other: str
    reason: str
    support: int


def near_misses(linked: Linked, resolution: Resolution, decisions: Decisions | None = None) -> list[NearMiss]:
    """Return the things that were kept apart although they are near, the nearest first; each pair once.

    Args:
        linked: The groups of a corpus.
        resolution: What their names mean.
        decisions: What the user decided.
    """
    things = {group.key: resolution.things[group.names[0]] for group in linked.groups}
    papers = {things[group.key].iri: sum(linked.usages[name].papers for name in group.names) for group in linked.groups}
    found: dict[frozenset[str], NearMiss] = {}
    for one, other, reason in (
        *_decided(things.values(), decisions),
        *_unbound(linked, things, resolution),
        *_sharing(things.values()),
        *_variants(things.values(), resolution),
        *_slips(things.values()),
    ):
        if one.iri != other.iri:
            first, second = sorted((one, other), key=lambda thing: (thing.label, thing.type, thing.iri))
            support = min(papers[one.iri], papers[other.iri])
            miss = NearMiss(first.type, first.label, second.type, second.label, reason, support)
            found.setdefault(frozenset((one.iri, other.iri)), miss)
    return sorted(found.values(), key=lambda miss: (_ORDER[miss.reason], -miss.support, miss))


Pairs = Iterator[tuple[Thing, Thing, str]]


def _decided(things: Iterable[Thing], decisions: Decisions | None) -> Pairs:
    if decisions is None:
        return
    bearing: defaultdict[Key, list[Thing]] = defaultdict(list)
    for thing in things:
        for form in (thing.label, *thing.aliases):
            bearing[thing.type, name_key(form)].append(thing)
    for line in decisions.of("different"):
        for one in bearing[line.named]:
            for other in bearing[line.other_named]:
                yield one, other, "decision"


def _unbound(linked: Linked, things: dict[Key, Thing], resolution: Resolution) -> Pairs:
    for short, (sense, reason) in sorted(linked.senses.unbound.items()):
        alone = resolution.by_key.get(short)
        expanded = things.get(linked.senses.of_key(sense))
        if alone is not None and expanded is not None:
            yield alone, expanded, reason


def _sharing(things: Iterable[Thing]) -> Pairs:
    """Yield things that share a spelling: of one class under an abbreviation, or of several classes."""
    bearing: defaultdict[str, dict[str, Thing]] = defaultdict(dict)
    for thing in things:
        for form in (thing.label, *thing.aliases):
            bearing[spelling_key(form)][thing.iri] = thing
    for key in sorted(bearing):
        alike = sorted(bearing[key].values())
        for one, other in combinations(alike[:_MOST_ALIKE], 2):
            yield one, other, "expansions" if one.type == other.type else "class"


def _variants(things: Iterable[Thing], resolution: Resolution) -> Pairs:
    for thing in things:
        if thing.type == "Model":
            for family in families(thing.label):
                found = resolution.by_key.get(("Model", spelling_key(family)))
                if found is not None and found.iri != thing.iri:
                    yield thing, found, "variant"
                    break


def _slips(things: Iterable[Thing]) -> Pairs:
    """Yield things of one class whose labels differ by one letter: they share what is left when a letter goes.

    So each label is compared with few others (Garbe, 2012, symmetric delete spelling correction).
    """
    by_rest: defaultdict[tuple[str, str], dict[str, Thing]] = defaultdict(dict)
    for thing in things:
        key = spelling_key(thing.label)
        if len(key) >= _LEAST_LETTERS:
            for rest in {key, *(key[:place] + key[place + 1 :] for place, letter in enumerate(key) if letter.isalpha())}:
                by_rest[thing.type, rest][key] = thing
    for shared in sorted(by_rest):
        alike = by_rest[shared]
        for one, other in combinations(sorted(alike)[:_MOST_ALIKE], 2):
            if [letter for letter in one if letter.isdigit()] == [letter for letter in other if letter.isdigit()]:
                yield alike[one], alike[other], "one letter"
