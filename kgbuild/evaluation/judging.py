"""What is right, extra and missed in one paper, by field, as the published score counts it.

A thing found is right when its name or one of its mentions is a name of a thing annotated in that field; a thing that only one of
two annotators gave (`"agreed": false`) neither helps nor hurts.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kgbuild.annotations import ANNOTATED_RELATION, FIELD_OF_ROLE, Names, match_key, value_key
from kgbuild.models import Claim, Extraction

ENTITY_FIELDS = tuple(FIELD_OF_ROLE.values())
FIELDS = (*ENTITY_FIELDS, "domains", "code_urls", "results", "relations")
"""The fields of an annotation that are judged."""

_FIELD_OF = {**FIELD_OF_ROLE, "inDomain": "domains", "hasCode": "code_urls"}
_SCHEME = re.compile(r"^https?://(www\.)?")


class Found(NamedTuple):
    """One thing that an extraction lists under a field.

    Attributes:
        name: As a person would call it.
        keys: Its names in the form in which they are compared; of a relation subject, predicate and object.
        confidence: What the extraction says of it.
    """

    name: str
    keys: tuple[Names, ...]
    confidence: float


class Listed(NamedTuple):
    """One thing that an annotation lists under a field.

    Attributes:
        name: As a person would call it.
        keys: As in `Found`.
        agreed: Whether it counts.
    """

    name: str
    keys: tuple[Names, ...]
    agreed: bool


class Judgement(NamedTuple):
    """What one field of one paper comes to.

    Attributes:
        right: How many things that count were found.
        extra: What was found and is not listed.
        missed: What is listed, counts, and was not found.
        answers: For each thing found that is right or extra its confidence, and whether it is right.
    """

    right: int
    extra: tuple[Found, ...]
    missed: tuple[Listed, ...]
    answers: tuple[tuple[float, bool], ...]


def judge(record: Mapping[str, Any], extraction: Extraction | None) -> dict[str, Judgement]:
    """Return the judgement of each field that a paper's annotation has.

    Args:
        record: The annotation.
        extraction: What was read in the same paper; None where nothing was.
    """
    found, listed = found_in(extraction), listed_in(record)
    return {field: _pair(found[field], listed[field], strict=field == "relations") for field in FIELDS if field in record}


def found_in(extraction: Extraction | None) -> dict[str, list[Found]]:
    """Return what an extraction lists under each of `FIELDS`."""
    found: dict[str, list[Found]] = {field: [] for field in FIELDS}
    if extraction is None:
        return found
    keys = {
        entity.id: frozenset({match_key(name) for name in (entity.name, *(one.text for one in entity.mentions))} - {""})
        for entity in extraction.entities
    }
    names = {entity.id: entity.name for entity in extraction.entities}
    for claim in extraction.claims:
        name = names.get(claim.object, claim.object)
        if claim.predicate in ANNOTATED_RELATION and claim.subject in keys and claim.object in keys:
            relation = ANNOTATED_RELATION[claim.predicate]
            ends = (keys[claim.subject], frozenset({relation}), keys[claim.object])
            found["relations"].append(Found(f"{names[claim.subject]} {relation} {name}", ends, claim.confidence))
        elif claim.subject not in keys and (field := _FIELD_OF.get(claim.predicate)):
            one = Found(name, (_object_keys(claim, field, name, keys),), claim.confidence)
            if all(one.keys[0].isdisjoint(other.keys[0]) for other in found[field]):
                found[field].append(one)
    found["results"] = [Found(one.value, (frozenset({value_key(one.value)}),), one.confidence) for one in extraction.results]
    return found


def _object_keys(claim: Claim, field: str, name: str, keys: Mapping[str, Names]) -> Names:
    if field == "domains":
        return frozenset(map(_slug, (claim.object, name)))
    if field == "code_urls":
        return frozenset({_url_key(claim.object)})
    return keys.get(claim.object, frozenset({match_key(claim.object)}))


def listed_in(record: Mapping[str, Any]) -> dict[str, list[Listed]]:
    """Return what an annotation lists under each of `FIELDS`."""
    listed: dict[str, list[Listed]] = {}
    for field, key in (*((field, _names) for field in ENTITY_FIELDS), ("domains", _name), ("code_urls", _url), ("results", _value)):
        listed[field] = [
            Listed(str(thing.get("name") or thing.get("value")), (key(thing),), _agreed(thing)) for thing in record.get(field, ())
        ]
    listed["relations"] = list(_relations(record))
    return listed


def _relations(record: Mapping[str, Any]) -> Iterator[Listed]:
    """Yield the annotated relations; an end bears all names of the things that are listed under its name."""
    names: dict[str, set[str]] = {}
    for field in ENTITY_FIELDS:
        for thing in record.get(field, ()):
            for name in (thing["name"], *(thing.get("aliases") or ())):
                names.setdefault(name, set()).update(_names(thing))
    for one in record.get("relations", ()):
        subject, obj = (frozenset(names.get(one[end], {match_key(one[end])})) for end in ("s", "o"))
        yield Listed(f"{one['s']} {one['p']} {one['o']}", (subject, frozenset({one["p"]}), obj), _agreed(one))


def _pair(found: Sequence[Found], listed: Sequence[Listed], *, strict: bool) -> Judgement:
    """Pair what was found with what is listed, in order.

    A second thing found for one listed is extra if `strict`, else it neither helps nor hurts.
    """
    taken: set[int] = set()
    right, extra, answers = 0, [], []
    for one in found:
        fitting = [number for number, other in enumerate(listed) if _same(one.keys, other.keys)]
        hit = next((number for number in fitting if number not in taken), None)
        if hit is not None:
            taken.add(hit)
            right += listed[hit].agreed
            if listed[hit].agreed:
                answers.append((one.confidence, True))
        elif strict or not fitting:
            extra.append(one)
            answers.append((one.confidence, False))
    missed = [one for number, one in enumerate(listed) if one.agreed and number not in taken]
    return Judgement(right, tuple(extra), tuple(missed), tuple(answers))


def _same(ours: tuple[Names, ...], theirs: tuple[Names, ...]) -> bool:
    return all(not one.isdisjoint(other) for one, other in zip(ours, theirs, strict=True))


def _names(thing: Mapping[str, Any]) -> Names:
    return frozenset(match_key(name) for name in (thing["name"], *(thing.get("aliases") or ())))


def _name(thing: Mapping[str, Any]) -> Names:
    return frozenset({thing["name"]})


def _url(thing: Mapping[str, Any]) -> Names:
    return frozenset({_url_key(thing["name"])})


def _value(thing: Mapping[str, Any]) -> Names:
    return frozenset({value_key(thing["value"])})


def _agreed(thing: Mapping[str, Any]) -> bool:
    return bool(thing.get("agreed", True))


def _slug(text: str) -> str:
    return text.rstrip("/").split("/")[-1].split("#")[-1].split(":")[-1].strip().lower().replace(" ", "-")


def _url_key(text: str) -> str:
    return _SCHEME.sub("", text).rstrip("/.").lower()
