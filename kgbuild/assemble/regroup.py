"""Senses regrouped as a user decided: what the linker joined is parted, what it kept apart is joined."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kgbuild.assemble.decisions import Decision, Decisions, Named
from kgbuild.assemble.record import Name
from kgbuild.assemble.senses import Key, Senses
from kgbuild.assemble.spellings import Spellings
from kgbuild.assemble.usage import Usage
from kgbuild.identifiers import name_key
from kgbuild.vocabulary import Vocabulary


class Group(NamedTuple):
    """Names that mean one thing.

    Attributes:
        key: Its class, with the IRI of its concept or a key of its own.
        names: What papers call it.
        label: What the user calls it, if they said so.
    """

    key: Key
    names: tuple[Name, ...]
    label: str | None = None


class _Cell(NamedTuple):
    """The names of one sense of which the user says the same."""

    sense: Key
    cluster: Named


_REST: Named = ("", "")
"""Stands for the names of a sense of which the user says nothing."""


class Homes:
    """Which sense the names in a user's file mean.

    Args:
        decisions: What the user decided.
        groups: The names of each sense.
        senses: What the linker found.
        spellings: Knows the canonical key of each form.
        usages: How the papers use each name.
    """

    def __init__(
        self,
        decisions: Decisions,
        groups: Mapping[Key, Sequence[Name]],
        senses: Senses,
        spellings: Spellings,
        usages: Mapping[Name, Usage],
    ) -> None:
        self._senses = senses
        self._spellings = spellings
        texts = {named: text for line in decisions.lines for named, text in _spoken(line)}
        keys = {key for _, key in texts}
        self._touched: dict[Name, frozenset[str]] = {}
        bearing: defaultdict[Named, dict[Key, int]] = defaultdict(dict)
        for sense, names in groups.items():
            for name in names:
                found = keys.intersection(map(name_key, name.forms))
                self._touched[name] = frozenset(found)
                for key in found:
                    papers = bearing[sense[0], key]
                    papers[sense] = papers.get(sense, 0) + usages[name].papers
        self._home: dict[Named, Key] = {}
        for named in sorted(texts):
            meant = self.meant(named[0], texts[named])
            if meant in groups:
                self._home[named] = meant
            elif bearing[named]:
                self._home[named] = min(bearing[named], key=lambda sense: (-bearing[named][sense], sense))

    def meant(self, node_type: str, form: str) -> Key:
        """Return the sense that a spelling has for the linker where no paper says more."""
        return self._senses.of_key((node_type, self._spellings.key(node_type, form)))

    def of(self, named: Named) -> Key | None:
        """Return the sense of a name that a decision is about, None where the corpus lacks it."""
        return self._home.get(named)

    def touched(self, sense: Key, name: Name) -> Iterator[Named]:
        """Yield the names of the user's file that a name of a sense bears, sorted."""
        for key in sorted(self._touched[name]):
            if self._home.get((sense[0], key)) == sense:
                yield sense[0], key

    def idle(self, decisions: Decisions) -> Iterator[Decision]:
        """Yield the decisions that touch nothing in this corpus, in the order of the file."""
        return (line for line in decisions.lines if any(named not in self._home for named, _ in _spoken(line)))


def _spoken(line: Decision) -> Iterator[tuple[Named, str]]:
    yield line.named, line.name
    if line.verdict in {"same", "different"}:
        yield line.other_named, line.other


def retypes(decisions: Decisions, homes: Homes, groups: Mapping[Key, Sequence[Name]]) -> dict[Name, str]:
    """Return the class that a user gives to names: to all of a thing; where it is to be parted, to those that bear the name.

    Args:
        decisions: What the user decided.
        homes: Which sense the decisions mean.
        groups: The names of each sense.
    """
    parted = {key for line in decisions.of("different") for _, key in (line.named, line.other_named)}
    types: dict[Name, str] = {}
    exact: dict[Name, str] = {}
    for line in sorted(decisions.of("retype"), key=lambda line: (line.named, line.other)):
        sense = homes.of(line.named)
        for name in groups[sense] if sense is not None else ():
            if sense is not None and line.named in homes.touched(sense, name):
                exact.setdefault(name, line.other)
            elif line.named[1] not in parted:
                types.setdefault(name, line.other)
    return types | exact


