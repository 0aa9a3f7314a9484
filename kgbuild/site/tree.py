"""The lineage of a model, method or architecture as a small tree."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.lineage.pedigree import RELATIONS, Row, pedigree

_GENERATIONS = 3
_MOST_ROWS = 40
_ENOUGH = 400


class Line(NamedTuple):
    """A line of a tree.

    Attributes:
        depth: 0 for the thing itself.
        iri: Who stands there.
        year: Of the paper that introduced it, where known.
        confidence: Of the tie to the line above it; None for the root.
        variant: Whether it is but a variant of that.
        again: Whether it stands, with what is below it, further up.
        hidden: How many are cut off below it.
    """

    depth: int
    iri: str
    year: int | None
    confidence: float | None
    variant: bool
    again: bool
    hidden: int


class Tree(NamedTuple):
    """What a thing came from, or what came of it.

    Attributes:
        lines: In drawing order; the first is the thing itself.
        more: How many lines are left out at the end.
    """

    lines: tuple[Line, ...]
    more: int


class Lineages:
    """The trees of one graph.

    Args:
        graph: Any graph; its ties are looked up once.

    Example:
        >>> from kgbuild.assemble.graph import Edge, Node
        >>> graph = KnowledgeGraph()
        >>> for name in ("RoBERTa", "BERT"):
        ...     graph.add_node(Node(name, "Model", name))
        >>> graph.add_edge(Edge("urn:s", "RoBERTa", "basedOn", "BERT", confidence=0.9))
        >>> up, down = Lineages(graph).of("BERT")
        >>> len(up.lines), [line.iri for line in down.lines]
        (1, ['BERT', 'RoBERTa'])
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._up: defaultdict[str, list[str]] = defaultdict(list)
        self._down: defaultdict[str, list[str]] = defaultdict(list)
        self._origins: defaultdict[str, list[str]] = defaultdict(list)
        for source, target, key in graph.nx.edges(keys=True):
            if key in RELATIONS and source != target:
                self._up[source].append(target)
                self._down[target].append(source)
            elif key == "introducedBy":
                self._origins[source].append(target)

    def of(self, iri: str) -> tuple[Tree, Tree] | None:
        """Return what a thing came from and what came of it, three generations each; None where it has no relatives.

        Args:
            iri: Of a node.
        """
        if iri not in self._up and iri not in self._down:
            return None
        family = _reached(self._up, iri) | _reached(self._down, iri)
        found = pedigree(self._part(family), iri, depth=_GENERATIONS)
        years = {member.iri: member.year for member in found.members.values()}
        up, down = _tree(found.ancestors, years, iri), _tree(found.descendants, years, iri)
        return (up, down) if len(up.lines) + len(down.lines) > 2 else None  # noqa: PLR2004 - more than the thing itself, twice

    def _part(self, family: set[str]) -> KnowledgeGraph:
        """Return the part of the graph that a pedigree looks at."""
        part = KnowledgeGraph(self._graph.base)
        papers = {paper for iri in family for paper in self._origins[iri]}
        for iri in sorted(family | papers):
            part.add_node(self._graph.node(iri))
        for source in sorted(family):
            for target in (*self._up.get(source, ()), *self._origins[source]):
                for key in (*RELATIONS, "introducedBy"):
                    if target in part.nx and self._graph.nx.has_edge(source, target, key):
                        part.add_edge(self._graph.edge(source, key, target))
        return part


def _reached(steps: Mapping[str, Iterable[str]], root: str) -> set[str]:
    """Return what is a few steps away, nearest first, and no more than a page could ever show."""
    found, rim = {root}, [root]
    for _ in range(_GENERATIONS + 1):
        rim = sorted({there for here in rim for there in steps.get(here, ())} - found)[: max(0, _ENOUGH - len(found))]
        found.update(rim)
    return found


def _tree(rows: Iterable[Row], years: Mapping[str, int | None], root: str) -> Tree:
    lines = [
        Line(
            row.depth,
            row.iri,
            years[row.iri],
            None if row.tie is None else row.tie.confidence,
            row.tie is not None and row.tie.relations == ("variantOf",),
            bool(row.mark),
            row.hidden,
        )
        for row in rows
    ] or [Line(0, root, years.get(root), None, variant=False, again=False, hidden=0)]
    return Tree(tuple(lines[:_MOST_ROWS]), len(lines[_MOST_ROWS:]))
