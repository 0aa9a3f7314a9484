"""Why names are one thing or two: what the linker joined, doubtful first, and what it kept apart though it is near."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kgbuild.assemble.decisions import Decisions
from kgbuild.assemble.near_misses import NearMiss, near_misses
from kgbuild.assemble.record import Name
from kgbuild.assemble.regroup import Group
from kgbuild.assemble.resolve import Linked, Resolution, Thing, catalogue, link_names
from kgbuild.assemble.spelling import singular, spelling_key
from kgbuild.assemble.usage import Usage
from kgbuild.identifiers import Identifiers, name_key
from kgbuild.vocabulary import Vocabulary

REASONS = {
    "short for": (0.7, "a paper says it for short, in words that are part of the whole name"),
    "company": (0.6, "an abbreviation that stands alone means what papers that name the same things spell out"),
    "majority": (0.6, "an abbreviation that stands alone means what most papers spell out"),
    "same words": (0.5, "two expansions of one abbreviation are the same words in other clothes"),
    "class": (0.5, "papers put the name into several classes; most decide"),
    "head word": (0.4, "a general last word, such as model or dataset, makes no difference"),
    "spelled out": (0.3, "a paper spells one out as the other"),
    "plural": (0.2, "one is the plural of the other"),
    "spelling": (0.1, "they differ by case, hyphens, spaces, Greek letters, or British and American forms"),
    "vocabulary": (0.05, "the vocabulary knows both as one concept"),
    "decision": (0.0, "the user says so"),
}
"""How doubtful each reason is at most, from 0 to 1, and what it means."""

_SHORT = 4
_DOUBTED_CASE = 0.4


class Merge(NamedTuple):
    """A spelling that the linker took for a thing.

    Attributes:
        type: The thing's class.
        label: What the thing is called.
        spelling: What papers call it too; for `class`, the class that they put it into.
        reason: One of `REASONS`.
        support: How many papers say so.
        papers: How many papers speak of the thing.
        doubt: From 0, certain, to 1.
    """

    type: str
    label: str
    spelling: str
    reason: str
    support: int
    papers: int
    doubt: float


class LinkReport(NamedTuple):
    """What the linker did.

    Attributes:
        merges: What it joined, doubtful first.
        near_misses: What it kept apart, nearest first.
    """

    merges: tuple[Merge, ...]
    near_misses: tuple[NearMiss, ...]


def link_report(
    usages: Mapping[Name, Usage], vocabulary: Vocabulary, identifiers: Identifiers, decisions: Decisions | None = None
) -> LinkReport:
    """Link the names of a corpus and tell why.

    Args:
        usages: How the corpus uses each name.
        vocabulary: Concepts that ground names.
        identifiers: Mints the IRIs.
        decisions: What the user decided.

    Example:
        >>> names = {Name("Model", form, (form,)): Usage() for form in ("ViT", "ViTs")}
        >>> report = link_report(names, Vocabulary("", {}, {}, {}), Identifiers())
        >>> [(merge.label, merge.spelling, merge.reason) for merge in report.merges]
        [('ViT', 'ViTs', 'plural')]
    """
    linked = link_names(usages, vocabulary, decisions)
    resolution = catalogue(linked, vocabulary, identifiers)
    merges = (merge for group in linked.groups for merge in _merges(group, linked, resolution, decisions))
    ordered = sorted(merges, key=lambda merge: (-merge.doubt, merge.support, merge.type, merge.label, merge.spelling))
    return LinkReport(tuple(ordered), tuple(near_misses(linked, resolution, decisions)))


def _merges(group: Group, linked: Linked, resolution: Resolution, decisions: Decisions | None) -> Iterator[Merge]:
    thing = resolution.things[group.names[0]]
    forms: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for name in group.names:
        classes[name.type] += linked.usages[name].papers
        told[name.name] += linked.usages[name].papers * name.told
        for form in name.forms:
            forms[form] += linked.usages[name].papers
    papers = classes.total()
    for spelling in thing.aliases:
        if forms[spelling]:
            reason = _reason(spelling, thing, group, linked, decisions)
            doubt = _doubt(reason, spelling, thing.label, forms[spelling], papers)
            yield Merge(thing.type, thing.label, spelling, reason, forms[spelling], papers, doubt)
    for spelling, count in sorted((+told).items()):
        yield Merge(thing.type, thing.label, spelling, "company", count, papers, REASONS["company"][0])
    for node_type, count in sorted(classes.items()):
        if node_type != thing.type:
            reason = "decision" if decisions is not None and _retyped(node_type, forms, thing, decisions) else "class"
            doubt = round(min(REASONS[reason][0], count / papers), 2)
            yield Merge(thing.type, thing.label, node_type, reason, count, papers, doubt)


def _reason(spelling: str, thing: Thing, group: Group, linked: Linked, decisions: Decisions | None) -> str:
    key, own = (linked.spellings.key(thing.type, form) for form in (spelling, thing.label))
    if decisions is not None and _decided(spelling, thing, decisions):
        return "decision"
    if spelling_key(spelling) == spelling_key(thing.label):
        return "spelling"
    if key == own:
        return "plural" if _is_plural(spelling, thing.label) else "head word"
    concept = linked.index.concept(thing.type, key)
    if concept is not None and concept.iri == thing.concept:
        return "vocabulary"
    why = linked.senses.why.get((thing.type, key))
    if why is not None:
        return why
    spelled_out = any(key in linked.senses.reading(name).shorts or key == linked.senses.reading(name).main for name in group.names)
    return "spelled out" if spelled_out else "short for"


def _decided(spelling: str, thing: Thing, decisions: Decisions) -> bool:
    """Tell whether the user made a spelling the same as another of the thing, or gave it the thing's label."""
    named = thing.type, name_key(spelling)
    if any(line.named == named and line.other == thing.label for line in decisions.of("rename")):
        return True
    others = {(thing.type, name_key(form)) for form in (thing.label, *thing.aliases)} - {named}
    cluster = decisions.clusters.get(named)
    return cluster is not None and any(decisions.clusters.get(other) == cluster for other in others)


def _retyped(node_type: str, forms: Iterable[str], thing: Thing, decisions: Decisions) -> bool:
    named = {(node_type, name_key(form)) for form in forms}
    return any(line.named in named and line.other == thing.type for line in decisions.of("retype"))


def _is_plural(one: str, other: str) -> bool:
    bases = [{spelling_key(form), spelling_key(singular(form) or form)} for form in (one, other)]
    return bool(bases[0] & bases[1])


def _doubt(reason: str, spelling: str, label: str, support: int, papers: int) -> float:
    """Return how doubtful a merge is: less where many papers agree, more where short names differ by case."""
    most = REASONS[reason][0]
    if reason in {"spelling", "plural"} and len(spelling) <= _SHORT and name_key(spelling) == name_key(label):
        return _DOUBTED_CASE
    if reason in {"majority", "same words", "short for", "spelled out"} and papers:
        most *= 1 - 0.5 * (support - 1) / papers
    return round(most, 2)
