"""Names over the whole corpus become things: one thing, one node."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kgbuild.assemble.lookup import ConceptIndex
from kgbuild.assemble.reading import read
from kgbuild.assemble.record import Name
from kgbuild.assemble.retype import retyped
from kgbuild.assemble.senses import Key, Senses
from kgbuild.assemble.spellings import Spellings
from kgbuild.assemble.usage import Usage
from kgbuild.identifiers import Identifiers
from kgbuild.vocabulary import Vocabulary


class Thing(NamedTuple):
    """An entity of the graph.

    Attributes:
        iri: Its identity.
        type: A class of the ontology, by local name.
        label: The concept's preferred name, else the most frequent spelling.
        aliases: Other spellings seen, sorted.
        concept: IRI of the vocabulary's concept, if it is one.
    """

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...]
    concept: str | None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What every name of a corpus means.

    Attributes:
        things: By name.
        by_key: By class and canonical key.
    """

    things: Mapping[Name, Thing]
    by_key: Mapping[tuple[str, str], Thing]


def resolve(usages: Mapping[Name, Usage], vocabulary: Vocabulary, identifiers: Identifiers) -> Resolution:
    """Decide which names mean one thing.

    Within a class, names are one thing if they differ only by case, hyphens, plural or the like, or if papers spell one out as the
    other. An abbreviation means, in a paper that spells it out, what that paper says; elsewhere the vocabulary's concept, else what
    clearly most papers say it means, else itself. It never joins two expansions to each other.

    Args:
        usages: How the corpus uses each name.
        vocabulary: Concepts that ground names.
        identifiers: Mints the IRIs.

    Returns:
        A thing for every name; the same whatever the order of the names.

    Example:
        >>> forms = [("ViT", "Vision Transformer"), ("ViTs",), ("ViT",)]
        >>> names = {Name("Model", form[0], form): Usage() for form in forms}
        >>> resolution = resolve(names, Vocabulary("", {}, {}, {}), Identifiers())
        >>> [(thing.label, thing.aliases) for thing in set(resolution.things.values())]
        [('ViT', ('ViTs', 'Vision Transformer'))]
    """
    ordered = sorted(usages, key=_order)
    index = ConceptIndex(vocabulary)
    spellings = Spellings(ordered, index)
    readings = {name: read(name, spellings) for name in ordered}
    types = retyped(readings, usages, index)
    senses = Senses(readings, types, usages, index, spellings)
    catalogue = _Catalogue(senses, spellings, usages, vocabulary, identifiers)
    things: dict[Name, Thing] = {}
    by_key: dict[Key, Thing] = {}
    for sense, names in catalogue.groups.items():
        own, aliases = catalogue.spellings_of(sense)
        thing = catalogue.thing(sense, own, aliases)
        things.update(dict.fromkeys(names, thing))
        by_key.update(((sense[0], spellings.key(sense[0], form)), thing) for form in own)
    return Resolution(things, by_key)


class _Catalogue:
    """The senses of a corpus with their names, to be labelled and given IRIs."""

    def __init__(
        self, senses: Senses, spellings: Spellings, usages: Mapping[Name, Usage], vocabulary: Vocabulary, identifiers: Identifiers
    ) -> None:
        self._senses = senses
        self._spellings = spellings
        self._usages = usages
        self._vocabulary = vocabulary
        self._identifiers = identifiers
        self._taken: set[str] = set()
        self.groups: defaultdict[Key, list[Name]] = defaultdict(list)
        for name in sorted(usages, key=_order):
            self.groups[senses.of(name)].append(name)

    def spellings_of(self, sense: Key) -> tuple[Counter[str], set[str]]:
        """Count the spellings that mean a sense, and list those that a paper uses for it though they may mean another."""
        own: Counter[str] = Counter()
        aliases: set[str] = set()
        for name in self.groups[sense]:
            reading = self._senses.reading(name)
            for form in name.forms:
                key = self._spellings.key(name.type, form)
                meant = self._senses.of_key((sense[0], key))
                if meant == sense:
                    own[form] += self._usages[name].papers
                elif key in reading.shorts or key == reading.main or (meant not in self.groups and _is_part(form, name.forms)):
                    aliases.add(form)
        return own, aliases

    def thing(self, sense: Key, own: Counter[str], aliases: set[str]) -> Thing:
        """Return the entity of a sense; no two have one IRI."""
        node_type, key = sense
        concept = self._vocabulary.concepts.get(key)
        spelled = own or Counter(dict.fromkeys(aliases, 1))
        label = concept.name if concept else min(spelled, key=lambda form: (-spelled[form], form))
        iri = self._identifiers.entity(node_type, label)
        if iri in self._taken:
            iri = self._identifiers.entity(node_type, f"{label} {key}")
        self._taken.add(iri)
        return Thing(iri, node_type, label, tuple(sorted((own.keys() | aliases) - {label})), concept.iri if concept else None)


def _is_part(form: str, forms: Iterable[str]) -> bool:
    """Tell whether a form is some of the words of another: what a paper says for short."""
    words = set(form.lower().split())
    return any(words < set(other.lower().split()) for other in forms)


def _order(name: Name) -> tuple[str, str, tuple[str, ...], str]:
    return name.type, name.name, name.forms, name.concept or ""
