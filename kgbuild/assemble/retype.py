"""One class for a name that papers put into several: the classes of named systems overlap, and readers differ."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from kgbuild.assemble.lookup import ConceptIndex
from kgbuild.assemble.reading import Reading
from kgbuild.assemble.record import Name

_SYSTEMS = ("Model", "Method", "Tool")
_GROUNDED = (*_SYSTEMS, "Technique")


def retyped(
    readings: Mapping[Name, Reading], counts: Mapping[Name, int], allowed: Mapping[Name, frozenset[str]], index: ConceptIndex
) -> dict[Name, str]:
    """Return the class of each name, decided over the corpus.

    Model, Method and Tool are decided by the vocabulary, else by majority; Technique joins them only through the vocabulary. Names
    of all other classes stay what they are: a metric is never merged with a model by its spelling. A class that would break the
    range of a relation in which the name stands is never chosen.

    Args:
        readings: What each name says of itself.
        counts: In how many papers each name stands.
        allowed: The classes that each name's relations permit.
        index: The vocabulary's concepts.
    """
    groups: defaultdict[str, list[Name]] = defaultdict(list)
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, reading in readings.items():
        if name.type in _GROUNDED:
            groups[reading.main].append(name)
            for key in reading.keys:
                votes[key][name.type] += counts[name]
    types = {name: name.type for name in readings}
    for key, names in groups.items():
        known = [node_type for node_type in _GROUNDED if index.concept(node_type, key) is not None]
        candidates = known if len(known) == 1 else [] if known else _by_votes(votes[key])
        types.update(_settled(names, candidates, allowed))
    return types


def _by_votes(votes: Counter[str]) -> list[str]:
    present = [node_type for node_type in _SYSTEMS if votes[node_type]]
    return sorted(present, key=lambda node_type: -votes[node_type])


def _settled(names: list[Name], candidates: list[str], allowed: Mapping[Name, frozenset[str]]) -> dict[Name, str]:
    """Return the first candidate that suits all names; where none does, each name takes the first that it can."""
    movable = [name for name in names if name.type in _SYSTEMS]
    for node_type in candidates:
        if all(node_type in allowed.get(name, _GROUNDED) for name in movable):
            return dict.fromkeys(movable, node_type)
    fitting = {name: [node_type for node_type in candidates[:1] if node_type in allowed.get(name, _GROUNDED)] for name in movable}
    return {name: types[0] for name, types in fitting.items() if types}
