"""The graph as two CSV tables (RFC 4180), for spreadsheets, pandas, R and Gephi's import of spreadsheets."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, BinaryIO

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export import Member
from kgbuild.export.frames import Cells, Frame, Spell, edge_frames, node_frames
from kgbuild.export.tables import Column, edge_columns, node_columns
from kgbuild.export.texts import all_legal

_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What makes a spreadsheet take a cell for a formula, also in full width (OWASP, CSV Injection)."""


def csv_files(graph: KnowledgeGraph, *, raw: bool = False) -> Iterator[Member]:
    r"""Yield `nodes.csv` and `edges.csv`, in UTF-8; texts are quoted, what is unknown is empty and unquoted.

    A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV Injection); numbers are numbers.

    Args:
        graph: What to write; it is not changed.
        raw: Leave such texts as they are, for programs.

    Example:
        >>> import io
        >>> from kgbuild.assemble.graph import Node
        >>> graph, stream = KnowledgeGraph(), io.BytesIO()
        >>> graph.add_node(Node("urn:m", "Model", "=1+1"))
        >>> dict(csv_files(graph))["nodes.csv"](stream)
        >>> stream.getvalue().splitlines()[1].decode()
        '"urn:m","\'=1+1","Model",,,1,,,0,1.0,1,"\'=1+1"'
    """
    spell = quoted if raw else _safe
    yield "nodes.csv", partial(_write_nodes, graph, spell)
    yield "edges.csv", partial(_write_edges, graph, spell)


def _write_nodes(graph: KnowledgeGraph, spell: Spell, stream: BinaryIO) -> None:
    columns = node_columns(graph)
    frames = node_frames(graph, columns, spell)
    write_table(["id", *names(columns)], ([frame.ids, *frame.cells] for frame in frames), stream)


def _write_edges(graph: KnowledgeGraph, spell: Spell, stream: BinaryIO) -> None:
    header = ["id", "source", "target", *names(edge_columns(graph))]
    write_table(header, map(edge_cells, edge_frames(graph, spell)), stream)


def edge_cells(frame: Frame) -> list[Cells]:
    """Return the columns of some edges, with their ids and ends before them."""
    return [frame.ids, frame.sources, frame.targets, *frame.cells]


def names(columns: Iterable[Column]) -> list[str]:
    """Return the columns' names."""
    return [column.name for column in columns]


def write_table(header: Iterable[str], frames: Iterable[list[Cells]], stream: BinaryIO) -> None:
    r"""Write a table whose texts are quoted already.

    Args:
        header: Names of the columns.
        frames: Some rows each, column by column.
        stream: Where to; it stays open.

    Example:
        >>> import io
        >>> stream = io.BytesIO()
        >>> write_table(["name", "flag"], [[['"BERT"', None], [True, None]]], stream)
        >>> stream.getvalue()
        b'"name","flag"\r\n"BERT",true\r\n,\r\n'
    """
    stream.write((",".join(quoted(list(header))) + "\r\n").encode())
    for columns in frames:
        rows = zip(*map(_spelled, columns), strict=True)
        stream.write("".join([f"{','.join(row)}\r\n" for row in rows]).encode())


def _spelled(column: Cells) -> list[str]:
    return [cell if isinstance(cell, str) else _spell(cell) for cell in column]


def _spell(cell: object) -> str:
    if cell is None:
        return ""
    return repr(cell).lower() if isinstance(cell, bool) else repr(cell)


def quoted(texts: Sequence[str | None]) -> list[Any]:
    """Return the texts in quotation marks, those inside doubled.

    Example:
        >>> quoted(['a "b".', None])
        ['"a ""b""."', None]
    """
    return [None if text is None else f'"{text.replace(chr(34), chr(34) * 2)}"' for text in all_legal(texts)]


def _safe(texts: Sequence[str | None]) -> list[Any]:
    return quoted([f"'{text}" if text is not None and text.lstrip(" ").startswith(_FORMULA) else text for text in texts])
