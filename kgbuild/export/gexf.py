"""GEXF 1.3, as Gephi, Gephi Lite, graphology and networkx read it: https://gexf.net/schema.html."""

from collections.abc import Iterator
from typing import BinaryIO

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export.layout import positions
from kgbuild.export.style import rgb, sizes
from kgbuild.export.tables import EDGE_COLUMNS, Cells, Column, edge_rows, node_columns, node_rows
from kgbuild.export.xml_text import Speller, escape, spellers

_HEAD = b"""<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>kgbuild</creator><description>A knowledge graph of research papers</description></meta>
<graph mode="static" defaultedgetype="directed" idtype="string">
"""

_TYPES = {"int": "integer"}
_NODE_OWN = 1
_EDGE_OWN = 2


def write_gexf(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    """Write a graph as GEXF 1.3, line by line.

    Parallel edges have ids and kinds of their own, for Gephi sums those of one kind. Years are attributes, not a timeline.

    Args:
        graph: What to write; it is not changed.
        stream: Where to; it stays open.

    Example:
        >>> import io
        >>> from kgbuild.assemble.graph import Node
        >>> graph, stream = KnowledgeGraph(), io.BytesIO()
        >>> graph.add_node(Node("urn:m", "Model", "R&D"))
        >>> write_gexf(graph, stream)
        >>> b'<node id="urn:m" label="R&amp;D">' in stream.getvalue()
        True
    """
    columns = node_columns(graph)[_NODE_OWN:]
    stream.write(_HEAD)
    stream.writelines(line.encode() for line in _attributes("node", columns))
    stream.writelines(line.encode() for line in _attributes("edge", EDGE_COLUMNS[_EDGE_OWN:]))
    stream.write(b"<nodes>\n")
    stream.writelines(line.encode() for line in _nodes(graph, columns))
    stream.write(b"</nodes>\n<edges>\n")
    stream.writelines(line.encode() for line in _edges(graph))
    stream.write(b"</edges>\n</graph>\n</gexf>\n")


def _attributes(element: str, columns: tuple[Column, ...]) -> Iterator[str]:
    yield f'<attributes class="{element}" mode="static">\n'
    for column in columns:
        name = escape(column.name)
        yield f'<attribute id="{name}" title="{name}" type="{_TYPES.get(column.type, column.type)}"/>\n'
    yield "</attributes>\n"


def _nodes(graph: KnowledgeGraph, columns: tuple[Column, ...]) -> Iterator[str]:
    tags, spelling = _tags(columns), spellers(columns)
    places, radii = positions(graph), sizes(graph)
    for iri, node_type, (label, *cells) in node_rows(graph):
        x, y = places[iri]
        red, green, blue = rgb(node_type)
        yield (
            f'<node id="{escape(iri)}" label="{escape(str(label))}">{_values(tags, spelling, tuple(cells))}'
            f'<viz:size value="{radii[iri]}"/><viz:position x="{x}" y="{y}" z="0.0"/><viz:color r="{red}" g="{green}" b="{blue}"/>'
            "</node>\n"
        )


def _edges(graph: KnowledgeGraph) -> Iterator[str]:
    columns = EDGE_COLUMNS[_EDGE_OWN:]
    tags, spelling = _tags(columns), spellers(columns)
    for edge, (label, weight, *cells) in edge_rows(graph):
        ends = f'source="{escape(edge.source)}" target="{escape(edge.target)}"'
        yield (
            f'<edge id="{escape(edge.id)}" {ends} kind="{escape(edge.predicate)}" label="{escape(str(label))}" weight="{weight}">'
            f"{_values(tags, spelling, tuple(cells))}</edge>\n"
        )


def _tags(columns: tuple[Column, ...]) -> list[str]:
    return [f'<attvalue for="{escape(column.name)}" value="' for column in columns]


def _values(tags: list[str], spelling: list[Speller], cells: Cells) -> str:
    values = [f'{tag}{spell(cell)}"/>' for tag, spell, cell in zip(tags, spelling, cells, strict=True) if cell is not None]
    return f"<attvalues>{''.join(values)}</attvalues>"
