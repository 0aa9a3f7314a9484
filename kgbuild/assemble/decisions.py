"""A user's decisions about names, one a line of `links.tsv`: what is the same, what is not, what to call it, what class it has."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from kgbuild.errors import LinkError
from kgbuild.identifiers import name_key

COLUMNS = ("decision", "type", "name", "other", "note")
VERDICTS = ("same", "different", "rename", "retype")
CLASSES = ("Architecture", "Dataset", "Method", "Metric", "Model", "Task", "Technique", "Tool")
"""Classes whose names can be decided about; domains are a closed scheme."""

Named = tuple[str, str]
"""A class and the `name_key` of a name."""


class Decision(NamedTuple):
    """One line of a user's file.

    Attributes:
        verdict: `same`, `different`, `rename` or `retype`.
        type: The class of the thing: once all are retyped, or, of a `retype`, before.
        name: Any of its spellings.
        other: The other thing's spelling, the new label, or the new class.
        line: Where it stands, from 1.
    """

    verdict: str
    type: str
    name: str
    other: str
    line: int

    @property
    def named(self) -> Named:
        """The thing that is decided about."""
        return self.type, name_key(self.name)

    @property
    def other_named(self) -> Named:
        """The other thing of a `same` or `different`."""
        return self.type, name_key(self.other)


@dataclass(frozen=True)
class Decisions:
    """A user's decisions, checked: none contradicts another.

    Attributes:
        file: The file's name, for messages.
        text: What it holds; line ends are plain newlines.
        lines: The decisions, in the order of the file, which does not matter.
    """

    file: str
    text: str
    lines: tuple[Decision, ...]

    @classmethod
    def read(cls, path: Path) -> "Decisions":
        """Read and check a file.

        Args:
            path: Tab-separated text in UTF-8 whose first line names the columns.

        Raises:
            LinkError: If it cannot be read, breaks the format or contradicts itself; the message names file and line.
        """
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            raise LinkError(f"no file {path}: check the path, or begin one with the line {' <tab> '.join(COLUMNS)}") from None
        except UnicodeDecodeError:
            raise LinkError(f"{path} is no text in UTF-8: save it as UTF-8") from None
        return cls.parse(text, path.name)

    @classmethod
    def parse(cls, text: str, file: str) -> "Decisions":
        r"""Check the text of a file.

        Args:
            text: Tab-separated lines, the first with the names of the columns.
            file: The file's name, for messages.

        Raises:
            LinkError: If it breaks the format or contradicts itself; the message names file and line.

        Example:
            >>> text = "decision\ttype\tname\tother\nsame\tModel\tGPT-Neo\tGPTNeo\nrename\tModel\tGPTNeo\tGPT-Neo\n"
            >>> [decision.verdict for decision in Decisions.parse(text, "links.tsv").lines]
            ['same', 'rename']
        """
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        lines = tuple(_lines(text, file))
        decisions = cls(file, text, lines)
        decisions._check()
        return decisions

    def of(self, verdict: str) -> Iterator[Decision]:
        """Yield the decisions of one kind."""
        return (line for line in self.lines if line.verdict == verdict)

    @cached_property
    def clusters(self) -> Mapping[Named, Named]:
        """The first name of each cluster of names that are the same, by every name of a `same` or `different`."""
        parent: dict[Named, Named] = {}

        def root(named: Named) -> Named:
            while parent.setdefault(named, named) != named:
                named = parent[named]
            return named

        for line in self.lines:
            if line.verdict == "same":
                first, second = sorted((root(line.named), root(line.other_named)))
                parent[second] = first
            elif line.verdict == "different":
                root(line.named), root(line.other_named)
        return {named: root(named) for named in sorted(parent)}

    @cached_property
    def apart(self) -> frozenset[frozenset[Named]]:
        """Pairs of clusters that are not to be joined."""
        pairs = ((self.clusters[line.named], self.clusters[line.other_named]) for line in self.of("different"))
        return frozenset(map(frozenset, pairs))

    def cluster(self, named: Named) -> Named:
        """Return the first name of a name's cluster; the name itself where nothing is decided."""
        return self.clusters.get(named, named)

    def _check(self) -> None:
        for line in self.of("different"):
            if self.cluster(line.named) == self.cluster(line.other_named):
                said = min(same.line for same in self.of("same") if self.cluster(same.named) == self.cluster(line.named))
                raise LinkError(
                    f"{self.file}:{line.line}: {line.name!r} and {line.other!r} are to differ, yet are the same by line {said}"
                    " and those it links to: keep one"
                )
        self._check_once("rename", "label")
        self._check_once("retype", "class")
        self._check_classes()

    def _check_once(self, verdict: str, what: str) -> None:
        """No thing gets two labels, or two classes."""
        given: dict[Named, Decision] = {}
        for line in sorted(self.of(verdict), key=lambda line: line.line):
            earlier = given.setdefault(self.cluster(line.named), line)
            if earlier.other != line.other:
                raise LinkError(
                    f"{self.file}:{line.line}: {line.name!r} gets the {what} {line.other!r}, yet {earlier.other!r} by line"
                    f" {earlier.line}: keep one"
                )

    def _check_classes(self) -> None:
        """No decision speaks of a thing under the class that it is retyped from, or that it gives back."""
        gone = {line.named: line for line in self.of("retype")}
        for line in self.lines:
            pairs = [(line.named, line.name)]
            if line.verdict == "retype":
                pairs = [((line.other, line.named[1]), line.name)]
            elif line.verdict != "rename":
                pairs.append((line.other_named, line.other))
            for named, name in pairs:
                if named in gone:
                    retype = gone[named]
                    mend = "remove one" if line.verdict == "retype" else f"write {retype.other} here"
                    raise LinkError(
                        f"{self.file}:{line.line}: {name!r} is no {named[0]} any more, but a {retype.other} by line"
                        f" {retype.line}: {mend}"
                    )


