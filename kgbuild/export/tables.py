"""The columns of the graph as two tables, one row a node and one row an edge: what flat formats share."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kgbuild.assemble.graph import KnowledgeGraph, Scalar
from kgbuild.projection import Projection

ColumnType: TypeAlias = Literal["string", "boolean", "int", "long", "double"]
JOINER = " | "
"""Stands between the values of a list."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its title; unique in its table.
        type: Of every value in it.
        detail: The key of the nodes' details that it holds, if it holds one.
    """

    name: str
    type: ColumnType
    detail: str = ""


_NODE_COLUMNS = (
    Column("label", "string"),
    Column("type", "string"),
    Column("concept", "string"),
    Column("aliases", "string"),
    Column("support", "int"),
    Column("first_year", "int"),
    Column("last_year", "int"),
    Column("degree", "int"),
    Column("pagerank", "double"),
    Column("community", "int"),
    Column("community_name", "string"),
)

EDGE_COLUMNS = (
    Column("label", "string"),
    Column("weight", "double"),
    Column("predicate", "string"),
    Column("confidence", "double"),
    Column("support", "int"),
    Column("evidence", "string"),
    Column("evidence_papers", "int"),
    Column("evidence_paper", "string"),
    Column("evidence_field", "string"),
    Column("evidence_start", "int"),
    Column("evidence_end", "int"),
    Column("extractor", "string"),
    Column("derived_from", "string"),
    Column("rank", "int"),
    Column("rule", "string"),
    Column("first_year", "int"),
)
"""What `edge_frames` yields: the evidence is the surest sentence, and where it stands."""

PROJECTED_COLUMNS = (
    Column("label", "string"),
    Column("weight", "double"),
    Column("predicate", "string"),
    Column("shared", "int"),
    Column("first_year", "int"),
)
"""What `edge_frames` yields for a projection: the weight is normalised, `shared` counts."""

_RESERVED = frozenset(column.name for column in _NODE_COLUMNS) | {"id", "iri", "size", "r", "g", "b", "x", "y", "z", "color"}


def phrase(predicate: str) -> str:
    """Return a relation's local name as words.

    Args:
        predicate: In camel case.

    Example:
        >>> phrase("usesBaseModel")
        'uses base model'
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", predicate).lower()


def node_columns(graph: KnowledgeGraph) -> tuple[Column, ...]:
    """Return the columns of the node table: the fields that all nodes share, then the details that occur, each with one type.

    Args:
        graph: Any graph.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:p", "Paper", "BERT", details=(("id", "bert"), ("year", 2018))))
        >>> [(column.name, column.type) for column in node_columns(graph)[-2:]]
        [('paper_id', 'string'), ('year', 'int')]
    """
    return _NODE_COLUMNS + tuple(Column(_title(key), kind, key) for key, kind in _detail_types(graph).items())


def _title(key: str) -> str:
    """Return a detail's column; readers take a column called `id`, or like one of our own, for something else."""
    if key == "id":
        return "paper_id"
    return f"detail_{key}" if key in _RESERVED or key.startswith(("detail_", "paper_id")) else key


def _detail_types(graph: KnowledgeGraph) -> dict[str, ColumnType]:
    """Return the narrowest type that holds all values of each detail, by key."""
    found: dict[str, ColumnType] = {}
    settled: set[tuple[str, type]] = set()
    for details in graph.values("details").values():
        for key, value in details:
            if (key, value.__class__) in settled:
                continue
            here = _type_of(value)
            known = found.get(key, here)
            found[key] = here if here == known else _wider(here, known)
            if not isinstance(value, int) or isinstance(value, bool):  # integers differ in width, all else in its class only
                settled.add((key, value.__class__))
    return dict(sorted(found.items()))


def _type_of(value: Scalar) -> ColumnType:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, float):
        return "double"
    if isinstance(value, int):
        size = value.bit_length()
        return "int" if size < 32 else "long" if size < 64 else "string"  # noqa: PLR2004 - the bits of the readers' types
    return "string"


def _wider(first: ColumnType, second: ColumnType) -> ColumnType:
    both = {first, second}
    if both <= {"int", "long"}:
        return "long"
    return "double" if both <= {"int", "double"} else "string"


def edge_columns(graph: KnowledgeGraph) -> tuple[Column, ...]:
    """Return the columns of the edge table.

    Args:
        graph: A graph, or a projection of one.

    Example:
        >>> edge_columns(KnowledgeGraph()) == EDGE_COLUMNS
        True
    """
    return PROJECTED_COLUMNS if isinstance(graph, Projection) else EDGE_COLUMNS
