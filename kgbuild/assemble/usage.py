"""How a corpus uses each name: the aggregated counts that resolution works on, which parts of a corpus can add up in any order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kgbuild.assemble.fitting import USES
from kgbuild.assemble.record import Name, Record
from kgbuild.identifiers import name_key
from kgbuild.vocabulary import Vocabulary


class Usage(NamedTuple):
    """How papers use one name.

    Attributes:
        papers: How many papers use it.
        introduced: How many of them introduce what it names.
        first_year: Year of the earliest of them, where known.
        classes: The classes that the relations in which it stands permit; None if they permit all.
        uses: The same, where a paper's use of a thing may be said by the relation that suits the thing's class.
        beside: Other classes under which one of these papers puts the same name.
    """

    papers: int = 1
    introduced: int = 0
    first_year: int | None = None
    classes: frozenset[str] | None = None
    uses: frozenset[str] | None = None
    beside: frozenset[str] = frozenset()

    def joined(self, other: "Usage") -> "Usage":
        """Return the usage in two parts of a corpus together.

        Example:
            >>> both = Usage(2, 1, 2020).joined(Usage(1, 0, 2019))
            >>> both.papers, both.introduced, both.first_year
            (3, 1, 2019)
        """
        years = [year for year in (self.first_year, other.first_year) if year is not None]
        return Usage(
            self.papers + other.papers,
            self.introduced + other.introduced,
            min(years, default=None),
            _both(self.classes, other.classes),
            _both(self.uses, other.uses),
            self.beside | other.beside,
        )

    def permits(self, node_type: str) -> bool:
        """Tell whether the relations permit a class as they stand."""
        return self.classes is None or node_type in self.classes

    def suits(self, node_type: str) -> bool:
        """Tell whether the relations permit a class, were uses said by the relation that suits it."""
        return self.uses is None or node_type in self.uses


def _both(ours: frozenset[str] | None, theirs: frozenset[str] | None) -> frozenset[str] | None:
    return ours if theirs is None else theirs if ours is None else ours & theirs


Usages = dict[Name, Usage]
_Role = tuple[str, int]
"""A relation, and the end of it at which a name stands: 0 or 1."""


def usages(records: Mapping[str, Record], vocabulary: Vocabulary) -> Usages:
    """Count how the papers of a corpus, or of a part of it, use names.

    Args:
        records: By the IRI of their paper.
        vocabulary: Knows domain and range of the relations.
    """
    ends = {name: (frozenset(relation.domain), frozenset(relation.range)) for name, relation in vocabulary.relations.items()}
    wider = {name: (ends[name][0], ends[name][1] | frozenset(USES)) for name in USES.values() if name in ends}
    tallies: defaultdict[Name, _Tally] = defaultdict(_Tally)
    for iri, record in records.items():
        _count(record, record.nodes[iri].first_year, tallies)
    return {name: tally.usage(ends, ends | wider) for name, tally in tallies.items()}


def merge_usages(total: Usages, others: Mapping[Name, Usage]) -> None:
    """Add the usages of another part of the corpus, one that has none of the papers of the first.

    Args:
        total: Changed in place.
        others: Left as they are.
    """
    for name, usage in others.items():
        total[name] = total[name].joined(usage) if name in total else usage


_Ends = Mapping[str, tuple[frozenset[str], frozenset[str]]]


@dataclass(slots=True)
class _Tally:
    """A usage that is being counted."""

    papers: int = 0
    introduced: int = 0
    first_year: int | None = None
    roles: set[_Role] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)

    def usage(self, ends: _Ends, wider: _Ends) -> Usage:
        permitted = _permitted(self.roles, ends), _permitted(self.roles, wider)
        return Usage(self.papers, self.introduced, self.first_year, *permitted, frozenset(self.beside))


def _count(record: Record, year: int | None, tallies: defaultdict[Name, _Tally]) -> None:
    keys = {name: name_key(name.name) for name in record.names}
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for name, key in keys.items():
        alike[key].add(name.type)
    for name, key in keys.items():
        tally = tallies[name]
        tally.papers += 1
        if year is not None and (tally.first_year is None or year < tally.first_year):
            tally.first_year = year
        if len(alike[key]) > 1:
            tally.beside |= alike[key] - {name.type}
    introduced = set()
    for statement in record.statements:
        for place, end in enumerate((statement.subject, statement.object)):
            if isinstance(end, Name):
                tallies[end].roles.add((statement.predicate, place))
                if statement.predicate == "introduces":
                    introduced.add(end)
    for name in introduced:
        tallies[name].introduced += 1


def _permitted(roles: Iterable[_Role], ends: _Ends) -> frozenset[str] | None:
    """Return the classes that all relations permit, None where none says anything."""
    classes = [ends[predicate][place] for predicate, place in roles if predicate in ends]
    return frozenset.intersection(*classes) if classes else None