def _lines(text: str, file: str) -> Iterator[Decision]:
    rows = (line.split("\t") for line in text.split("\n"))
    header = [cell.strip() for cell in next(rows)]
    missing = [column for column in COLUMNS[:4] if column not in header]
    if missing or len(set(header)) != len(header) or not set(header) <= set(COLUMNS):
        raise LinkError(f"{file}:1: the first line names the columns {', '.join(COLUMNS)}, each once, with tabs between: mend it")
    for number, row in enumerate(rows, 2):
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0].startswith("#"):
            continue
        if len(cells) > len(header):
            raise LinkError(f"{file}:{number}: {len(cells)} cells under {len(header)} columns: remove a tab")
        given: defaultdict[str, str] = defaultdict(str, zip(header, cells, strict=False))
        decision = Decision(given["decision"], given["type"], given["name"], given["other"], number)
        for problem in _problems(decision):
            raise LinkError(f"{file}:{number}: {problem}")
        yield decision


def _problems(decision: Decision) -> Iterator[str]:
    if decision.verdict not in VERDICTS:
        yield f"{decision.verdict!r} is no decision: write one of {_listed(VERDICTS)}"
    if decision.type not in CLASSES:
        yield f"{decision.type!r} is no class to decide about: write one of {_listed(CLASSES)}"
    for column, value in (("name", decision.name), ("other", decision.other)):
        if not value:
            yield f"the column {column} is empty: fill it or remove the line"
    if decision.verdict == "retype" and decision.other not in CLASSES:
        yield f"{decision.other!r} is no class that a thing can get: write one of {_listed(CLASSES)}"
    if decision.verdict == "retype" and decision.other == decision.type:
        yield f"{decision.name!r} has the class {decision.type} already by the same line: name another or remove the line"
    if decision.verdict in {"same", "different"} and decision.named == decision.other_named:
        yield f"{decision.name!r} and {decision.other!r} are one spelling (case, spaces and hyphens do not count): remove the line"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(values)
