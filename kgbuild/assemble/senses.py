"""What abbreviations mean over a corpus, class by class."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from kgbuild.assemble.abbreviation import begins_expansion, expands, same_expansion, unfolded
from kgbuild.assemble.lookup import ConceptIndex
from kgbuild.assemble.reading import Reading
from kgbuild.assemble.record import Name
from kgbuild.assemble.spellings import Spellings
from kgbuild.assemble.usage import Usage

Key = tuple[str, str]
"""A class and a canonical key within it."""

_CLEAR_MAJORITY = 0.75


class Senses:
    """Groups names into senses.

    A sense is a class with the IRI of a concept or, where there is none, with a key.

    Args:
        readings: What each name says of itself, in sorted order.
        types: The class of each name.
        usages: How the papers use each name.
        index: The vocabulary's concepts.
        spellings: Knows the canonical key of each form.

    Attributes:
        why: Why a key was joined to another or an abbreviation bound: `spelled out`, `same words`, `vocabulary` or `majority`.
        unbound: The sense that an abbreviation was kept apart from, and why: `no clear majority`, `namesake` or `case`.
    """

    def __init__(
        self,
        readings: Mapping[Name, Reading],
        types: Mapping[Name, str],
        usages: Mapping[Name, Usage],
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
        self._alone: dict[Key, Usage] = {}
        self._alone_as_word: Counter[Key] = Counter()
        self.why: dict[Key, str] = {}
        self.unbound: dict[Key, tuple[Key, str]] = {}
        expansions = self._expansions(usages, spellings)
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
            return self._sense((node_type, reading.main))
        concept = self._index.at(name.concept, node_type)
        return (node_type, concept.iri) if concept else self.of_key((node_type, reading.main))

    def of_key(self, key: Key) -> Key:
        """Return the sense of a spelling where no paper says more."""
        return self._sense(self._bound.get(key, key))

    def _expansions(self, usages: Mapping[Name, Usage], spellings: Spellings) -> dict[Key, dict[Key, Usage]]:
        """Gather, for each abbreviation, how papers spell it out; long forms of one name become one."""
        expansions: defaultdict[Key, dict[Key, Usage]] = defaultdict(dict)
        for name, reading in self._readings.items():
            node_type, usage = self._types[name], usages[name]
            main = node_type, reading.main
            if not reading.longs:
                _add(self._alone, main, usage)
                self._alone_as_word[main] += usage.papers * _is_word(name.name)
                continue
            for form in name.forms:
                self._texts.setdefault(spellings.key(name.type, form), form)
            for long in reading.longs:
                self._unite(main, (node_type, long), "spelled out")
            for short in reading.shorts:
                _add(expansions[node_type, short], main, usage)
        return expansions

    def _join_similar(self, expansions: Mapping[Key, Usage]) -> None:
        """Unite the expansions of one abbreviation that are the same words in other clothes."""
        leaders: list[Key] = []
        for long in sorted(expansions, key=lambda key: (-expansions[key].papers, key)):
            text = self._texts[long[1]]
            leader = next((leader for leader in leaders if same_expansion(self._texts[leader[1]], text)), None)
            if leader is None:
                leaders.append(long)
            else:
                self._unite(leader, long, "same words")

    def _bind(self, short: Key, expansions: Mapping[Key, Usage]) -> None:
        """Decide what an abbreviation means in papers that do not spell it out."""
        concept = self._index.concept(*short)
        known: list[str] = []
        if concept is not None:
            self._bound[short] = short[0], concept.iri
            self.why[short] = "vocabulary"
            names = [name for whole in concept.names for name in unfolded(whole)]
            known = [name for name in names if expands(self._texts[short[1]], name)]
            for long in sorted(expansions):
                if any(begins_expansion(self._texts[long[1]], name) for name in known):
                    self._ground(self._find(long), concept.iri)
        if known:
            return
        main = self._main_sense(short, expansions)
        if main is not None and concept is not None:
            self._ground(main, concept.iri)
        elif main is not None:
            self._bound[short] = main
            self.why[short] = "majority"

    def _main_sense(self, short: Key, expansions: Mapping[Key, Usage]) -> Key | None:
        """Return the sense that clearly most papers spell out, unless those that do not mean another thing of that name."""
        senses: dict[Key, Usage] = {}
        for long, usage in expansions.items():
            _add(senses, self._find(long), usage)
        top = min(senses, key=lambda key: (-senses[key].papers, key))
        clear = senses[top].papers >= _CLEAR_MAJORITY * sum(usage.papers for usage in senses.values())
        alone = self._alone.get(short)
        if not clear:
            self.unbound[short] = top, "no clear majority"
        elif alone is not None and _is_namesake(alone, senses[top]):
            self.unbound[short] = top, "namesake"
        elif not self._looks_alike(short):
            self.unbound[short] = top, "case"
        return top if short not in self.unbound else None

    def _looks_alike(self, short: Key) -> bool:
        """Tell whether papers that use a short form alone write it as those that spell it out: "Adam" is not their "ADAM"."""
        alone = self._alone.get(short, Usage(0)).papers
        as_word = self._alone_as_word[short]
        return (as_word if _is_word(self._texts[short[1]]) else alone - as_word) >= _CLEAR_MAJORITY * alone

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

    def _unite(self, one: Key, other: Key, why: str) -> None:
        """Make two keys one, unless they are two concepts."""
        root, child = sorted((self._find(one), self._find(other)))
        concepts = {self._concept(root), self._concept(child)} - {None}
        if root != child and len(concepts) <= 1:
            self._parent[child] = root
            self.why.setdefault(other, why)
            self._concepts[root] = next(iter(concepts), None)


def _add(total: dict[Key, Usage], key: Key, usage: Usage) -> None:
    total[key] = total[key].joined(usage) if key in total else usage


def _is_namesake(alone: Usage, expanded: Usage) -> bool:
    """Tell whether a name that papers coin and spell out is older, or coined by others too, where it stands alone."""
    if expanded.introduced < expanded.papers:
        return False
    older = None not in (alone.first_year, expanded.first_year) and alone.first_year < expanded.first_year  # type: ignore[operator]
    return older or alone.introduced > 0


def _is_word(name: str) -> bool:
    return name[1:].islower()