class Regrouped:
    """The groups of a corpus after a user's decisions.

    Args:
        decisions: What the user decided.
        homes: Which sense the decisions mean.
        groups: The names of each sense.
        usages: How the papers use each name.
        vocabulary: Concepts that ground names.
    """

    def __init__(
        self,
        decisions: Decisions,
        homes: Homes,
        groups: Mapping[Key, Sequence[Name]],
        usages: Mapping[Name, Usage],
        vocabulary: Vocabulary,
    ) -> None:
        self._decisions = decisions
        self._homes = homes
        self._usages = usages
        self._vocabulary = vocabulary
        self._cells: dict[_Cell, list[Name]] = {}
        self._order: dict[Key, list[_Cell]] = {}
        for sense in groups:
            self._part(sense, groups[sense])
        self._parent: dict[_Cell, _Cell] = {}
        self._clusters: dict[_Cell, set[Named]] = {}
        self._join_decided()
        self._join_linked()
        self._keys = self._name_components()
        self.groups = self._gathered()

    def key_of(self, node_type: str, form: str) -> Key:
        """Return the key of the group that a spelling means where no paper says more."""
        sense = self._homes.meant(node_type, form)
        if sense not in self._order:
            return sense
        named = node_type, name_key(form)
        cell = _Cell(sense, self._decisions.cluster(named)) if self._homes.of(named) == sense else None
        return self._keys[self._root(cell if cell in self._cells and cell is not None else self._order[sense][0])]

    def _part(self, sense: Key, names: Iterable[Name]) -> None:
        """Part the names of a sense by what the user says of them."""
        cells: defaultdict[_Cell, list[Name]] = defaultdict(list)
        for name in names:
            said = list(self._homes.touched(sense, name))
            own = sense[0], name_key(name.name)
            cluster = self._decisions.cluster(own if own in said else said[0]) if said else _REST
            cells[_Cell(sense, cluster)].append(name)
        self._cells.update(cells)
        self._order[sense] = sorted(cells, key=lambda cell: (-self._papers(cell), cell.cluster))

    def _papers(self, cell: _Cell) -> int:
        return sum(self._usages[name].papers for name in self._cells[cell])

    def _join_decided(self) -> None:
        """Join what the user says is the same."""
        same: defaultdict[Named, list[_Cell]] = defaultdict(list)
        for cell in sorted(self._cells):
            self._clusters[cell] = {cell.cluster} - {_REST}
            if cell.cluster != _REST:
                same[cell.cluster].append(cell)
        for named, cluster in self._decisions.clusters.items():
            sense = self._homes.of(named)
            if sense is not None and _Cell(sense, cluster) not in self._cells:  # a spelling that the sense knows, yet no paper has
                lead = self._order[sense][0]
                if not self._clash({cluster}, self._clusters[lead]):
                    self._clusters[lead].add(cluster)
                    same[cluster].append(lead)
        for cells in same.values():
            for cell in cells[1:]:
                self._unite(cells[0], cell)

    def _join_linked(self) -> None:
        """Join the rest as the linker did, but for what the user wants apart."""
        for sense in sorted(self._order):
            cells = self._order[sense]
            for place, cell in enumerate(cells):
                for earlier in cells[:place]:
                    if self._unite(earlier, cell):
                        break

    def _unite(self, one: _Cell, other: _Cell) -> bool:
        first, second = sorted((self._root(one), self._root(other)))
        if first == second:
            return True
        if self._clash(self._clusters[first], self._clusters[second]):
            return False
        self._parent[second] = first
        self._clusters[first] |= self._clusters[second]
        return True

    def _clash(self, ours: set[Named], theirs: set[Named]) -> bool:
        apart = self._decisions.apart
        return bool(apart) and any(frozenset((one, other)) in apart for one in ours for other in theirs)

    def _root(self, cell: _Cell) -> _Cell:
        while cell in self._parent:
            cell = self._parent[cell]
        return cell

    def _name_components(self) -> dict[_Cell, Key]:
        """Return the key of each component, by its root."""
        leads: dict[_Cell, _Cell] = {}
        for cell in sorted(self._cells, key=lambda cell: (-self._papers(cell), cell)):
            leads.setdefault(self._root(cell), cell)
        concepts: defaultdict[_Cell, list[tuple[int, str]]] = defaultdict(list)
        for sense, cells in self._order.items():
            if sense[1] in self._vocabulary.concepts:
                owner = self._owner(sense, cells)
                papers = sum(self._papers(cell) for cell in cells if self._root(cell) == owner)
                concepts[owner].append((-papers, sense[1]))
        keys: dict[_Cell, Key] = {}
        for root, lead in leads.items():
            node_type, key = lead.sense
            if concepts[root]:
                keys[root] = node_type, min(concepts[root])[1]
            elif lead != self._order[lead.sense][0] or key in self._vocabulary.concepts:
                keys[root] = node_type, f"{key} {lead.cluster[1]}"
            else:
                keys[root] = lead.sense
        return keys

    def _owner(self, sense: Key, cells: Sequence[_Cell]) -> _Cell:
        """Return the root of the component that keeps the concept of a sense: the one that bears the concept's name."""
        preferred = name_key(self._vocabulary.concepts[sense[1]].name)
        for cell in cells:
            if any(name_key(form) == preferred for name in self._cells[cell] for form in name.forms):
                return self._root(cell)
        return self._root(cells[0])

    def _gathered(self) -> list[Group]:
        names: defaultdict[_Cell, list[Name]] = defaultdict(list)
        labels: dict[_Cell, str] = {}
        for cell, its in self._cells.items():
            names[self._root(cell)].extend(its)
        for line in sorted(self._decisions.of("rename"), key=lambda line: (line.other, line.named), reverse=True):
            sense = self._homes.of(line.named)
            if sense is not None:
                cell = _Cell(sense, self._decisions.cluster(line.named))
                labels[self._root(cell if cell in self._cells else self._order[sense][0])] = line.other
        return [Group(self._keys[root], tuple(its), labels.get(root)) for root, its in names.items()]
