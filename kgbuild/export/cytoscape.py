"""Cytoscape JSON (.cyjs), as Cytoscape 3 and Cytoscape.js read it: https://js.cytoscape.org/#notation/elements-json."""

from collections.abc import Iterator
from typing import BinaryIO

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export.frames import edge_frames, node_frames
from kgbuild.export.json_text import all_json, listed
from kgbuild.export.looks import looks
from kgbuild.export.rows import Lines
from kgbuild.export.style import colour
from kgbuild.export.tables import Column, edge_columns, node_columns

_HEAD = """{"format_version":"1.0","generated_by":"kgbuild","target_cytoscapejs_version":"~3.0",
"data":{"name":"kgbuild"},
"elements":{"nodes":[
"""
_NODE = '{"data":{"id":%s,"name":%s,"colour":"%s","size":%s'
_END = ",\n"
_NODE_END = '},"position":{"x":%s,"y":%s}}' + _END
_EDGE = '{"data":{"id":%s,"source":%s,"target":%s,"interaction":%s,"name":%s'


def write_cytoscape(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    """Write a graph as Cytoscape JSON, one node or edge a line, with positions, and colour and size as data to map to a style.

    Args:
        graph: What to write; it is not changed.
        stream: Where to; it stays open.

    Example:
        >>> import io, json
        >>> from kgbuild.assemble.graph import Node
        >>> graph, stream = KnowledgeGraph(), io.BytesIO()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> write_cytoscape(graph, stream)
        >>> json.loads(stream.getvalue())["elements"]["nodes"][0]["data"]["name"]
        'BERT'
    """
    stream.write(_HEAD.encode())
    stream.writelines(map(str.encode, listed(_nodes(graph))))
    stream.write(b'],"edges":[\n')
    stream.writelines(map(str.encode, listed(_edges(graph))))
    stream.write(b"]}}\n")


def _lines(columns: tuple[Column, ...]) -> Lines:
    return Lines(columns, lambda column: (f",{all_json([column.name])[0]}:", ""))


def _nodes(graph: KnowledgeGraph) -> Iterator[str]:
    columns = node_columns(graph)
    lines, look = _lines(columns), looks(graph)
    for frame in node_frames(graph, columns, all_json):
        size, x, y, *_ = look(frame)
        down = [0.0 - value for value in y]  # y grows downwards on a screen
        leading = [frame.ids, frame.cells[0], [colour(each) for each in frame.types], size]
        yield lines(leading, frame.cells, _NODE, _NODE_END, [x, down])[: -len(_END)]


def _edges(graph: KnowledgeGraph) -> Iterator[str]:
    columns = edge_columns(graph)
    lines, kind = _lines(columns), columns.index(Column("predicate", "string"))
    for frame in edge_frames(graph, all_json):
        leading = [frame.ids, frame.sources, frame.targets, frame.cells[kind], frame.cells[0]]
        yield lines(leading, frame.cells, _EDGE, f"}}}}{_END}")[: -len(_END)]
