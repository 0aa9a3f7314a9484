"""The rows of the graph's tables in frames of some hundred, column by column.

What is done to a whole column at once is several times as fast as what is done cell by cell, and no more than a frame is in memory.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from kgbuild.assemble.graph import KnowledgeGraph, Passage, Scalar
from kgbuild.assemble.measures import measures
from kgbuild.export.style import weights
from kgbuild.export.tables import JOINER, Column, ColumnType, phrase
from kgbuild.export.texts import all_legal
from kgbuild.projection import Projection

Cells: TypeAlias = "list[Any]"
"""A column of values of its column's type, None where there is none."""

Spell: TypeAlias = Callable[[Sequence[str | None]], list[Any]]
"""Writes a column of texts as a format wants them."""

ROWS = 256
"""How many rows are in memory at once: so many fit into the caches of a processor."""


class Frame(NamedTuple):
    """Some consecutive rows of a table.

    Attributes:
        ids: IRIs of the nodes, or of the edges' statements.
        cells: A list for each column of the table.
        sources: Where the edges begin; empty for nodes.
        targets: Where they end.
        iris: Of the nodes, as the graph has them; empty for edges.
        types: Classes of the nodes, by local name; empty for edges.
    """

    ids: list[Any]
    cells: list[Cells]
    sources: list[Any] = []  # noqa: RUF012 - a NamedTuple's default, never changed
    targets: list[Any] = []  # noqa: RUF012 - as above
    iris: list[str] = []  # noqa: RUF012 - as above
    types: list[str] = []  # noqa: RUF012 - as above


def node_frames(graph: KnowledgeGraph, columns: Iterable[Column], spell: Spell = all_legal) -> Iterator[Frame]:
    """Yield the nodes by IRI, with the cells of `node_columns`.

    Args:
        graph: Any graph.
        columns: `node_columns` of the graph, which take a while to find.
        spell: What becomes of every text.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> from kgbuild.export.tables import node_columns
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT", aliases=("Bert", "bert")))
        >>> [(frame.ids, frame.cells[:5]) for frame in node_frames(graph, node_columns(graph))]
        [(['urn:m'], [['BERT'], ['Model'], [None], ['Bert | bert'], [1]])]
    """
    measured, nodes = measures(graph), graph.rows()
    of_details = [column for column in columns if column.detail]
    known = Known(spell)
    for iris in batches(sorted(nodes)):
        rows = [nodes[iri] for iri in iris]
        kinds = [row["type"] for row in rows]
        degree, pagerank, community, name = map(list, zip(*[measured[iri] for iri in iris], strict=True))
        details = [dict(row["details"]) for row in rows]
        cells = [
            spell([row["label"] for row in rows]),
            known.all(kinds),
            spell([row["concept"] for row in rows]),
            spell([JOINER.join(row["aliases"]) or None for row in rows]),
            *[[row[field] for row in rows] for field in ("support", "first_year", "last_year")],
            degree,
            pagerank,
            community,
            known.all(name),
            *[_typed([each.get(column.detail) for each in details], column.type, spell) for column in of_details],
        ]
        yield Frame(spell(iris), cells, iris=iris, types=kinds)


def _typed(values: list[Scalar | None], kind: ColumnType, spell: Spell) -> Cells:
    if kind == "string":
        return spell([value if value is None or isinstance(value, str) else str(value) for value in values])
    return [None if value is None else float(value) for value in values] if kind == "double" else values


class Known(dict[str | None, Any]):
    """Texts that recur, each spelled once.

    Args:
        spell: What becomes of them; None stays None.

    Example:
        >>> Known(all_legal).all(["Model", None, "Model"])
        ['Model', None, 'Model']
    """

    def __init__(self, spell: Spell) -> None:
        super().__init__({None: None})
        self.spell = spell

    def __missing__(self, text: str | None) -> Any:  # noqa: ANN401 - as the format has it
        spelled = self[text] = self.spell([text])[0]
        return spelled

    def learn(self, texts: Iterable[str]) -> bool:
        """Spell texts that will be asked for, which is quicker at once than one by one; tell whether any changed."""
        changed = False
        for batch in batches(texts):
            spelled = self.spell(batch)
            self.update(zip(batch, spelled, strict=True))
            changed |= spelled != batch
        return changed

    def all(self, texts: Iterable[str | None]) -> Cells:
        """Return the texts spelled."""
        return list(map(self.__getitem__, texts))


def batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield the items in lists of `ROWS`, the last one shorter.

    Example:
        >>> [len(batch) for batch in batches(range(300))]
        [256, 44]
    """
    remaining = iter(items)
    while batch := list(islice(remaining, ROWS)):
        yield batch


class Leaving(NamedTuple):
    """Edges in order, column by column.

    Attributes:
        sources: Where they begin.
        predicates: Their relations.
        targets: Where they end.
        rows: Their attributes as the networkx graph has them.
    """

    sources: list[str]
    predicates: list[str]
    targets: list[str]
    rows: list[dict[str, Any]]


def sorted_edges(graph: KnowledgeGraph) -> Iterator[Leaving]:
    """Yield the edges by (source, predicate, target), `ROWS` or a few more at a time, never parting what leaves one node.

    Args:
        graph: Any graph.

    Example:
        >>> from kgbuild.assemble.graph import Edge, Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> graph.add_edge(Edge("urn:s", "urn:m", "variantOf", "urn:m", confidence=0.5))
        >>> [(some.predicates, some.rows[0]["confidence"]) for some in sorted_edges(graph)]
        [(['variantOf'], 0.5)]
    """
    adjacency = dict(graph.nx.adjacency())
    sources: list[str] = []
    edges: list[tuple[str, str, dict[str, Any]]] = []
    for source in sorted(adjacency):
        if not adjacency[source]:
            continue
        leaving = [(key, target, data) for target, keyed in adjacency[source].items() for key, data in keyed.items()]
        leaving.sort()  # no two of one source have the same predicate and target, so that no attributes are compared
        sources += [source] * len(leaving)
        edges += leaving
        if len(edges) >= ROWS:
            yield Leaving(sources, *map(list, zip(*edges, strict=True)))
            sources, edges = [], []
    if edges:
        yield Leaving(sources, *map(list, zip(*edges, strict=True)))


def edge_frames(graph: KnowledgeGraph, spell: Spell = all_legal) -> Iterator[Frame]:
    """Yield the edges by (source, predicate, target), with the cells of `edge_columns`.

    Args:
        graph: A graph, or a projection of one.
        spell: What becomes of every text.

    Example:
        >>> from kgbuild.assemble.graph import Edge, Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> graph.add_edge(Edge("urn:s", "urn:m", "variantOf", "urn:m", confidence=0.5))
        >>> [(frame.sources, frame.cells[:4]) for frame in edge_frames(graph)]
        [(['urn:m'], [['variant of'], [0.5], ['variantOf'], [0.5]])]
    """
    known, labels = Known(spell), Known(lambda predicates: spell([phrase(str(each)) for each in predicates]))
    years = graph.values("first_year")
    spell_ends = known.all if known.learn(years) else list  # IRIs seldom hold what a format writes otherwise
    described = _projected if isinstance(graph, Projection) else _stated
    for sources, predicates, targets, rows in sorted_edges(graph):
        year = _first_years(sources, targets, [row["evidence"] for row in rows], years)
        cells = [labels.all(predicates), *described(rows, known.all(predicates), known), year]
        yield Frame(spell([row["id"] for row in rows]), cells, spell_ends(sources), spell_ends(targets))


def _stated(rows: list[dict[str, Any]], predicates: Cells, known: Known) -> Iterator[Cells]:
    spell = known.spell
    confidences, supports = [row["confidence"] for row in rows], [row["support"] for row in rows]
    evidence, derived = [row["evidence"] for row in rows], [row["derived_from"] for row in rows]
    best = [each[0] if len(each) == 1 else surest(each) if each else _NOWHERE for each in evidence]
    yield weights(confidences, supports)
    yield predicates
    yield list(map(float, confidences))
    yield supports
    yield spell([each.text for each in best])
    yield [1 if len(each) == 1 else len({passage.paper for passage in each}) or None for each in evidence]
    yield known.all([each.paper for each in best])
    yield known.all([each.field for each in best])
    yield [each.start for each in best]
    yield [each.end for each in best]
    yield known.all([each.extractor for each in best])
    yield spell([JOINER.join(each) or None for each in derived]) if any(derived) else [None] * len(rows)
    yield [row["rank"] for row in rows]
    yield known.all([row["rule"] for row in rows])


def _projected(rows: list[dict[str, Any]], predicates: Cells, _: Known) -> Iterator[Cells]:
    yield [float(row["confidence"]) for row in rows]
    yield predicates
    yield [row["support"] for row in rows]


def _first_years(
    sources: list[str], targets: list[str], evidence: list[tuple[Passage, ...]], years: Mapping[str, int | None]
) -> list[int | None]:
    """Return the year of the first paper that states each edge; a derived edge is there as soon as both its ends are."""
    found = [years.get(passages[0].paper) if len(passages) == 1 else None for passages in evidence]
    if None in found:
        for place in [place for place, year in enumerate(found) if year is None]:
            stated = [year for passage in evidence[place][1:] if (year := years.get(passage.paper)) is not None]
            if stated:
                found[place] = min(year for year in (*stated, years.get(evidence[place][0].paper)) if year is not None)
            else:
                first, second = years[sources[place]], years[targets[place]]
                found[place] = second if first is None else first if second is None else max(first, second)
    return found


class _Nowhere(NamedTuple):
    """Stands for the evidence of an edge that has none."""

    text: None = None
    paper: None = None
    field: None = None
    start: None = None
    end: None = None
    extractor: None = None


_NOWHERE = _Nowhere()


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
