"""Node-link JSON, as networkx and D3 read it; it keeps everything, so that `kgbuild import` gives back the same graph."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any, BinaryIO

from kgbuild.assemble.graph import KnowledgeGraph, Passage, Scalar
from kgbuild.export.frames import Known, batches, sorted_edges
from kgbuild.export.json_text import json_line, json_number, json_scalars, listed
from kgbuild.export.rows import Lines


def write_node_link(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    """Write a graph as node-link JSON, one node or edge a line.

    `networkx.node_link_graph(data, edges="edges")` reads it. All that the graph holds is in it: details of nodes, and of each edge
    every passage that states it.

    Args:
        graph: What to write; it is not changed.
        stream: Where to; it stays open.

    Example:
        >>> import io, json
        >>> from kgbuild.assemble.graph import Node
        >>> graph, stream = KnowledgeGraph(), io.BytesIO()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> write_node_link(graph, stream)
        >>> [node["label"] for node in json.loads(stream.getvalue())["nodes"]]
        ['BERT']
    """
    stream.write(f'{{"directed":true,"multigraph":true,\n"graph":{json_line(about(graph))},\n"nodes":[\n'.encode())
    stream.writelines(map(str.encode, listed(_nodes(graph))))
    stream.write(b'],\n"edges":[\n')
    stream.writelines(map(str.encode, listed(_edges(graph))))
    stream.write(b"]}\n")


def about(graph: KnowledgeGraph) -> dict[str, Any]:
    """Return what a graph holds beside nodes and edges, as JSON has it."""
    return {
        "base": graph.base,
        "provenance": None if graph.provenance is None else asdict(graph.provenance),
        "links": sorted(graph.links),
        "idle": graph.idle,
        "unfit": graph.unfit,
    }


def passage_fields(passage: Passage) -> dict[str, Any]:
    """Return the fields of a passage by name."""
    return {name: getattr(passage, name) for name in Passage.__slots__}


_NODE = '{"id":%s,"type":%s,"label":%s,"aliases":%s,"concept":%s,"support":%s,"first_year":%s,"last_year":%s,"details":{%s}}'
_PASSAGE = '{"paper":%s,"field":%s,"start":%s,"end":%s,"text":%s,"marks":%s,"confidence":%s,"extractor":%s}'
_EDGE = (
    '{"source":%s,"target":%s,"key":%s,"id":%s,"confidence":%s,"support":%s,"evidence":[%s],"derived_from":%s,"rank":%s,"rule":%s}'
)
_END = ",\n"


def _nodes(graph: KnowledgeGraph) -> Iterator[str]:
    nodes = graph.rows()
    for iris in batches(sorted(nodes)):
        rows = [nodes[iri] for iri in iris]

        def cells(field: str, rows: list[dict[str, Any]] = rows) -> list[str]:
            return json_scalars([row[field] for row in rows])

        leading = [json_scalars(iris), cells("type"), cells("label"), _lists([row["aliases"] for row in rows]), cells("concept")]
        leading += [cells("support"), cells("first_year"), cells("last_year"), _details([row["details"] for row in rows])]
        yield _lines(leading, _NODE)


def _edges(graph: KnowledgeGraph) -> Iterator[str]:
    known = Known(json_scalars)
    known[None] = "null"
    known.learn(graph.nx)
    for sources, predicates, targets, rows in sorted_edges(graph):
        leading = [
            *[known.all(texts) for texts in (sources, targets, predicates)],
            json_scalars([row["id"] for row in rows]),
            *[list(map(json_number, [row[name] for row in rows])) for name in ("confidence", "support")],
            _evidence([row["evidence"] for row in rows], known),
            _lists([row["derived_from"] for row in rows]),
            list(map(json_number, [row["rank"] for row in rows])),
            known.all([row["rule"] for row in rows]),
        ]
        yield _lines(leading, _EDGE)


def _lines(columns: list[list[str]], template: str) -> str:
    return Lines((), lambda _: ("", ""))(columns, (), template, _END)[: -len(_END)]


def _lists(values: Sequence[Sequence[str]]) -> list[str]:
    return [f"[{','.join(json_scalars(texts))}]" if texts else "[]" for texts in values]


def _details(values: Sequence[Sequence[tuple[str, Scalar]]]) -> list[str]:
    """Return the members of an object for each node."""
    spelled = iter(json_scalars([value for details in values for _, value in details]))
    names = Known(json_scalars)
    return [",".join([f"{names[key]}:{next(spelled)}" for key, _ in details]) for details in values]


def _evidence(values: Sequence[Sequence[Passage]], known: Known) -> list[str]:
    """Return the items of a list for each edge."""
    flat = [passage for passages in values for passage in passages]
    if not flat:
        return [""] * len(values)
    leading = [
        known.all([passage.paper for passage in flat]),
        known.all([passage.field for passage in flat]),
        [repr(passage.start) for passage in flat],
        [repr(passage.end) for passage in flat],
        json_scalars([passage.text for passage in flat]),
        [_marks(passage.marks) for passage in flat],
        [json_number(passage.confidence) for passage in flat],
        known.all([passage.extractor for passage in flat]),
    ]
    spelled = _lines(leading, _PASSAGE).split(_END)
    if len(flat) == len(values) and all(values):
        return spelled
    remaining = iter(spelled)
    return [",".join(islice(remaining, len(passages))) for passages in values]


def _marks(marks: Sequence[tuple[int, int]]) -> str:
    return f"[{','.join([f'[{start},{end}]' for start, end in marks])}]"
