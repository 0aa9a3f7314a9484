"""Names over the whole corpus become things: one thing, one node."""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from kgbuild.assemble.decisions import Decision, Decisions
from kgbuild.assemble.lookup import ConceptIndex
from kgbuild.assemble.reading import read
from kgbuild.assemble.record import Name
from kgbuild.assemble.regroup import Group, Homes, Regrouped, retypes
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
        idle: The user's decisions that touch nothing in the corpus.
    """

    things: Mapping[Name, Thing]
    by_key: Mapping[tuple[str, str], Thing]
    idle: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """The work of linking, for those who want to know why.

    Attributes:
        usages: How the corpus uses each name.
        index: The vocabulary's concepts.
        spellings: Knows the canonical key of each form.
        senses: What the linker found.
        groups: Names that mean one thing.
        meant: Returns the key of the group that a class and a spelling mean where no paper says more.
        idle: The user's decisions that touch nothing in the corpus.
    """

    usages: Mapping[Name, Usage]
    index: ConceptIndex
    spellings: Spellings
    senses: Senses
    groups: Sequence[Group]
    meant: Callable[[str, str], Key]
    idle: tuple[Decision, ...] = ()


def resolve(
    usages: Mapping[Name, Usage], vocabulary: Vocabulary, identifiers: Identifiers, decisions: Decisions | None = None
) -> Resolution:
    """Decide which names mean one thing.

    Within a class, names are one thing if they differ only by case, hyphens, plural or the like, or if papers spell one out as the
    other. An abbreviation means, in a paper that spells it out, what that paper says; elsewhere the vocabulary's concept, else what
    clearly most papers say it means, else itself. It never joins two expansions to each other. What the user decided goes before
    all of this.

    Args:
        usages: How the corpus uses each name.
        vocabulary: Concepts that ground names.
        identifiers: Mints the IRIs.
        decisions: What the user decided.

    Returns:
        A thing for every name; the same whatever the order of the names.

    Example:
        >>> forms = [("ViT", "Vision Transformer"), ("ViTs",), ("ViT",)]
        >>> names = {Name("Model", form[0], form): Usage() for form in forms}
        >>> resolution = resolve(names, Vocabulary("", {}, {}, {}), Identifiers())
        >>> [(thing.label, thing.aliases) for thing in set(resolution.things.values())]
        [('ViT', ('ViTs', 'Vision Transformer'))]
    """
    return catalogue(link_names(usages, vocabulary, decisions), vocabulary, identifiers)


def link_names(usages: Mapping[Name, Usage], vocabulary: Vocabulary, decisions: Decisions | None = None) -> Linked:
    """Group the names that mean one thing.

    Args:
        usages: How the corpus uses each name.
        vocabulary: Concepts that ground names.
        decisions: What the user decided.
    """
    ordered = sorted(usages, key=_order)
    index = ConceptIndex(vocabulary)
    spellings = Spellings(ordered, index)
    readings = {name: read(name, spellings) for name in ordered}
    types = retyped(readings, usages, index)
    senses = Senses(readings, types, usages, index, spellings)
    groups = _groups(ordered, senses)
    if decisions is None:
        plain = [Group(key, tuple(names)) for key, names in groups.items()]
        return Linked(usages, index, spellings, senses, plain, partial(_meant, senses, spellings))
    homes = Homes(decisions, groups, senses, spellings, usages)
    idle = set(homes.idle(decisions))
    if given := retypes(decisions, homes, groups):
        senses = Senses(readings, types | given, usages, index, spellings)
        groups = _groups(ordered, senses)
        homes = Homes(decisions, groups, senses, spellings, usages)
        idle = {line for line in homes.idle(decisions) if line.verdict != "retype" or line in idle}
    regrouped = Regrouped(decisions, homes, groups, usages, vocabulary)
    return Linked(usages, index, spellings, senses, regrouped.groups, regrouped.key_of, tuple(sorted(idle, key=_place)))


def _groups(ordered: Iterable[Name], senses: Senses) -> dict[Key, list[Name]]:
    groups: defaultdict[Key, list[Name]] = defaultdict(list)
    for name in ordered:
        groups[senses.of(name)].append(name)
    return groups


def _meant(senses: Senses, spellings: Spellings, node_type: str, form: str) -> Key:
    return senses.of_key((node_type, spellings.key(node_type, form)))


def _place(decision: Decision) -> int:
    return decision.line


def catalogue(linked: Linked, vocabulary: Vocabulary, identifiers: Identifiers) -> Resolution:
    """Label groups of names and give them IRIs.

    Args:
        linked: The groups.
        vocabulary: Concepts that ground names.
        identifiers: Mints the IRIs.
    """
    present = {group.key for group in linked.groups}
    things: dict[Name, Thing] = {}
    by_key: dict[Key, Thing] = {}
    taken: set[str] = set()
    for group in linked.groups:
        own, aliases = spellings_of(group, linked, present)
        concept = vocabulary.concepts.get(group.key[1])
        name = concept.name if concept else _commonest(own or Counter(dict.fromkeys(aliases, 1)))
        iri = identifiers.entity(group.key[0], name)
        if iri in taken:  # no two things have one
            iri = identifiers.entity(group.key[0], f"{name} {group.key[1]}")
        taken.add(iri)
        usual = concept.label if concept else name
        label = group.label or usual  # a user's label changes no IRI
        seen = {*own, *aliases, *([usual] if group.label else [])} - {label}
        thing = Thing(iri, group.key[0], label, tuple(sorted(seen)), concept.iri if concept else None)
        things.update(dict.fromkeys(group.names, thing))
        by_key.update(((group.key[0], linked.spellings.key(group.key[0], form)), thing) for form in own)
    return Resolution(things, by_key, linked.idle)


def spellings_of(group: Group, linked: Linked, present: Container[Key]) -> tuple[Counter[str], set[str]]:
    """Count the spellings that mean a group, and list those that a paper uses for it though they may mean another.

    Args:
        group: Names that mean one thing.
        linked: All groups.
        present: The keys of all groups.
    """
    own: Counter[str] = Counter()
    aliases: set[str] = set()
    for name in group.names:
        reading = linked.senses.reading(name)
        for form in name.forms:
            key = linked.spellings.key(name.type, form)
            meant = linked.meant(group.key[0], form)
            if meant == group.key:
                own[form] += linked.usages[name].papers
            elif key in reading.shorts or key == reading.main or (meant not in present and _is_part(form, name.forms)):
                aliases.add(form)
    return own, aliases


def _commonest(spelled: Counter[str]) -> str:
    return min(spelled, key=lambda form: (-spelled[form], form))


def _is_part(form: str, forms: Iterable[str]) -> bool:
    """Tell whether a form is some of the words of another: what a paper says for short."""
    words = set(form.lower().split())
    return any(words < set(other.lower().split()) for other in forms)


def _order(name: Name) -> tuple[str, str, tuple[str, ...], str, bool]:
    return name.type, name.name, name.forms, name.concept or "", name.told
