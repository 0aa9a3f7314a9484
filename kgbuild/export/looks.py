"""How nodes look, as columns beside those of the node table: size, position and colour."""

from collections.abc import Callable

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export.frames import Cells, Frame
from kgbuild.export.layout import positions
from kgbuild.export.style import rgb, sizes
from kgbuild.export.tables import Column

LOOKS = (
    Column("size", "double"),
    Column("x", "double"),
    Column("y", "double"),
    Column("r", "int"),
    Column("g", "int"),
    Column("b", "int"),
)
"""What `looks` gives."""


def looks(graph: KnowledgeGraph) -> Callable[[Frame], list[Cells]]:
    """Return what gives the cells of `LOOKS` for a frame of the graph's nodes.

    Args:
        graph: Any graph.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> from kgbuild.export.frames import node_frames
        >>> from kgbuild.export.tables import node_columns
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> [looks(graph)(frame) for frame in node_frames(graph, node_columns(graph))]
        [[[4.0], [0.0], [0.0], [0], [132], [252]]]
    """
    places, radii, colours = positions(graph), sizes(graph), _Colours()

    def cells(frame: Frame) -> list[Cells]:
        x, y = zip(*map(places.__getitem__, frame.iris), strict=True)
        red, green, blue = zip(*map(colours.__getitem__, frame.types), strict=True)
        return [[radii[iri] for iri in frame.iris], *map(list, (x, y, red, green, blue))]

    return cells


class _Colours(dict[str, tuple[int, int, int]]):
    def __missing__(self, node_type: str) -> tuple[int, int, int]:
        colour = self[node_type] = rgb(node_type)
        return colour
