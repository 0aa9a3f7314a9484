"""GEXF 1.3, as Gephi, Gephi Lite, graphology and networkx read it: https://gexf.net/schema.html."""

from collections.abc import Iterator
from typing import BinaryIO

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export.frames import Cells, edge_frames, node_frames
from kgbuild.export.looks import looks
from kgbuild.export.rows import Lines
from kgbuild.export.tables import Column, edge_columns, node_columns
from kgbuild.export.texts import all_escaped
from kgbuild.export.xml_text import escape
from kgbuild.projection import Projection

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>kgbuild</creator><description>A knowledge graph of research papers</description></meta>
<graph defaultedgetype="{direction}" idtype="string" {time}>
"""

_TIMELINE = 'mode="dynamic" timeformat="double" timerepresentation="interval"'
_NO_TIMELINE = 'mode="static"'
_TYPES = {"int": "integer"}
_NODE_OWN = 1
_EDGE_OWN = 2


def write_gexf(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    """Write a graph as GEXF 1.3, line by line.

    Parallel edges have ids and kinds of their own, for Gephi sums those of one kind. A node is there from the year in which the
    first paper names it, an edge from the year in which the first paper states it: intervals without end, which Gephi's timeline
    plays. What has no year has no interval, and Gephi shows it at all times.

    Args:
        graph: What to write; it is not changed.
        stream: Where to; it stays open.

    Example:
        >>> import io
        >>> from kgbuild.assemble.graph import Node
        >>> graph, stream = KnowledgeGraph(), io.BytesIO()
        >>> graph.add_node(Node("urn:m", "Model", "R&D", first_year=2018))
        >>> write_gexf(graph, stream)
        >>> b'<node id="urn:m" label="R&amp;D" start="2018">' in stream.getvalue()
        True
    """
    columns = node_columns(graph)[_NODE_OWN:]
    direction = "undirected" if isinstance(graph, Projection) else "directed"
    dated = any(data["first_year"] is not None for data in graph.nx.nodes.values())
    stream.write(_HEAD.format(direction=direction, time=_TIMELINE if dated else _NO_TIMELINE).encode())
    stream.writelines(line.encode() for line in _attributes("node", columns))
    stream.writelines(line.encode() for line in _attributes("edge", edge_columns(graph)[_EDGE_OWN:]))
    stream.write(b"<nodes>\n")
    stream.writelines(map(str.encode, _nodes(graph, columns)))
    stream.write(b"</nodes>\n<edges>\n")
    stream.writelines(map(str.encode, _edges(graph)))
    stream.write(b"</edges>\n</graph>\n</gexf>\n")


def _attributes(element: str, columns: tuple[Column, ...]) -> Iterator[str]:
    yield f'<attributes class="{element}" mode="static">\n'
    for column in columns:
        name = escape(column.name)
        yield f'<attribute id="{name}" title="{name}" type="{_TYPES.get(column.type, column.type)}"/>\n'
    yield "</attributes>\n"


def _lines(columns: tuple[Column, ...]) -> Lines:
    return Lines(columns, lambda column: (f'<attvalue for="{escape(column.name)}" value="', '"/>'))


def _since(years: Cells) -> list[str]:
    return ["" if year is None else f' start="{year}"' for year in years]


_YEAR = Column("first_year", "int")
_NODE = '<node id="%s" label="%s"%s><attvalues>'
_NODE_END = '</attvalues><viz:size value="%s"/><viz:position x="%s" y="%s" z="0.0"/><viz:color r="%s" g="%s" b="%s"/></node>\n'


def _nodes(graph: KnowledgeGraph, columns: tuple[Column, ...]) -> Iterator[str]:
    lines, year = _lines(columns), columns.index(_YEAR)
    look = looks(graph)
    for frame in node_frames(graph, columns, all_escaped):
        label, *cells = frame.cells
        yield lines([frame.ids, label, _since(cells[year])], cells, _NODE, _NODE_END, look(frame))


_EDGE = '<edge id="%s" source="%s" target="%s" kind="%s" label="%s" weight="%s"%s><attvalues>'


def _edges(graph: KnowledgeGraph) -> Iterator[str]:
    columns = edge_columns(graph)[_EDGE_OWN:]
    lines, kind, year = _lines(columns), columns.index(Column("predicate", "string")), columns.index(_YEAR)
    for frame in edge_frames(graph, all_escaped):
        label, weight, *cells = frame.cells
        leading = [frame.ids, frame.sources, frame.targets, cells[kind], label, weight, _since(cells[year])]
        yield lines(leading, cells, _EDGE, "</attvalues></edge>\n")
