"""The corpus as a whole: records gathered from a stream, names resolved, nodes and edges made."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from kgbuild.assemble.company import in_company
from kgbuild.assemble.decisions import Decisions
from kgbuild.assemble.fitting import fitting
from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node, Passage
from kgbuild.assemble.lineage import derive
from kgbuild.assemble.record import End, Name, Record, Statement, condense
from kgbuild.assemble.resolve import Resolution, Thing, resolve
from kgbuild.assemble.usage import usages
from kgbuild.identifiers import Identifiers
from kgbuild.models import Extraction
from kgbuild.vocabulary import Vocabulary

Records = dict[str, Record]
"""One record a paper, by the paper's IRI."""


def gather(extractions: Iterable[Extraction], base: str) -> Records:
    """Read a stream of extractions once and keep what the graph needs.

    Records of parts of a corpus are joined by `merge`, in any order.

    Args:
        extractions: What each paper says.
        base: The IRI under which IRIs are minted.

    Returns:
        One record a paper, by its IRI.
    """
    identifiers = Identifiers(base)
    records: Records = {}
    for extraction in extractions:
        merge(records, {identifiers.paper(extraction.paper.id): condense(extraction, identifiers)})
    return records


def merge(records: Records, others: Records) -> None:
    """Add the records of another part of the corpus.

    Args:
        records: Changed in place.
        others: Left as they are.
    """
    for iri, record in others.items():
        records[iri] = records[iri].joined(record) if iri in records else record


def link(records: Mapping[str, Record], vocabulary: Vocabulary, base: str, decisions: Decisions | None = None) -> KnowledgeGraph:
    """Resolve the names of all records and return the graph.

    Args:
        records: By paper.
        vocabulary: Concepts that ground names, and the ranges of relations.
        base: The IRI under which IRIs are minted.
        decisions: What the user decided about names.
    """
    with _no_collection():
        return _link(records, vocabulary, base, decisions)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold the cyclic garbage collector: it would visit millions of small values again and again, none of them in a cycle."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _link(records: Mapping[str, Record], vocabulary: Vocabulary, base: str, decisions: Decisions | None) -> KnowledgeGraph:
    identifiers = Identifiers(base)
    records = in_company(records)
    statements = [statement for iri in sorted(records) for statement in records[iri].statements]
    resolution = resolve(usages(records, vocabulary), vocabulary, identifiers, decisions)
    graph = KnowledgeGraph(base)
    graph.idle = tuple(decision.line for decision in resolution.idle)
    stated = len(statements)
    statements = list(_fitted(statements, records, resolution, vocabulary))
    graph.unfit = stated - len(statements)
    for node in sorted(_nodes(records, resolution, vocabulary), key=lambda node: node.iri):
        graph.add_node(node)
    for edge in sorted(_edges(statements, resolution, identifiers), key=lambda edge: (edge.source, edge.predicate, edge.target)):
        graph.add_edge(edge)
    derive(graph, vocabulary, resolution)
    return graph


def _nodes(records: Mapping[str, Record], resolution: Resolution, vocabulary: Vocabulary) -> Iterator[Node]:
    papers: defaultdict[str, set[str]] = defaultdict(set)
    things: dict[str, Thing] = {}
    others: defaultdict[str, dict[str, Node]] = defaultdict(dict)
    for iri, record in records.items():
        for node in record.nodes.values():
            others[node.iri][iri] = node
        for name in record.names:
            thing = resolution.things[name]
            things[thing.iri] = thing
            papers[thing.iri].add(iri)
    years = {iri: record.nodes[iri].first_year for iri, record in records.items()}
    for thing in things.values():
        first, last = _span(years[paper] for paper in papers[thing.iri])
        support = len(papers[thing.iri])
        concept = vocabulary.concepts.get(thing.concept or "")
        better = concept.higher_is_better if concept else None
        details = () if better is None else (("higher_is_better", better),)
        yield Node(thing.iri, thing.type, thing.label, thing.aliases, thing.concept, support, first, last, details)
    for iri, nodes in others.items():
        node, *more = nodes.values()
        if more:
            node = min(nodes.values(), key=lambda node: (node.label, repr(node.details)))
        first, last = _span(years[paper] for paper in nodes)
        yield Node(iri, node.type, node.label, support=len(nodes), first_year=first, last_year=last, details=node.details)


def _span(years: Iterable[int | None]) -> tuple[int | None, int | None]:
    known = [year for year in years if year is not None]
    return (min(known), max(known)) if known else (None, None)


def _edges(statements: Iterable[Statement], resolution: Resolution, identifiers: Identifiers) -> Iterator[Edge]:
    grouped: defaultdict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        source, target = _iri(statement.subject, resolution), _iri(statement.object, resolution)
        if source != target:  # two names of one thing: it cannot be compared with itself
            grouped[source, statement.predicate, target].append(statement)
    for (source, predicate, target), group in grouped.items():
        evidence = _evidence(group)
        yield Edge(
            id=identifiers.statement(source, predicate, target),
            source=source,
            predicate=predicate,
            target=target,
            confidence=max(passage.confidence for passage in evidence),
            support=len({passage.paper for passage in evidence}),
            evidence=evidence,
            rank=min((statement.rank for statement in group if statement.rank is not None), default=None),
        )


def _fitted(
    statements: Iterable[Statement], records: Mapping[str, Record], resolution: Resolution, vocabulary: Vocabulary
) -> Iterator[Statement]:
    """Yield the statements with relations that suit their ends; what none can say after a user's retype is left out."""
    kinds = {iri: node.type for record in records.values() for iri, node in record.nodes.items()}
    for statement in statements:
        ends = (statement.subject, statement.object)
        if any(isinstance(end, Name) and resolution.things[end].type != end.type for end in ends):
            source, target = (kinds[end] if isinstance(end, str) else resolution.things[end].type for end in ends)
            predicate = fitting(statement.predicate, source, target, vocabulary)
            if predicate is not None:
                yield replace(statement, predicate=predicate)
        else:
            yield statement


def _iri(end: End, resolution: Resolution) -> str:
    return end if isinstance(end, str) else resolution.things[end].iri


def _evidence(group: Sequence[Statement]) -> tuple[Passage, ...]:
    """Return one passage for each sentence: the surest, with the marks of all."""
    if len(group) == 1:
        return (group[0].passage,)
    sentences: defaultdict[tuple[str, str, int, int], list[Passage]] = defaultdict(list)
    for statement in group:
        passage = statement.passage
        sentences[passage.paper, passage.field, passage.start, passage.end].append(passage)
    return tuple(sorted(_joined(passages) for passages in sentences.values()))


def _joined(passages: list[Passage]) -> Passage:
    if len(passages) == 1:
        return passages[0]
    best = min(passages, key=lambda passage: (-passage.confidence, passage.extractor, passage.text))
    marks = tuple(sorted({mark for passage in passages for mark in passage.marks}))
    return Passage(best.paper, best.field, best.start, best.end, best.text, marks, best.confidence, best.extractor)
