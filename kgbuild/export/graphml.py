"""GraphML, as Gephi, igraph, yEd, graphology and networkx read it: http://graphml.graphdrawing.org/specification.html."""

from collections.abc import Iterator
from typing import BinaryIO

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export.frames import edge_frames, node_frames
from kgbuild.export.looks import LOOKS, looks
from kgbuild.export.rows import Lines
from kgbuild.export.tables import Column, edge_columns, node_columns
from kgbuild.export.texts import all_escaped
from kgbuild.export.xml_text import escape
from kgbuild.projection import Projection


def write_graphml(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    """Write a graph as GraphML, line by line.

    Nodes are known by their IRI and edges by their statement's, so that parallel edges stay apart. Keys bear their attributes'
    names, for Gephi goes by them, and takes label, size, x, y, r, g and b for how a node looks.

    Args:
        graph: What to write; it is not changed.
        stream: Where to; it stays open.

    Example:
        >>> import io
        >>> from kgbuild.assemble.graph import Node
        >>> graph, stream = KnowledgeGraph(), io.BytesIO()
        >>> graph.add_node(Node("urn:m", "Model", "R&D"))
        >>> write_graphml(graph, stream)
        >>> b'<node id="urn:m"><data key="label">R&amp;D</data>' in stream.getvalue()
        True
    """
    columns = (*node_columns(graph), *LOOKS)
    direction = "undirected" if isinstance(graph, Projection) else "directed"
    stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    stream.writelines(line.encode() for line in _keys("node", "", columns))
    stream.writelines(line.encode() for line in _keys("edge", "edge_", edge_columns(graph)))
    stream.write(f'<graph id="kgbuild" edgedefault="{direction}">\n'.encode())
    stream.writelines(map(str.encode, _nodes(graph, columns)))
    stream.writelines(map(str.encode, _edges(graph)))
    stream.write(b"</graph>\n</graphml>\n")


def _keys(element: str, prefix: str, columns: tuple[Column, ...]) -> Iterator[str]:
    """Yield the declarations; ids of edges bear a prefix, for ids are unique in the whole file."""
    for column in columns:
        name = escape(column.name)
        yield f'<key id="{prefix}{name}" for="{element}" attr.name="{name}" attr.type="{column.type}"/>\n'


def _lines(prefix: str, columns: tuple[Column, ...]) -> Lines:
    return Lines(columns, lambda column: (f'<data key="{prefix}{escape(column.name)}">', "</data>"))


def _nodes(graph: KnowledgeGraph, columns: tuple[Column, ...]) -> Iterator[str]:
    lines = _lines("", columns)
    look = looks(graph)
    for frame in node_frames(graph, columns, all_escaped):
        yield lines([frame.ids], [*frame.cells, *look(frame)], '<node id="%s">', "</node>\n")


def _edges(graph: KnowledgeGraph) -> Iterator[str]:
    lines = _lines("edge_", edge_columns(graph))
    for frame in edge_frames(graph, all_escaped):
        ends = [frame.ids, frame.sources, frame.targets]
        yield lines(ends, frame.cells, '<edge id="%s" source="%s" target="%s">', "</edge>\n")
