"""What abbreviations mean over a corpus, class by class."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from kgbuild.assemble.abbreviation import expands, same_expansion
from kgbuild.assemble.lookup import ConceptIndex
from kgbuild.assemble.reading import Reading
from kgbuild.assemble.record import Name
from kgbuild.assemble.spellings import Spellings

Key = tuple[str, str]
"""A class and a canonical key within it."""

_CLEAR_MAJORITY = 0.75


class Senses:
    """Groups names into senses.

    A sense is a class with the IRI of a concept or, where there is none, with a key.

    Args:
        readings: What each name says of itself, in sorted order.
        types: The class of each name.
        counts: In how many papers each name stands.
        index: The vocabulary's concepts.
        spellings: Knows the canonical key of each form.
    """

    def __init__(
        self,
        readings: Mapping[Name, Reading],
        types: Mapping[Name, str],
        counts: Mapping[Name, int],
        index: ConceptIndex,
        spellings: Spellings,
    ) -> None:
        self._readings = readings
        self._types = types
        self._index = index
        self._parent: dict[Key, Key] = {}
        self._concepts: dict[Key, str | None] = {}
        self._bound: dict[Key, Key] = {}
        self._texts: dict[str, str] = {}
        expansions = self._expansions(counts, spellings)
        for short in sorted(expansions):
            self._join_similar(expansions[short])
        for short in sorted(expansions):
            self._bind(short, expansions[short])

    def reading(self, name: Name) -> Reading:
        """Return what a name says of itself."""
        return self._readings[name]

    def of(self, name: Name) -> Key:
        """Return the sense of a name."""
        reading, node_type = self._readings[name], self._types[name]
        if reading.longs:
            return self._sense((node_type, reading.longs[0]))
        concept = self._index.at(name.concept, node_type)
        return (node_type, concept.iri) if concept else self.of_key((node_type, reading.main))

    def of_key(self, key: Key) -> Key:
        """Return the sense of a spelling where no paper says more."""
        return self._sense(self._bound.get(key, key))

    def _expansions(self, counts: Mapping[Name, int], spellings: Spellings) -> dict[Key, Counter[Key]]:
        """Count, for each abbreviation, the papers that spell it out in each way; long forms of one name become one."""
        expansions: defaultdict[Key, Counter[Key]] = defaultdict(Counter)
        for name, reading in self._readings.items():
            if not reading.longs:
                continue
            node_type = self._types[name]
            for form in name.forms:
                self._texts.setdefault(spellings.key(name.type, form), form)
            for long in reading.longs[1:]:
                self._unite((node_type, reading.longs[0]), (node_type, long))
            for short in reading.shorts:
                expansions[node_type, short][node_type, reading.longs[0]] += counts[name]
        return expansions

    def _join_similar(self, expansions: Counter[Key]) -> None:
        """Unite the expansions of one abbreviation that are the same words in other clothes."""
        leaders: list[Key] = []
        for long in sorted(expansions, key=lambda key: (-expansions[key], key)):
            text = self._texts[long[1]]
            leader = next((leader for leader in leaders if same_expansion(self._texts[leader[1]], text)), None)
            if leader is None:
                leaders.append(long)
            else:
                self._unite(leader, long)

    def _bind(self, short: Key, expansions: Counter[Key]) -> None:
        """Decide what an abbreviation means in papers that do not spell it out."""
        senses: Counter[Key] = Counter()
        for long, papers in expansions.items():
            senses[self._find(long)] += papers
        top = min(senses, key=lambda key: (-senses[key], key))
        clear = senses[top] >= _CLEAR_MAJORITY * senses.total()
        concept = self._index.concept(*short)
        if concept is None:
            if clear:
                self._bound[short] = top
            return
        self._bound[short] = (short[0], concept.iri)
        known = [name for name in concept.names if expands(self._texts[short[1]], name)]
        for long in sorted(expansions):
            if any(same_expansion(self._texts[long[1]], name) for name in known) or (
                not known and clear and self._find(long) == top
            ):
                self._ground(self._find(long), concept.iri)

    def _ground(self, root: Key, concept: str) -> None:
        self._concepts[root] = self._concept(root) or concept

    def _concept(self, root: Key) -> str | None:
        if root not in self._concepts:
            concept = self._index.concept(*root)
            self._concepts[root] = concept.iri if concept else None
        return self._concepts[root]

    def _sense(self, key: Key) -> Key:
        root = self._find(key)
        return root[0], self._concept(root) or root[1]

    def _find(self, key: Key) -> Key:
        root = key
        while root in self._parent:
            root = self._parent[root]
        while key != root:
            self._parent[key], key = root, self._parent[key]
        return root

    def _unite(self, one: Key, other: Key) -> None:
        """Make two keys one, unless they are two concepts."""
        root, child = sorted((self._find(one), self._find(other)))
        concepts = {self._concept(root), self._concept(child)} - {None}
        if root != child and len(concepts) <= 1:
            self._parent[child] = root
            self._concepts[root] = next(iter(concepts), None)
