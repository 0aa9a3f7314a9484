"""A graph from plain values, as JSON has them."""

from collections.abc import Iterable, Mapping
from typing import Any

from kgbuild.assemble.graph import Edge, Input, KnowledgeGraph, Node, Passage, Provenance


def empty_graph(about: Mapping[str, Any]) -> KnowledgeGraph:
    """Return a graph without nodes, from what `kgbuild.export.node_link.about` told of it.

    Example:
        >>> empty_graph({"base": "urn:x:"}).base
        'urn:x:'
    """
    graph = KnowledgeGraph(about["base"])
    graph.links = {(subject, relation, target) for subject, relation, target in about.get("links", ())}
    graph.idle, graph.unfit = tuple(about.get("idle", ())), about.get("unfit", 0)
    provenance = about.get("provenance")
    if provenance is not None:
        graph.provenance = Provenance(provenance["software"], tuple(Input(**each) for each in provenance["inputs"]))
    return graph


def node(iri: str, fields: Mapping[str, Any]) -> Node:
    """Return a node from its fields by name.

    Example:
        >>> node("urn:m", {"type": "Model", "label": "BERT", "aliases": ["Bert"], "details": {}}).aliases
        ('Bert',)
    """
    details = tuple(sorted(fields["details"].items()))
    return Node(iri, **{**fields, "aliases": tuple(fields["aliases"]), "details": details})


def edge(fields: Mapping[str, Any], evidence: Iterable[Passage]) -> Edge:
    """Return an edge from its fields by name, and its passages.

    Example:
        >>> ends = {"source": "urn:a", "predicate": "partOf", "target": "urn:b"}
        >>> edge({"id": "urn:s", **ends, "confidence": 0.5, "derived_from": []}, ()).derived_from
        ()
    """
    return Edge(**{**fields, "derived_from": tuple(fields["derived_from"]), "evidence": tuple(sorted(evidence))})


def passage(fields: Mapping[str, Any]) -> Passage:
    """Return a passage from its fields by name.

    Example:
        >>> given = {"paper": "urn:p", "field": "title", "start": 0, "end": 4, "text": "BERT", "marks": [[0, 4]]}
        >>> passage({**given, "confidence": 0.9, "extractor": "rules"}).marks
        ((0, 4),)
    """
    return Passage(**{**fields, "marks": tuple((start, end) for start, end in fields["marks"])})
