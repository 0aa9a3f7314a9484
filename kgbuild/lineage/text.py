"""A pedigree as a tree of text."""

from collections.abc import Iterator, Sequence

from kgbuild.lineage.pedigree import Pedigree, Relative, Row

_NOTES = {"": "", "above": "  ↑ drawn above", "cycle": "  ↻ circle"}
_CERTAIN = 0.995


def headline(member: Relative) -> str:
    """Return the line that names the root.

    Example:
        >>> headline(Relative("urn:b", "BERT", "Model", 2018, "BERT: Pre-training"))
        'BERT  Model  2018 · BERT: Pre-training'
    """
    return f"{_plain(member.label)}  {member.type}" + _origin(member)


def tree(pedigree: Pedigree, rows: Sequence[Row], width: int | None = None) -> Iterator[str]:
    r"""Yield one line a row of a tree, without its root.

    Args:
        pedigree: Knows who is who.
        rows: Its ancestors or its descendants.
        width: Where to cut a line, in characters; a cut line ends with "…".

    Example:
        >>> from kgbuild.lineage.pedigree import Tie
        >>> members = {name: Relative(name, name, "Model", None, None) for name in ("BERT", "RoBERTa", "XLM-R", "ALBERT")}
        >>> tie = Tie("", "", ("basedOn",), 0.66)
        >>> places = (("BERT", 0), ("RoBERTa", 1), ("XLM-R", 2), ("ALBERT", 1))
        >>> rows = tuple(Row(depth, name, tie if depth else None, "", 0) for name, depth in places)
        >>> print(*tree(Pedigree("BERT", members, (), (), rows, 0, ()), rows), sep="\n")
        ├── RoBERTa [0.66]
        │   └── XLM-R [0.66]
        └── ALBERT [0.66]
    """
    for row, branches in zip(rows[1:], _branches(rows[1:]), strict=True):
        line = branches + _entry(pedigree.members[row.iri], row)
        yield line if width is None or len(line) <= width else f"{line[: width - 1]}…"


def _branches(rows: Sequence[Row]) -> list[str]:
    """Return what is drawn left of each row; from below one knows at which levels more rows follow."""
    drawn: list[str] = []
    open_: set[int] = set()
    for row in reversed(rows):
        guides = "".join("│   " if level in open_ else "    " for level in range(1, row.depth))
        drawn.append(guides + ("├── " if row.depth in open_ else "└── "))
        open_ = {level for level in open_ if level < row.depth} | {row.depth}
    return drawn[::-1]


def _entry(member: Relative, row: Row) -> str:
    tie = row.tie
    variant = " (variant)" if tie and tie.relations == ("variantOf",) else ""
    sure = f" [{tie.confidence:.2f}]" if tie and tie.confidence < _CERTAIN else ""
    more = f"  … {row.hidden:,} more" if row.hidden else ""
    return f"{_plain(member.label)}{variant}{sure}{_NOTES[row.mark]}{more}" + ("" if row.mark else _origin(member))


def _origin(member: Relative) -> str:
    return "" if member.paper is None else f"  {member.year or 'year unknown'} · {_plain(member.paper)}"


def _plain(text: str) -> str:
    """Return a text in one line that cannot steer a terminal."""
    return "".join(character if character.isprintable() else " " for character in text).strip()
