"""A walk from a root over a graph that may have circles, drawn as a tree: who stands below whom, each expanded once."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

Mark: TypeAlias = Literal["", "above", "cycle"]
Steps: TypeAlias = Mapping[str, list[str]]
"""Where one can go from each node, in drawing order."""


class Place(NamedTuple):
    """A line of the tree.

    Attributes:
        depth: 0 for the root.
        origin: The node one level up; the root itself for the root.
        iri: Who stands there.
        mark: `above` where it is expanded already, `cycle` where it stands on the way to itself.
        hidden: How many lines one level down the depth limit cuts off.
    """

    depth: int
    origin: str
    iri: str
    mark: Mark
    hidden: int


def generations(steps: Steps, root: str, depth: int | None = None) -> tuple[list[Place], set[tuple[str, str]]]:
    """Return the lines of a tree in drawing order, and the steps left out because a longer way makes them too.

    Args:
        steps: Where one can go from each node, in drawing order.
        root: Where to begin.
        depth: How many levels to draw below the root; all by default.

    Returns:
        The lines, and the steps that the transitive reduction of what is reached leaves out (Aho, Garey and Ullman, 1972).

    Example:
        >>> lines, implied = generations({"A": ["B", "C"], "B": ["C"], "C": ["A"]}, "A")
        >>> [(line.depth, line.iri, line.mark) for line in lines]
        [(0, 'A', ''), (1, 'B', ''), (2, 'C', ''), (3, 'A', 'cycle')]
        >>> implied
        {('A', 'C')}
    """
    ahead, back = _without_circles(steps, root)
    implied = _implied(ahead)
    kept = {here: [there for there in steps.get(here, ()) if (here, there) not in implied] for here in ahead}
    return _drawn(kept, back, root, depth), implied


def _without_circles(steps: Steps, root: str) -> tuple[dict[str, list[str]], set[tuple[str, str]]]:
    """Part what a depth-first search reaches into steps ahead and steps back to a node that the search has not yet left.

    Nodes come in the order in which the search leaves them: each after all that it leads to.
    """
    back: set[tuple[str, str]] = set()
    ahead: dict[str, list[str]] = {}
    open_: dict[str, list[str]] = {root: []}
    stack = [(root, iter(steps.get(root, ())))]
    while stack:
        here, rest = stack[-1]
        there = next(rest, None)
        if there is None:
            stack.pop()
            ahead[here] = open_.pop(here)
        elif there in open_:
            back.add((here, there))
        else:
            open_[here].append(there)
            if there not in ahead:
                open_[there] = []
                stack.append((there, iter(steps.get(there, ()))))
    return ahead, back


def _implied(ahead: Mapping[str, list[str]]) -> set[tuple[str, str]]:
    """Return the steps from each node to one that another of its steps leads to as well; sets of nodes are bits of a number."""
    bits = {iri: 1 << number for number, iri in enumerate(ahead)}
    reached: dict[str, int] = {}
    implied: set[tuple[str, str]] = set()
    for here, ways in ahead.items():
        further = 0
        for there in ways:
            further |= reached[there]
        implied.update((here, there) for there in ways if further & bits[there])
        for there in ways:
            further |= bits[there]
        reached[here] = further
    return implied


def _drawn(steps: Steps, back: set[tuple[str, str]], root: str, depth: int | None) -> list[Place]:
    lines: list[Place] = []
    expanded: set[str] = set()
    stack = [(0, root, root)]
    while stack:
        level, origin, iri = stack.pop()
        mark: Mark = "cycle" if (origin, iri) in back else "above" if iri in expanded else ""
        below = [] if mark else steps.get(iri, [])
        hidden = len(below) if depth is not None and level >= depth else 0
        lines.append(Place(level, origin, iri, mark, hidden))
        if not mark and not hidden:
            expanded.add(iri)
            stack.extend((level + 1, iri, there) for there in reversed(below))
    return lines
