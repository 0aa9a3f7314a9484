"""The distinct papers of a corpus, each made of its records when it is asked for."""

from array import array
from collections.abc import Mapping, Sequence
from typing import overload

from kgbuild.models import Paper
from kgbuild.sources.merging import merge
from kgbuild.sources.shelf import PaperShelf


class Places:
    """Where each record was read first, in twelve bytes for each.

    Example:
        >>> from kgbuild.models import Origin
        >>> places = Places()
        >>> places.add(Paper(title="BERT", sources=(Origin(file="b", line=2), Origin(file="a", line=9))))
        >>> places.first([0])
        ('a', 9)
    """

    def __init__(self) -> None:
        self._files: dict[str, int] = {}
        self._numbers = array("I")
        self._lines = array("Q")
        self._names: list[str] = []

    def add(self, paper: Paper) -> None:
        """Note the place of the next record."""
        file, line = min(((origin.file, origin.line) for origin in paper.sources), default=("", 0))
        number = self._files.setdefault(file, len(self._names))
        if number == len(self._names):
            self._names.append(file)
        self._numbers.append(number)
        self._lines.append(line)

    def first(self, records: Sequence[int]) -> tuple[str, int]:
        """Return file and line of the first of some records, by name of file and line."""
        return min((self._names[self._numbers[record]], self._lines[record]) for record in records)


class DistinctPapers(Sequence[Paper]):
    """Papers in some order, of which none is in memory: each is merged from its records on the shelf when it is asked for.

    Equal to another, or to a tuple or list, if the papers are, in order.

    Args:
        shelf: The records.
        groups: For each paper, its records' numbers.
        names: The id of a paper, by its first record, where it is not the one that the records have.
        places: Where the records were read.
    """

    def __init__(self, shelf: PaperShelf, groups: Sequence[Sequence[int]], names: Mapping[int, str], places: Places) -> None:
        self._shelf = shelf
        self._groups = groups
        self._names = names
        self._places = places

    def __len__(self) -> int:
        return len(self._groups)

    @overload
    def __getitem__(self, number: int) -> Paper: ...

    @overload
    def __getitem__(self, number: slice) -> "DistinctPapers": ...

    def __getitem__(self, number: int | slice) -> "Paper | DistinctPapers":
        if isinstance(number, slice):
            return self._ordered(self._groups[number])
        group = self._groups[number]
        paper = merge([self._shelf[record] for record in group])
        name = self._names.get(group[0])
        return paper.model_copy(update={"id": name}) if name else paper

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DistinctPapers | tuple | list):
            return NotImplemented
        return len(self) == len(other) and all(one == another for one, another in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # papers are compared by reading them: too slow for a key

    def __repr__(self) -> str:
        return f"<{len(self):,} papers>"

    @property
    def records(self) -> int:
        """How many records the papers were made of, those of papers that are not in this sequence included."""
        return len(self._shelf)

    def by_source(self) -> "DistinctPapers":
        """Return the same papers in the order of the places where they were first read."""
        return self._ordered(sorted(self._groups, key=self._places.first))

    def _ordered(self, groups: Sequence[Sequence[int]]) -> "DistinctPapers":
        return DistinctPapers(self._shelf, groups, self._names, self._places)
