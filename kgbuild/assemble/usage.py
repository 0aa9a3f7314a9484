"""How a corpus uses each name: the aggregated counts that resolution works on, which parts of a corpus can add up in any order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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


def usages(records: Mapping[str, Record], vocabulary: Vocabulary) -> Usages:
    """Count how the papers of a corpus, or of a part of it, use names.

    Args:
        records: By the IRI of their paper.
        vocabulary: Knows domain and range of the relations.
    """
    ends = {name: (frozenset(relation.domain), frozenset(relation.range)) for name, relation in vocabulary.relations.items()}
    wider = {name: (ends[name][0], ends[name][1] | frozenset(USES)) for name in USES.values() if name in ends}
    total: Usages = {}
    for iri, record in records.items():
        merge_usages(total, _of_paper(record, record.nodes[iri].first_year, ends, ends | wider))
    return total


_Ends = Mapping[str, tuple[frozenset[str], frozenset[str]]]


def _of_paper(record: Record, year: int | None, ends: _Ends, wider: _Ends) -> Iterator[tuple[Name, Usage]]:
    classes, uses = _classes(record, ends), _classes(record, wider)
    introduced = {statement.object for statement in record.statements if statement.predicate == "introduces"}
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for name in record.names:
        alike[name_key(name.name)].add(name.type)
    for name in record.names:
        beside = frozenset(alike[name_key(name.name)] - {name.type})
        yield name, Usage(1, int(name in introduced), year, classes.get(name), uses.get(name), beside)


def merge_usages(total: Usages, others: Iterable[tuple[Name, Usage]]) -> None:
    """Add the usages of another part of the corpus.

    Args:
        total: Changed in place.
        others: Names and their usages.
    """
    for name, usage in others:
        total[name] = total[name].joined(usage) if name in total else usage


def _classes(record: Record, ends: _Ends) -> dict[Name, frozenset[str]]:
    classes: dict[Name, frozenset[str]] = {}
    for statement in record.statements:
        if statement.predicate in ends:
            for end, permitted in zip((statement.subject, statement.object), ends[statement.predicate], strict=True):
                if isinstance(end, Name):
                    classes[end] = classes.get(end, permitted) & permitted
    return classes
