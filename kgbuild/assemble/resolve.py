"""Names over the whole corpus become things: one thing, one node."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kgbuild.assemble.lookup import ConceptIndex
from kgbuild.assemble.reading import read
from kgbuild.assemble.record import Name
from kgbuild.assemble.retype import retyped
from kgbuild.assemble.senses import Key, Senses
from kgbuild.assemble.spellings import Spellings
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


def resolve(
    counts: Mapping[Name, int],
    vocabulary: Vocabulary,
    identifiers: Identifiers,
    allowed: Mapping[Name, frozenset[str]] | None = None,
) -> Resolution:
    """Decide which names mean one thing.

    Within a class, names are one thing if they differ only by case, hyphens, plural or the like, or if papers spell one out as the
    other. An abbreviation means, in a paper that spells it out, what that paper says; elsewhere the vocabulary's concept, else what
    clearly most papers say it means, else itself. It never joins two expansions to each other.

    Args:
        counts: In how many papers each name stands.
        vocabulary: Concepts that ground names.
        identifiers: Mints the IRIs.
        allowed: The classes that the relations of each name permit; all, if it is not there.

    Returns:
        A thing for every name; the same whatever the order of the names.

    Example:
        >>> names = {Name("Model", "ViT", ("ViT", "Vision Transformer")): 1, Name("Model", "ViTs", ("ViTs",)): 1, Name("Model", "ViT", ("ViT",)): 1}
        >>> resolution = resolve(names, Vocabulary("", {}, {}, {}), Identifiers())
        >>> [(thing.label, thing.aliases) for thing in set(resolution.things.values())]
        [('ViT', ('ViTs', 'Vision Transformer'))]
    """
    ordered = sorted(counts, key=_order)
    index = ConceptIndex(vocabulary)
    spellings = Spellings(ordered, index)
    readings = {name: read(name, spellings) for name in ordered}
    types = retyped(readings, counts, allowed or {}, index)
    senses = Senses(readings, types, counts, index, spellings)
    groups: defaultdict[Key, list[Name]] = defaultdict(list)
    for name in ordered:
        groups[senses.of(name)].append(name)
    things: dict[Name, Thing] = {}
    by_key: dict[Key, Thing] = {}
    taken: set[str] = set()
    for sense, names in groups.items():
        own, aliases = _spellings_of(sense, names, groups.keys(), senses, spellings, counts)
        thing = _thing(sense, own, aliases, vocabulary, identifiers, taken)
        things.update(dict.fromkeys(names, thing))
        by_key.update(((sense[0], spellings.key(sense[0], form)), thing) for form in own)
    return Resolution(things, by_key)


def _spellings_of(
    sense: Key, names: Iterable[Name], known: Container[Key], senses: Senses, spellings: Spellings, counts: Mapping[Name, int]
) -> tuple[Counter[str], set[str]]:
    """Return the spellings that mean this sense, counted, and those that some papers use for it though they may mean another."""
    own: Counter[str] = Counter()
    aliases: set[str] = set()
    for name in names:
        reading = senses.reading(name)
        for form in name.forms:
            key = spellings.key(name.type, form)
            meant = senses.of_key((sense[0], key))
            if meant == sense or key in reading.longs:
                own[form] += counts[name]
            elif key in reading.shorts or key == reading.main or meant not in known:
                aliases.add(form)
    return own, aliases


def _thing(
    sense: Key, own: Counter[str], aliases: set[str], vocabulary: Vocabulary, identifiers: Identifiers, taken: set[str]
) -> Thing:
    node_type, key = sense
    concept = vocabulary.concepts.get(key)
    spelled = own or Counter(dict.fromkeys(aliases, 1))
    label = concept.name if concept else min(spelled, key=lambda form: (-spelled[form], form))
    iri = identifiers.entity(node_type, label)
    if iri in taken:
        iri = identifiers.entity(node_type, f"{label} {key}")
    taken.add(iri)
    return Thing(iri, node_type, label, tuple(sorted((own.keys() | aliases) - {label})), concept.iri if concept else None)


def _order(name: Name) -> tuple[str, str, tuple[str, ...], str]:
    return name.type, name.name, name.forms, name.concept or ""
