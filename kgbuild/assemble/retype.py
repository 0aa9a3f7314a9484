"""One class for a name that papers put into several: the classes of named systems overlap, and readers differ."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kgbuild.assemble.abbreviation import begins_expansion, expands
from kgbuild.assemble.lookup import ConceptIndex
from kgbuild.assemble.reading import Reading
from kgbuild.assemble.record import Name
from kgbuild.assemble.usage import Usage
from kgbuild.vocabulary import Concept

_SYSTEMS = ("Model", "Method", "Tool")
_VOTING = (*_SYSTEMS, "Technique")
_GROUNDED = (*_VOTING, "Architecture")
_OTHERS = {"Technique": frozenset(_SYSTEMS), **dict.fromkeys(_SYSTEMS, frozenset(("Technique",)))}
_SHORT = 5


def retyped(readings: Mapping[Name, Reading], usages: Mapping[Name, Usage], index: ConceptIndex) -> dict[Name, str]:
    """Return the class of each name, decided over the corpus.

    Where the vocabulary knows a spelling in one of Model, Method, Tool, Technique and Architecture only, a Model, Method or Tool of
    that name belongs there, and an Architecture if that is one of the three; where it knows it in several, each name keeps its own;
    where it knows none, the majority of Model, Method and Tool decides. Technique votes too where more than the spelling says that
    it is one thing: a paper that puts it into both classes, or a name that is no mere abbreviation. All other classes stay: a
    metric is never merged with a model by its spelling, nor a technique with an architecture. A class that would break the range of
    a relation in which the name stands is never chosen.

    Args:
        readings: What each name says of itself.
        usages: How the papers use each name.
        index: The vocabulary's concepts.
    """
    groups: defaultdict[str, list[Name]] = defaultdict(list)
    votes: Counter[tuple[str, str]] = Counter()
    for name, reading in readings.items():
        if name.type in _GROUNDED:
            groups[reading.main].append(name)
            for key in reading.keys:
                votes[key, name.type] += usages[name].papers
    types = {name: name.type for name in readings}
    for key, names in groups.items():
        known = [node_type for node_type in _GROUNDED if index.concept(node_type, key) is not None]
        if len({name.type for name in names}) == 1 and known == [names[0].type]:
            continue
        if len(known) == 1:
            strangers = [name for name in names if not _is_grounded(name, readings[name], index)]
            homes = [(name, _home(name, readings[name], index) or known[0]) for name in strangers]
            types.update((name, home) for name, home in homes if _may_become(name, home, usages[name]))
        elif not known:
            voters = _voters(names, usages)
            types.update(_elected(key, [name for name in names if name.type in voters], voters, votes, usages))
    return types


def _is_grounded(name: Name, reading: Reading, index: ConceptIndex) -> bool:
    """Tell whether the vocabulary knows a name in the class that it has, by a spelling that the paper spells out no other way."""
    concepts = [index.concept(name.type, key) for key in reading.keys]
    if not reading.longs:
        concepts.append(index.at(name.concept, name.type))
    return any(concept is not None and _agrees(name, concept) for concept in concepts)


def _agrees(name: Name, concept: Concept) -> bool:
    longs = [long for long in name.forms if any(expands(short, long) for short in name.forms)]
    known = [long for long in concept.names if any(expands(short, long) for short in concept.names)]
    return not longs or not known or any(begins_expansion(long, other) for long in longs for other in known)


def _home(name: Name, reading: Reading, index: ConceptIndex) -> str | None:
    """Return the class of the one known system that a paper's own abbreviation names: the method "masked autoencoder (MAE)"."""
    concepts = {node_type: [index.concept(node_type, short) for short in reading.shorts] for node_type in _SYSTEMS}
    homes = [node_type for node_type, found in concepts.items() if any(one is not None and _agrees(name, one) for one in found)]
    return homes[0] if len(homes) == 1 else None


def _may_become(name: Name, node_type: str, usage: Usage) -> bool:
    if name.type in _SYSTEMS or (name.type == "Architecture" and node_type in _SYSTEMS):
        return usage.suits(node_type)
    return name.type == "Technique" and node_type in _SYSTEMS and usage.permits(node_type)


def _voters(names: Iterable[Name], usages: Mapping[Name, Usage]) -> tuple[str, ...]:
    """Return the classes among which the majority of papers decides."""
    voting = [name for name in names if name.type in _VOTING]
    surely_one = any(not _is_short(name.name) or usages[name].beside & _OTHERS[name.type] for name in voting)
    return _VOTING if surely_one else _SYSTEMS


def _is_short(name: str) -> bool:
    return len(name) <= _SHORT and " " not in name


def _elected(
    key: str, names: list[Name], voters: Iterable[str], votes: Mapping[tuple[str, str], int], usages: Mapping[Name, Usage]
) -> dict[Name, str]:
    """Return the class with most papers that suits all names; where none does, the first one for the names that it suits."""
    present = [node_type for node_type in voters if votes.get((key, node_type))]
    candidates = sorted(present, key=lambda node_type: -votes[key, node_type])
    for node_type in candidates:
        if all(usages[name].permits(node_type) for name in names):
            return dict.fromkeys(names, node_type)
    return {name: candidates[0] for name in names if candidates and usages[name].permits(candidates[0])}
