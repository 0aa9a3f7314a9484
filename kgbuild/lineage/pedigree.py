"""The ancestors and descendants of one thing over `basedOn` and `variantOf`, laid out as trees."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.lineage import LIKELY
from kgbuild.lineage.circles import circles
from kgbuild.lineage.generations import Mark, generations

Direction = Literal["both", "ancestors", "descendants"]

RELATIONS = ("basedOn", "variantOf")
"""What ties a descendant to an ancestor."""


class Relative(NamedTuple):
    """A thing of a pedigree.

    Attributes:
        iri: Its identity.
        label: What to call it.
        type: Its class.
        year: Of the paper that introduced it, where known.
        paper: Title of that paper.
    """

    iri: str
    label: str
    type: str
    year: int | None
    paper: str | None


class Tie(NamedTuple):
    """What ties a descendant to an ancestor.

    Attributes:
        descendant: IRI.
        ancestor: IRI.
        relations: `basedOn`, `variantOf` or both.
        confidence: Of the surest of them.
        implied: Whether a longer way leads to the same ancestor, so that a tree need not draw this one.
    """

    descendant: str
    ancestor: str
    relations: tuple[str, ...]
    confidence: float
    implied: bool = False


class Row(NamedTuple):
    """A line of a tree, in drawing order.

    Attributes:
        depth: 0 for the root.
        iri: Who stands there.
        tie: What ties it to the row above it one level up; None for the root.
        mark: `above` where it is drawn already, `cycle` where it is an ancestor of itself; neither has rows below it.
        hidden: How many rows one level down the depth limit cuts off.
    """

    depth: int
    iri: str
    tie: Tie | None
    mark: Mark
    hidden: int


@dataclass(frozen=True)
class Pedigree:
    """One thing with its ancestors and descendants.

    Attributes:
        root: The IRI of the thing.
        members: All that is shown, by IRI.
        ties: What ties them, sorted.
        ancestors: The tree upwards; the first row is the root.
        descendants: The tree downwards; the first row is the root.
        weak: How many ties of the members were left out for their low confidence.
        circles: `basedOn` that leads back to where it began, each from its first member; they touch the members.
    """

    root: str
    members: dict[str, Relative]
    ties: tuple[Tie, ...]
    ancestors: tuple[Row, ...]
    descendants: tuple[Row, ...]
    weak: int
    circles: tuple[tuple[str, ...], ...]


def pedigree(
    graph: KnowledgeGraph, root: str, *, direction: Direction = "both", depth: int | None = None, least: float = LIKELY
) -> Pedigree:
    """Return the pedigree of one thing.

    Args:
        graph: Any graph.
        root: IRI of one of its nodes.
        direction: Which way to walk.
        depth: How many generations to show; all by default.
        least: The least confidence of a tie, from 0 to 1.

    Example:
        >>> from kgbuild.assemble.graph import Edge, Node
        >>> graph = KnowledgeGraph()
        >>> for name in ("BERT", "RoBERTa"):
        ...     graph.add_node(Node(name, "Model", name))
        >>> graph.add_edge(Edge("urn:s", "RoBERTa", "basedOn", "BERT", confidence=0.9))
        >>> [(row.depth, row.iri) for row in pedigree(graph, "BERT").descendants]
        [(0, 'BERT'), (1, 'RoBERTa')]
    """
    ties = all_ties(graph)
    strong = [tie for tie in ties if tie.confidence >= least]
    relatives = _Relatives(graph)
    up, up_implied = _tree(strong, root, relatives.order, depth, upwards=True) if direction != "descendants" else ((), set())
    down, down_implied = _tree(strong, root, relatives.order, depth, upwards=False) if direction != "ancestors" else ((), set())
    above, below = {row.iri for row in up} | {root}, {row.iri for row in down} | {root}
    implied = up_implied | down_implied
    shown = [
        tie._replace(implied=(tie.descendant, tie.ancestor) in implied)
        for tie in strong
        if {tie.descendant, tie.ancestor} <= above or {tie.descendant, tie.ancestor} <= below
    ]
    weak = sum(
        (tie.descendant in above and direction != "descendants") or (tie.ancestor in below and direction != "ancestors")
        for tie in ties
        if tie.confidence < least
    )
    members = {iri: relatives.of(iri) for iri in sorted(above | below)}
    touching = tuple(circle for circle in circles(_steps(strong)) if members.keys() & set(circle))
    return Pedigree(root, members, tuple(shown), up, down, weak, touching)


def _steps(ties: Iterable[Tie]) -> Iterator[tuple[str, str]]:
    return ((tie.descendant, tie.ancestor) for tie in ties if "basedOn" in tie.relations)


class _Relatives:
    """What a pedigree tells of things, and the order in which it draws them."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._origins = _origins(graph)
        self._known: dict[str, Relative] = {}

    def of(self, iri: str) -> Relative:
        if iri not in self._known:
            self._known[iri] = _relative(self._graph, iri, self._origins)
        return self._known[iri]

    def order(self, iri: str) -> tuple[int, int, str, str]:
        """The earliest first, then what most papers speak of."""
        node = self._graph.node(iri)
        year = self.of(iri).year or node.first_year
        return (year if year is not None else 10_000, -node.support, node.label, iri)


def all_ties(graph: KnowledgeGraph) -> list[Tie]:
    """Return the ties of a graph, by descendant and ancestor.

    Args:
        graph: Any graph.
    """
    found: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for source, target, key in graph.nx.edges(keys=True):
        if key in RELATIONS:
            found[source, target][key] = graph.nx.edges[source, target, key]["confidence"]
    return [Tie(*ends, tuple(sorted(said)), max(said.values())) for ends, said in sorted(found.items())]


def _tree(
    ties: Iterable[Tie], root: str, order: Callable[[str], tuple[int, int, str, str]], depth: int | None, *, upwards: bool
) -> tuple[tuple[Row, ...], set[tuple[str, str]]]:
    """Return the rows of a tree and the ends of the ties that longer ways imply, as (descendant, ancestor)."""
    steps: defaultdict[str, list[str]] = defaultdict(list)
    between: dict[tuple[str, str], Tie] = {}
    for tie in ties:
        here, there = (tie.descendant, tie.ancestor) if upwards else (tie.ancestor, tie.descendant)
        steps[here].append(there)
        between[here, there] = tie
    for ways in steps.values():
        ways.sort(key=order)
    drawn, implied = generations(steps, root, depth)
    rows = tuple(Row(place.depth, place.iri, between.get((place.origin, place.iri)), place.mark, place.hidden) for place in drawn)
    return rows, {(here, there) if upwards else (there, here) for here, there in implied}


def _origins(graph: KnowledgeGraph) -> dict[str, tuple[int, str, str]]:
    """Return year, title and IRI of the earliest paper that introduced each thing."""
    origins: dict[str, tuple[int, str, str]] = {}
    for source, target, key in graph.nx.edges(keys=True):
        if key == "introducedBy":
            paper = graph.node(target)
            candidate = (paper.first_year if paper.first_year is not None else 10_000, paper.label, target)
            origins[source] = min(origins.get(source, candidate), candidate)
    return origins


def _relative(graph: KnowledgeGraph, iri: str, origins: dict[str, tuple[int, str, str]]) -> Relative:
    node = graph.node(iri)
    if iri not in origins:
        return Relative(iri, node.label, node.type, None, None)
    _, title, paper = origins[iri]
    return Relative(iri, node.label, node.type, graph.node(paper).first_year, title)
