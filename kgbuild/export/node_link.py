"""Node-link JSON, as networkx and D3 read it; it keeps everything, so that `kgbuild import` gives back the same graph."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, BinaryIO

from kgbuild.assemble.graph import KnowledgeGraph, Passage
from kgbuild.export.frames import sorted_edges
from kgbuild.export.json_text import json_line, listed


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


def _nodes(graph: KnowledgeGraph) -> Iterator[str]:
    nodes = graph.rows()
    for iri in sorted(nodes):
        yield json_line({"id": iri, **nodes[iri], "details": dict(nodes[iri]["details"])})


def _edges(graph: KnowledgeGraph) -> Iterator[str]:
    for some in sorted_edges(graph):
        for source, predicate, target, row in zip(*some, strict=True):
            evidence = [passage_fields(passage) for passage in row["evidence"]]
            yield json_line({"source": source, "target": target, "key": predicate, **row, "evidence": evidence})


def passage_fields(passage: Passage) -> dict[str, Any]:
    """Return the fields of a passage by name."""
    return {name: getattr(passage, name) for name in Passage.__slots__}
