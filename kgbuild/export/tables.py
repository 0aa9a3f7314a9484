"""The graph as two tables with typed columns, one row a node and one row an edge: what flat formats share."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Passage, Scalar
from kgbuild.assemble.measures import measures
from kgbuild.export.style import weight

ColumnType: TypeAlias = Literal["string", "boolean", "int", "long", "double"]
Cells: TypeAlias = tuple[Scalar | None, ...]

JOINER = " | "
"""Stands between the values of a list."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its title; unique in its table.
        type: Of every value in it.
    """

    name: str
    type: ColumnType


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
)
"""What `edge_rows` yields: the evidence is the surest sentence, and where it stands."""

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
    return _NODE_COLUMNS + tuple(Column(_title(key), kind) for key, kind in _detail_types(graph).items())


def _title(key: str) -> str:
    """Return a detail's column; readers take a column called `id`, or like one of our own, for something else."""
    if key == "id":
        return "paper_id"
    return f"detail_{key}" if key in _RESERVED or key.startswith(("detail_", "paper_id")) else key


def _detail_types(graph: KnowledgeGraph) -> dict[str, ColumnType]:
    """Return the narrowest type that holds all values of each detail, by key."""
    found: dict[str, ColumnType] = {}
    for attributes in graph.nx.nodes.values():
        for key, value in attributes["details"]:
            here = _type_of(value)
            known = found.get(key, here)
            found[key] = here if here == known else _wider(here, known)
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


def node_rows(graph: KnowledgeGraph) -> Iterator[tuple[str, str, Cells]]:
    """Yield IRI, class and the cells of `node_columns` for each node, by IRI.

    Args:
        graph: Any graph.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT", aliases=("Bert", "bert")))
        >>> list(node_rows(graph))
        [('urn:m', 'Model', ('BERT', 'Model', None, 'Bert | bert', 1, None, None, 0, 1.0, 1, 'BERT'))]
    """
    measured = measures(graph)
    types = _detail_types(graph)
    mixed = {key for key, kind in types.items() if kind == "string"}
    for node in graph.nodes():
        details = {key: str(value) if key in mixed else value for key, value in node.details}
        yield (
            node.iri,
            node.type,
            (
                node.label,
                node.type,
                node.concept,
                JOINER.join(node.aliases) or None,
                node.support,
                node.first_year,
                node.last_year,
                *measured[node.iri],
                *map(details.get, types),
            ),
        )


def edge_rows(graph: KnowledgeGraph) -> Iterator[tuple[Edge, Cells]]:
    """Yield each edge and its cells of `EDGE_COLUMNS`, by (source, predicate, target).

    Args:
        graph: Any graph.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> graph.add_edge(Edge("urn:s", "urn:m", "variantOf", "urn:m", confidence=0.5))
        >>> [cells[:4] for _, cells in edge_rows(graph)]
        [('variant of', 0.5, 'variantOf', 0.5)]
    """
    phrases: dict[str, str] = {}
    for edge in graph.edges():
        label = phrases.get(edge.predicate) or phrases.setdefault(edge.predicate, phrase(edge.predicate))
        yield (
            edge,
            (
                label,
                weight(edge),
                edge.predicate,
                edge.confidence,
                edge.support,
                *_evidence(edge.evidence),
                JOINER.join(edge.derived_from) or None,
                edge.rank,
                edge.rule,
            ),
        )


def _evidence(passages: tuple[Passage, ...]) -> Cells:
    if not passages:
        return (None,) * 7
    best = surest(passages)
    return best.text, len({passage.paper for passage in passages}), best.paper, best.field, best.start, best.end, best.extractor


def surest(passages: Iterable[Passage]) -> Passage:
    """Return the passage of the highest confidence, the first in order where several are as sure.

    Args:
        passages: At least one.

    Example:
        >>> sure = Passage("urn:p", "title", 0, 4, "BERT", (), 0.9, "rules")
        >>> surest([Passage("urn:o", "title", 0, 4, "BERT", (), 0.8, "rules"), sure]) == sure
        True
    """
    return min(passages, key=lambda passage: (-passage.confidence, passage))
