"""What an abbreviation that stands alone means, told by the company it keeps: what else the paper names."""

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from kgbuild.assemble.abbreviation import LONGEST_SHORT, expands, same_expansion
from kgbuild.assemble.record import Name, Record
from kgbuild.assemble.spelling import singular, spelling_key
from kgbuild.identifiers import name_key

Short = tuple[str, str]
"""A class and the key of an abbreviation."""

_SURE = 0.9
_LEAST_SHARED = 2
_PRIOR_PAPERS = 2


class Expansion(NamedTuple):
    """An abbreviation, and how a paper spells it out."""

    short: Short
    long: str


class Sense(NamedTuple):
    """One way in which papers spell an abbreviation out.

    Attributes:
        text: The long form that most of them use.
        papers: How many there are.
        company: In how many of them each other name stands, by its key.
    """

    text: str
    papers: int
    company: Counter[str]


def in_company(records: Mapping[str, Record]) -> dict[str, Record]:
    """Return the records with abbreviations spelled out where a paper leaves them alone but its company tells what they mean.

    Only abbreviations are looked at that papers of the corpus spell out in several ways, none of them nearly always. What one means
    is decided by naive Bayes over the names beside it (Gale, Church and Yarowsky, 1992, "A method for disambiguating word senses in
    a large corpus"), and only if the decision is nearly sure and rests on two names or more; all else is left to the corpus as a
    whole.

    Args:
        records: By paper; left as they are.

    Returns:
        One record a paper; those in which nothing is told are the same objects.
    """
    senses = _ambiguous(records, _expansions(records))
    told: dict[str, Record] = {}
    for iri, record in records.items():
        new = {name: name._replace(forms=_with(name, text), told=True) for name, text in _told(record, senses)}
        told[iri] = _renamed(record, new) if new else record
    return told


@lru_cache(maxsize=1 << 16)
def short_key(form: str) -> str:
    """Return the key of an abbreviation, the same for its plural.

    Example:
        >>> short_key("GANs") == short_key("GAN")
        True
    """
    return spelling_key(singular(form) or form)


def _expansions(records: Mapping[str, Record]) -> dict[Name, Expansion]:
    """Return what each name of the corpus that spells an abbreviation out abbreviates, and as what."""
    names = {name for record in records.values() for name in record.names if len(name.forms) > 1}
    found = {}
    for name in names:
        shorts = [form for form in name.forms if " " not in form and len(form) <= LONGEST_SHORT]
        pairs = [(long, short) for short in shorts for long in name.forms if len(long) > len(short) and expands(short, long)]
        if pairs:
            long, short = min(pairs, key=lambda pair: (pair[0] != name.name, pair))
            found[name] = Expansion((name.type, short_key(short)), long)
    return found


def _ambiguous(records: Mapping[str, Record], expansions: Mapping[Name, Expansion]) -> dict[Short, list[Sense]]:
    """Return how papers spell out the abbreviations that mean several things, and in which company."""
    papers: defaultdict[Short, Counter[str]] = defaultdict(Counter)
    for record in records.values():
        for name in record.names & expansions.keys():
            papers[expansions[name].short][expansions[name].long] += 1
    senses: dict[Short, list[Sense]] = {}
    sense_of: dict[Expansion, Sense] = {}
    for short, longs in papers.items():
        groups = list(_groups(longs)) if len(longs) > 1 else []
        if groups and sum(longs[long] for long in groups[0]) < _SURE * longs.total():
            senses[short] = [Sense(group[0], sum(longs[long] for long in group), Counter()) for group in groups]
            sense_of |= {
                Expansion(short, long): sense for group, sense in zip(groups, senses[short], strict=True) for long in group
            }
    for record in records.values():
        for name in record.names & expansions.keys():
            if expansions[name] in sense_of:
                sense_of[expansions[name]].company.update(_beside(record, name))
    return senses


def _groups(longs: Counter[str]) -> Iterator[list[str]]:
    """Yield the long forms that are the same words in other clothes together, the commonest first."""
    left = sorted(longs, key=lambda long: (-longs[long], long))
    groups = []
    while left:
        groups.append([long for long in left if long == left[0] or same_expansion(left[0], long)])
        left = [long for long in left if long not in groups[-1]]
    yield from sorted(groups, key=lambda group: (-sum(longs[long] for long in group), group))


def _alone(record: Record, shorts: Container[Short]) -> Iterator[tuple[Name, Short]]:
    """Yield the names of a paper that are one of some abbreviations and nothing more."""
    for name in record.names:
        if " " not in name.name:
            key = name.type, short_key(name.name)
            if key in shorts and all(short_key(form) == key[1] for form in name.forms):
                yield name, key


def _beside(record: Record, name: Name) -> set[str]:
    return {name_key(other.name) for other in record.names} - {name_key(form) for form in name.forms}


def _told(record: Record, senses: Mapping[Short, list[Sense]]) -> Iterator[tuple[Name, str]]:
    for name, short in _alone(record, senses):
        text = _meant(_beside(record, name), senses[short])
        if text is not None:
            yield name, text


def _meant(company: set[str], senses: list[Sense]) -> str | None:
    """Return the long form that the company tells, None where it does not; what the paper also names in full goes first."""
    named = [sense.text for sense in senses if name_key(sense.text) in company]
    if named:
        return named[0] if len(named) == 1 else None
    papers = sum(sense.papers for sense in senses)
    usual = {word: count / papers for word in company if (count := sum(sense.company[word] for sense in senses))}
    scores = [
        math.log(sense.papers) + math.fsum(_log_likelihood(sense, word, usual[word]) for word in sorted(usual)) for sense in senses
    ]
    best = max(range(len(senses)), key=lambda place: scores[place])
    share = 1 / sum(math.exp(score - scores[best]) for score in scores)
    shared = sum(word in senses[best].company for word in company)
    return senses[best].text if share >= _SURE and shared >= _LEAST_SHARED else None


def _log_likelihood(sense: Sense, word: str, usual: float) -> float:
    """Return how likely a name is beside a sense; what few papers tell is drawn to what is usual (m-estimate, Cestnik, 1990)."""
    return math.log((sense.company[word] + _PRIOR_PAPERS * usual) / (sense.papers + _PRIOR_PAPERS))


def _with(name: Name, text: str) -> tuple[str, ...]:
    return tuple(sorted({*name.forms, text}))


def _renamed(record: Record, new: Mapping[Name, Name]) -> Record:
    def end(one: Name | str) -> Name | str:
        return one if isinstance(one, str) else new.get(one, one)

    statements = tuple(
        replace(statement, subject=end(statement.subject), object=end(statement.object)) for statement in record.statements
    )
    return replace(record, names=frozenset(new.get(name, name) for name in record.names), statements=statements)
