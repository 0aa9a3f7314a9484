"""The results that a page shows as a table."""

from collections.abc import Iterable
from typing import NamedTuple

from kgbuild.assemble.graph import KnowledgeGraph, Passage

_SYSTEM, _DATASET, _METRIC = "ofSystem", "onDataset", "onMetric"


class Outcome(NamedTuple):
    """A row of a table of results.

    Attributes:
        iri: Of the result.
        value: As written.
        number: The same as a number, where it is one.
        delta: Whether it is a difference.
        metric: IRI of what is measured, if said.
        dataset: IRI of what it is measured on, if said.
        system: IRI of what reaches it, if said.
        paper: IRI of the paper that reports it, if known.
        passage: Where the paper does.
    """

    iri: str
    value: str
    number: float | None
    delta: bool
    metric: str | None
    dataset: str | None
    system: str | None
    paper: str | None
    passage: Passage | None


def outcomes(graph: KnowledgeGraph, iri: str) -> list[Outcome]:
    """Return the results that a paper reports, or those of a system, on a dataset or in a metric.

    They come by metric and dataset, the best first where the metric says which way is better.

    Args:
        graph: Holds the node.
        iri: Of a paper, an entity, or a result, which comes alone.

    Example:
        >>> from kgbuild.assemble.graph import Edge, Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Metric", "accuracy"))
        >>> graph.add_node(Node("urn:r", "Result", "accuracy 80%", details=(("value", "80%"),)))
        >>> graph.add_edge(Edge("urn:s", "urn:r", "onMetric", "urn:m", confidence=0.9))
        >>> [(one.value, one.metric) for one in outcomes(graph, "urn:m")]
        [('80%', 'urn:m')]
    """
    near = {iri, *graph.nx.successors(iri), *graph.nx.predecessors(iri)}
    found = [_outcome(graph, each) for each in sorted(near) if graph.nx.nodes[each]["type"] == "Result"]
    return sorted(found, key=lambda one: _order(graph, one))


def _outcome(graph: KnowledgeGraph, iri: str) -> Outcome:
    ends = {key: target for _, target, key in graph.nx.out_edges(iri, keys=True)}
    details = dict(graph.nx.nodes[iri]["details"])
    paper, passage = _reported(graph, iri)
    number = details.get("number")
    value = str(details.get("value", graph.nx.nodes[iri]["label"]))
    named = ends.get(_METRIC), ends.get(_DATASET), ends.get(_SYSTEM)
    return Outcome(iri, value, None if number is None else float(number), bool(details.get("delta")), *named, paper, passage)


def _reported(graph: KnowledgeGraph, iri: str) -> tuple[str | None, Passage | None]:
    for source, _, key in sorted(graph.nx.in_edges(iri, keys=True)):
        if key == "reportsResult":
            return source, max(graph.edge(source, key, iri).evidence, key=lambda passage: passage.confidence, default=None)
    return None, None


def _order(graph: KnowledgeGraph, one: Outcome) -> tuple[str, str, bool, float, str]:
    names = [graph.nx.nodes[iri]["label"] if iri else "\uffff" for iri in (one.metric, one.dataset)]
    better = graph.node(one.metric).detail("higher_is_better") if one.metric else None
    number = 0.0 if one.number is None or better is None else one.number
    return (names[0], names[1], one.delta, -number if better else number, one.iri)


def columns(rows: Iterable[Outcome], iri: str) -> frozenset[str]:
    """Return which of metric, dataset, system and paper are worth a column: those that say more than the page itself.

    Args:
        rows: The table.
        iri: Of the page's node.
    """
    table = list(rows)
    return frozenset(
        name for name in ("metric", "dataset", "system", "paper") if {getattr(row, name) for row in table} - {None, iri}
    )
