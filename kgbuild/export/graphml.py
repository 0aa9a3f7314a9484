"""GraphML, as Gephi, igraph, yEd, graphology and networkx read it: http://graphml.graphdrawing.org/specification.html."""

from collections.abc import Iterator
from typing import BinaryIO

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export.layout import positions
from kgbuild.export.style import rgb, sizes
from kgbuild.export.tables import EDGE_COLUMNS, Cells, Column, edge_rows, node_columns, node_rows
from kgbuild.export.xml_text import Speller, escape, spellers

_LOOKS = (
    Column("size", "double"),
    Column("x", "double"),
    Column("y", "double"),
    Column("r", "int"),
    Column("g", "int"),
    Column("b", "int"),
)


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
    columns = node_columns(graph)
    stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    stream.writelines(line.encode() for line in _keys("node", "", columns + _LOOKS))
    stream.writelines(line.encode() for line in _keys("edge", "edge_", EDGE_COLUMNS))
    stream.write(b'<graph id="kgbuild" edgedefault="directed">\n')
    stream.writelines(line.encode() for line in _nodes(graph, columns + _LOOKS))
    stream.writelines(line.encode() for line in _edges(graph))
    stream.write(b"</graph>\n</graphml>\n")


def _keys(element: str, prefix: str, columns: tuple[Column, ...]) -> Iterator[str]:
    """Yield the declarations; ids of edges bear a prefix, for ids are unique in the whole file."""
    for column in columns:
        name = escape(column.name)
        yield f'<key id="{prefix}{name}" for="{element}" attr.name="{name}" attr.type="{column.type}"/>\n'


def _nodes(graph: KnowledgeGraph, columns: tuple[Column, ...]) -> Iterator[str]:
    tags, spelling = _tags("", columns), spellers(columns)
    places, radii = positions(graph), sizes(graph)
    for iri, node_type, cells in node_rows(graph):
        looks = (radii[iri], *places[iri], *rgb(node_type))
        yield f'<node id="{escape(iri)}">{_data(tags, spelling, cells + looks)}</node>\n'


def _edges(graph: KnowledgeGraph) -> Iterator[str]:
    tags, spelling = _tags("edge_", EDGE_COLUMNS), spellers(EDGE_COLUMNS)
    for edge, cells in edge_rows(graph):
        ends = f'source="{escape(edge.source)}" target="{escape(edge.target)}"'
        yield f'<edge id="{escape(edge.id)}" {ends}>{_data(tags, spelling, cells)}</edge>\n'


def _tags(prefix: str, columns: tuple[Column, ...]) -> list[str]:
    return [f'<data key="{prefix}{escape(column.name)}">' for column in columns]


def _data(tags: list[str], spelling: list[Speller], cells: Cells) -> str:
    return "".join(
        [f"{tag}{spell(cell)}</data>" for tag, spell, cell in zip(tags, spelling, cells, strict=True) if cell is not None]
    )
