"""Rows as lines of text: one template for a whole frame, so that a row costs one substitution."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kgbuild.export.frames import Cells
from kgbuild.export.tables import Column


class Lines:
    """Spells rows as text, absent cells left out.

    Args:
        columns: Of the table.
        item: Returns how a column's cell stands in a line: text with one `%s` where the value goes, and `%%` for a percent sign.

    Example:
        >>> lines = Lines([Column("name", "string"), Column("delta", "boolean")], lambda column: f"<{column.name}>%s")
        >>> lines([["urn:m", "urn:n"]], [["BERT", None], [False, True]], "%s: ", ". ")
        'urn:m: <name>BERT<delta>false. urn:n: <delta>true. '
    """

    def __init__(self, columns: Iterable[Column], item: Callable[[Column], str]) -> None:
        self.columns = [(item(column), _SPELLED.get(column.type)) for column in columns]

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
        template, filled = [start], list(leading)
        for (item, spelled), column in zip(self.columns, cells, strict=True):
            values = list(map(spelled().__getitem__, column)) if spelled else column
            absent = values.count(None)
            if not absent:
                template.append(item)
                filled.append(values)
            elif absent < len(values):
                template.append("%s")
                filled.append(["" if value is None else item % value for value in values])
        template.append(end)
        filled += trailing
        return "".join(map("".join(template).__mod__, zip(*filled, strict=True)))


class _Numbers(dict[float | None, str | None]):
    """Numbers as text, each spelled once: in a column many are equal, and spelling the shortest decimals takes long."""

    def __missing__(self, number: float | None) -> str | None:
        spelled = self[number] = None if number is None else repr(number)
        return spelled


class _Flags(dict[bool | None, str | None]):
    """Truth values as XML and JSON have them."""

    def __missing__(self, flag: bool | None) -> str | None:  # noqa: FBT001 - the value itself
        return None if flag is None else "true" if flag else "false"


_SPELLED: dict[str, Callable[[], dict[Any, str | None]]] = {"boolean": _Flags, "double": _Numbers}
