"""One class for a name that papers put into several: the classes of named systems overlap, and readers differ."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from kgbuild.assemble.lookup import ConceptIndex
from kgbuild.assemble.reading import Reading
from kgbuild.assemble.record import Name
from kgbuild.assemble.usage import Usage

_SYSTEMS = ("Model", "Method", "Tool")
_GROUNDED = (*_SYSTEMS, "Technique")


def retyped(readings: Mapping[Name, Reading], usages: Mapping[Name, Usage], index: ConceptIndex) -> dict[Name, str]:
    """Return the class of each name, decided over the corpus.

    Model, Method and Tool are decided by the vocabulary, else by majority; Technique joins them only through the vocabulary. Names
    of all other classes stay what they are: a metric is never merged with a model by its spelling. A class that would break the
    range of a relation in which the name stands is never chosen.

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
        if len({name.type for name in names}) == 1 and index.concept(names[0].type, key) is not None:
            continue
        known = [node_type for node_type in _GROUNDED if index.concept(node_type, key) is not None]
        candidates = known if len(known) == 1 else [] if known else _by_votes(key, votes)
        types.update(_settled(names, candidates, usages))
    return types


def _by_votes(key: str, votes: Counter[tuple[str, str]]) -> list[str]:
    present = [node_type for node_type in _SYSTEMS if votes[key, node_type]]
    return sorted(present, key=lambda node_type: -votes[key, node_type])


def _settled(names: list[Name], candidates: list[str], usages: Mapping[Name, Usage]) -> dict[Name, str]:
    """Return the first candidate that suits all names; where none does, the first one for the names that it suits."""
    movable = [name for name in names if name.type in _SYSTEMS]
    for node_type in candidates:
        if all(usages[name].permits(node_type) for name in movable):
            return dict.fromkeys(movable, node_type)
    return {name: candidates[0] for name in movable if candidates and usages[name].permits(candidates[0])}
