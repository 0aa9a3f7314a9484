"""DOT, the language of Graphviz: https://graphviz.org/doc/info/lang.html."""

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export.frames import edge_frames, node_frames
from kgbuild.export.looks import looks
from kgbuild.export.rows import Lines
from kgbuild.export.style import colour
from kgbuild.export.tables import Column, edge_columns, node_columns
from kgbuild.export.texts import all_legal
from kgbuild.projection import Projection

_HEAD = """{kind} kgbuild {{
graph [outputorder=edgesfirst]
node [shape=circle, style=filled, fontname="sans-serif", penwidth=0]
edge [color="#8888887f", arrowsize=0.5, fontsize=8]
"""
_ESCAPES = (("\\", "\\\\"), ('"', '\\"'), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n"))
_POINTS = 72.0
"""Widths are in inches, positions in points."""


def write_dot(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    r"""Write a graph as DOT, one node or edge a line, with positions that `neato -n2` draws as they are.

    Every value is a quoted string; a backslash is doubled and line ends are `\n`, as Graphviz wants labels.

    Args:
        graph: What to write; it is not changed.
        stream: Where to; it stays open.

    Example:
        >>> import io
        >>> from kgbuild.assemble.graph import Node
        >>> graph, stream = KnowledgeGraph(), io.BytesIO()
        >>> graph.add_node(Node("urn:m", "Model", 'The "BERT"'))
        >>> write_dot(graph, stream)
        >>> b'"urn:m" [fillcolor="#0084fc", width="0.111", pos="0.0,0.0", "label"="The \\"BERT\\""' in stream.getvalue()
        True
    """
    undirected = isinstance(graph, Projection)
    stream.write(_HEAD.format(kind="graph" if undirected else "digraph").encode())
    stream.writelines(map(str.encode, _nodes(graph)))
    stream.writelines(map(str.encode, _edges(graph, "--" if undirected else "->")))
    stream.write(b"}\n")


def _lines(columns: tuple[Column, ...]) -> Lines:
    return Lines(columns, lambda column: (f', "{_escaped([column.name])[0]}"="', '"'))


def _nodes(graph: KnowledgeGraph) -> Iterator[str]:
    columns = node_columns(graph)
    lines, look = _lines(columns), looks(graph)
    for frame in node_frames(graph, columns, _escaped):
        size, x, y, *_ = look(frame)
        widths = [round(2 * radius / _POINTS, 3) for radius in size]
        leading = [frame.ids, [colour(each) for each in frame.types], widths, x, y]
        yield lines(leading, frame.cells, '"%s" [fillcolor="%s", width="%s", pos="%s,%s"', "]\n")


def _edges(graph: KnowledgeGraph, arrow: str) -> Iterator[str]:
    lines = _lines(edge_columns(graph))
    for frame in edge_frames(graph, _escaped):
        ends = [frame.sources, frame.targets, frame.ids]
        yield lines(ends, frame.cells, f'"%s" {arrow} "%s" [id="%s"', "]\n")


def _escaped(texts: Sequence[str | None]) -> list[Any]:
    return [None if text is None else _escape(text) for text in all_legal(texts)]


def _escape(text: str) -> str:
    for character, escape in _ESCAPES:
        if character in text:
            text = text.replace(character, escape)
    return text
