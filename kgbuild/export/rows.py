"""Rows as lines of text: a whole frame is one join of constant and changing parts, so that no cell is formatted by itself."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kgbuild.export.frames import Cells
from kgbuild.export.tables import Column, ColumnType


class Lines:
    """Spells rows as text, absent cells left out.

    Args:
        columns: Of the table.
        item: Returns what stands before and after a column's cell in a line.

    Example:
        >>> lines = Lines([Column("name", "string"), Column("delta", "boolean")], lambda column: (f"<{column.name}>", ""))
        >>> lines([["urn:m", "urn:n"]], [["BERT", None], [False, True]], "%s: ", ". ")
        'urn:m: <name>BERT<delta>false. urn:n: <delta>true. '
    """

    def __init__(self, columns: Iterable[Column], item: Callable[[Column], tuple[str, str]]) -> None:
        self.columns = [(*item(column), column.type) for column in columns]
        self.spelled = _Spelled()

    def __call__(
        self, leading: Sequence[Cells], cells: Sequence[Cells], start: str, end: str, trailing: Sequence[Cells] = ()
    ) -> str:
        """Return a line for each row; texts are spelled already.

        Args:
            leading: Columns that go into `start`, each cell there.
            cells: Those of the table.
            start: How a line begins, with a `%s` for each leading column.
            end: How it ends, likewise with the columns of `trailing`.
            trailing: Columns that go into `end`, each cell there.
        """
        spelled, line = self.spelled, _Line(len(leading[0]))
        line.add_all(start, [spelled.texts(column) for column in leading])
        for (before, after, kind), column in zip(self.columns, cells, strict=True):
            values = spelled.all(column, kind)
            if all(values):  # far quicker than a comparison of each with None
                line.add(before, values, after)
            elif values.count(None) < len(values):
                line.add("", ["" if value is None else f"{before}{value}{after}" for value in values], "")
        line.add_all(end, [spelled.texts(column) for column in trailing])
        return line.joined()


class _Line:
    """Constant and changing parts of a line in turn."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.parts: list[Sequence[str]] = []
        self.constant = ""

    def add(self, before: str, column: Cells, after: str) -> None:
        if column and column[0] == column[-1] and column.count(column[0]) == len(column):  # it says the same in the whole frame
            self.constant += f"{before}{column[0]}{after}"
        else:
            self.parts += ([self.constant + before] * self.rows, column)
            self.constant = after

    def add_all(self, template: str, columns: Sequence[Cells]) -> None:
        first, *others = template.split("%s")
        self.constant += first
        for column, after in zip(columns, others, strict=True):
            self.add("", column, after)

    def joined(self) -> str:
        width = len(self.parts) + 1
        pieces = [self.constant] * (width * self.rows)
        for place, part in enumerate(self.parts):
            pieces[place::width] = part
        return "".join(pieces)


class _Spelled:
    """Numbers and truth values as XML and JSON have them, each spelled once: many are equal."""

    def __init__(self) -> None:
        self.integers, self.floats = _Numbers(), _Numbers()  # apart, for 1 and 1.0 are one key

    def all(self, column: Cells, kind: ColumnType) -> Cells:
        if kind == "string":
            return column
        if kind == "boolean":
            return [None if flag is None else "true" if flag else "false" for flag in column]
        return list(map((self.floats if kind == "double" else self.integers).__getitem__, column))

    def texts(self, column: Cells) -> Cells:
        """Return a column whose type the first cell tells."""
        first = column[0] if column else ""
        return self.all(column, "string" if isinstance(first, str) else "double" if isinstance(first, float) else "int")


_REMEMBERED = 1 << 16
"""Numbers that are kept spelled, so that the memory does not grow with the graph."""


class _Numbers(dict[Any, str | None]):
    def __init__(self) -> None:
        super().__init__({None: None})

    def __missing__(self, number: float) -> str | None:
        if len(self) >= _REMEMBERED:
            self.clear()
            self[None] = None
        spelled = self[number] = repr(number)
        return spelled
