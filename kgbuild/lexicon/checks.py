"""The rules that a lexicon keeps: unique names, links that lead somewhere, no cycles, ambiguity only where it is meant."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from kgbuild.errors import VocabularyError
from kgbuild.identifiers import name_key
from kgbuild.lexicon.tables import Concept, Entry

_BASES = ("Model", "Method", "Architecture")
_Names = Mapping[str, Mapping[str, Entry]]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A broken rule.

    Attributes:
        file: Name of the table's file.
        line: Line in the file, from 1.
        message: What is wrong and how to mend it.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


def check(entries: Iterable[Entry], homonyms: Mapping[str, frozenset[str]] | None = None) -> list[Problem]:
    r"""Return every broken rule of a lexicon.

    Args:
        entries: All concepts of the lexicon.
        homonyms: By `name_key`, the names that concepts of several types may share, with these types; None leaves the rule out.

    Returns:
        The problems by file and line; none if all is well.

    Example:
        >>> from kgbuild.lexicon.tables import parse_table
        >>> check(parse_table("type\tname\tvariant_of\nModel\tGPT-2\tGPT\n", "my.tsv"))[0].message
        "variant_of 'GPT' names no Model: add it or mend the name"
    """
    listed = list(entries)
    found = [*_shared_names(listed), *_dangling(listed), *_cycles(listed)]
    if homonyms is not None:
        found += _ambiguous(listed, homonyms)
    return sorted(set(found))


def overlay(entries: Iterable[Entry], own: Iterable[Entry]) -> list[Entry]:
    r"""Lay a user's own entries over the shipped ones.

    Args:
        entries: The shipped lexicon.
        own: The user's; one with the type and name of a shipped concept replaces it.

    Returns:
        The entries of both.

    Raises:
        VocabularyError: At the first broken rule of the whole; the shipped lexicon alone breaks none.

    Example:
        >>> from kgbuild.lexicon.tables import parse_table
        >>> shipped = parse_table("name\nBERT\n", "models.tsv", "Model")
        >>> [entry.place for entry in overlay(shipped, parse_table("type\tname\nModel\tBert\n", "my.tsv"))]
        ['my.tsv:2']
    """
    theirs = list(own)
    whole = merged(entries, theirs)
    files = {entry.file for entry in theirs}
    if problems := check(whole):
        raise VocabularyError(str(min(problems, key=lambda problem: (problem.file not in files, problem))))
    return whole


def merged(entries: Iterable[Entry], own: Iterable[Entry]) -> list[Entry]:
    """Return the entries of both lexicons, but for those of the first that the second replaces; checks nothing.

    Args:
        entries: The shipped lexicon.
        own: The user's.
    """
    theirs = list(own)
    replaced = {entry.concept.iri for entry in theirs}
    return [entry for entry in entries if entry.concept.iri not in replaced] + theirs


def _by_type(entries: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    ordered = sorted(entries, key=lambda entry: entry.concept.type)
    for node_type, group in groupby(ordered, key=lambda entry: entry.concept.type):
        yield node_type, list(group)


def _shared_names(entries: list[Entry]) -> Iterator[Problem]:
    for node_type, group in _by_type(entries):
        owners: dict[str, Entry] = {}
        for entry in group:
            for key, name in sorted({name_key(name): name for name in reversed(entry.concept.names)}.items()):
                first = owners.setdefault(key, entry)
                if first is not entry:
                    where = f"{first.concept.name!r} ({first.place})"
                    yield Problem(entry.file, entry.line, f"{name!r} already names the {node_type} {where}: keep one of the two")


def _named(entries: Iterable[Entry]) -> _Names:
    names: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        names[entry.concept.type][name_key(entry.concept.name)] = entry
    return names


def _links(concept: Concept) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield each link of a concept: column, name, and the types that it may lead to."""
    for name in concept.broader:
        yield "broader", name, (concept.type,)
    if concept.variant_of:
        yield "variant_of", concept.variant_of, ("Model",)
    for name in concept.based_on:
        yield "based_on", name, _BASES


def _dangling(entries: list[Entry]) -> Iterator[Problem]:
    names = _named(entries)
    for entry in entries:
        for column, name, types in _links(entry.concept):
            if not any(name_key(name) in names.get(node_type, {}) for node_type in types):
                message = f"{column} {name!r} names no {' or '.join(types)}: add it or mend the name"
                yield Problem(entry.file, entry.line, message)


def _cycles(entries: list[Entry]) -> Iterator[Problem]:
    names = _named(entries)
    for column in ("broader", "variant_of", "based_on"):
        done: set[str] = set()
        for entry in entries:
            if trail := _cycle_from(entry, column, names, done):
                message = f"{column} runs in a circle: {' → '.join(trail)}: cut one link"
                yield Problem(entry.file, entry.line, message)


def _cycle_from(start: Entry, column: str, names: _Names, done: set[str]) -> list[str]:
    """Return the names along a cycle that a walk from `start` meets, or nothing; `done` collects what needs no second walk."""
    path: dict[str, str] = {}
    stack: list[tuple[Entry, bool]] = [(start, False)]
    while stack:
        entry, leaving = stack.pop()
        iri = entry.concept.iri
        if leaving:
            done.add(iri)
            del path[iri]
        elif iri in path:
            done.update(path)  # so that one cycle is reported once
            return [*list(path.values())[list(path).index(iri) :], entry.concept.name]
        elif iri not in done:
            path[iri] = entry.concept.name
            stack.append((entry, True))
            stack += [(target, False) for target in _targets(entry, column, names)]
    return []


def _targets(entry: Entry, column: str, names: _Names) -> Iterator[Entry]:
    for link, name, types in _links(entry.concept):
        if link == column:
            for node_type in types:
                if target := names.get(node_type, {}).get(name_key(name)):
                    yield target
                    break


def _ambiguous(entries: list[Entry], homonyms: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    owners: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        for name in entry.concept.names:
            owners[name_key(name)].setdefault(entry.concept.type, entry)
    for key, by_type in sorted(owners.items()):
        if len(by_type) > 1 and homonyms.get(key, frozenset()) != frozenset(by_type):
            last = max(by_type.values(), key=lambda entry: (entry.file, entry.line))
            types = "|".join(sorted(by_type))
            yield Problem(
                last.file,
                last.line,
                f"{key!r} names a {types.replace('|', ' and a ')}: keep one, or list it in homonyms.tsv as {types}",
            )
