"""Annotations laid on a document's tokens: for each field and token, whether it begins a listed name, continues one, or neither."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kgbuild.extract.tagger.fields import BEGIN, FIELDS, INSIDE
from kgbuild.extract.text.document import Document

UNKNOWN = -1
"""What a token is to a field, beside `STATES`, where that is not learned from."""

Thing = Mapping[str, object]
Annotation = Mapping[str, Sequence[Thing]]

_LONGEST_CASED = 4


class Occurrence(NamedTuple):
    """A place in a document where a listed name stands.

    Attributes:
        start: First token.
        end: One past the last token.
        field: Number of the field.
        entity: Number of the thing within its field.
    """

    start: int
    end: int
    field: int
    entity: int


def occurrences(document: Document, record: Annotation) -> list[Occurrence]:
    """Return where the names of an annotation stand, sorted; of one field's names the longest at each place.

    Args:
        document: The annotated paper.
        record: For each field a list of `{"name", "aliases"}`.
    """
    found = {
        one
        for number, field in enumerate(FIELDS)
        for entity, thing in enumerate(record[field])
        for one in _places(document, thing, number, entity)
    }
    return sorted(one for one in found if not any(_covers(other, one) and other.field == one.field for other in found))


def labels(document: Document, record: Annotation) -> npt.NDArray[np.int8]:
    """Return what each token (rows) is to each field (columns).

    A name inside a longer name of another field is `UNKNOWN` where the thing also stands elsewhere: "Transformer" in
    "Swin Transformer" is no statement about transformers.

    Args:
        document: The annotated paper.
        record: For each field a list of `{"name", "aliases"}`.
    """
    result = np.zeros((len(document.forms), len(FIELDS)), np.int8)
    found = occurrences(document, record)
    nested = {one for one in found if any(_covers(other, one) for other in found)}
    free = {(one.field, one.entity) for one in found if one not in nested}
    for one in found:
        hidden = one in nested and (one.field, one.entity) in free
        result[one.start : one.end, one.field] = UNKNOWN if hidden else INSIDE
        if not hidden:
            result[one.start, one.field] = BEGIN
    return result


def _covers(other: Occurrence, one: Occurrence) -> bool:
    return other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start


def _places(document: Document, thing: Thing, field: int, entity: int) -> Iterator[Occurrence]:
    aliases = thing.get("aliases") or ()
    for name in {str(thing["name"]), *map(str, aliases if isinstance(aliases, Sequence) else ())} - {""}:
        # Abbreviations and names with inner capitals keep their case; terms are found at the start of a sentence too.
        cased = len(name) <= _LONGEST_CASED or any(char.isupper() for char in name[1:].replace(" ", "")[1:])
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        for match in re.finditer(pattern, document.text, 0 if cased else re.IGNORECASE):
            start, end = document.words_in(match.start(), match.end())
            if start < end:
                yield Occurrence(start, end, field, entity)
