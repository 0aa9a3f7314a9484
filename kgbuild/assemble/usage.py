"""How a corpus uses each name: the aggregated counts that resolution works on, which parts of a corpus can add up in any order."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kgbuild.assemble.record import Name, Record
from kgbuild.vocabulary import Vocabulary


class Usage(NamedTuple):
    """How papers use one name.

    Attributes:
        papers: How many papers use it.
        introduced: How many of them introduce what it names.
        first_year: Year of the earliest of them, where known.
        classes: The classes that the relations in which it stands permit; None if they permit all.
    """

    papers: int = 1
    introduced: int = 0
    first_year: int | None = None
    classes: frozenset[str] | None = None

    def joined(self, other: "Usage") -> "Usage":
        """Return the usage in two parts of a corpus together.

        Example:
            >>> Usage(2, 1, 2020).joined(Usage(1, 0, 2019))
            Usage(papers=3, introduced=1, first_year=2019, classes=None)
        """
        years = [year for year in (self.first_year, other.first_year) if year is not None]
        classes = self.classes if other.classes is None else other.classes if self.classes is None else self.classes & other.classes
        return Usage(self.papers + other.papers, self.introduced + other.introduced, min(years, default=None), classes)

    def permits(self, node_type: str) -> bool:
        """Tell whether the relations permit a class."""
        return self.classes is None or node_type in self.classes


Usages = dict[Name, Usage]


def usages(records: Mapping[str, Record], vocabulary: Vocabulary) -> Usages:
    """Count how the papers of a corpus, or of a part of it, use names.

    Args:
        records: By the IRI of their paper.
        vocabulary: Knows domain and range of the relations.
    """
    ends = {name: (frozenset(relation.domain), frozenset(relation.range)) for name, relation in vocabulary.relations.items()}
    total: Usages = {}
    for iri, record in records.items():
        year = record.nodes[iri].first_year
        classes = _classes(record, ends)
        introduced = {statement.object for statement in record.statements if statement.predicate == "introduces"}
        merge_usages(total, ((name, Usage(1, int(name in introduced), year, classes.get(name))) for name in record.names))
    return total


def merge_usages(total: Usages, others: Iterable[tuple[Name, Usage]]) -> None:
    """Add the usages of another part of the corpus.

    Args:
        total: Changed in place.
        others: Names and their usages.
    """
    for name, usage in others:
        total[name] = total[name].joined(usage) if name in total else usage


def _classes(record: Record, ends: Mapping[str, tuple[frozenset[str], frozenset[str]]]) -> dict[Name, frozenset[str]]:
    classes: dict[Name, frozenset[str]] = {}
    for statement in record.statements:
        if statement.predicate in ends:
            for end, permitted in zip((statement.subject, statement.object), ends[statement.predicate], strict=True):
                if isinstance(end, Name):
                    classes[end] = classes.get(end, permitted) & permitted
    return classes
