"""Checks of `extractions.jsonl`, line by line: offsets against the text, relations against the ontology."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from kgbuild.models import PAPER, Extraction
from kgbuild.validate.finding import Finding
from kgbuild.vocabulary import Vocabulary, load_vocabulary

OFFSETS = "offsets-text"
SCHEMA = "extraction-schema"
RELATION = "claim-relation"
ENDS = "claim-ends"
DOMAIN = "closed-domains"
PAPER_ID = "paper-id"


def check_extractions(lines: Iterable[bytes], file: str) -> Iterator[Finding]:
    """Yield what is wrong in a stream of extractions; no more than one line is in memory at a time.

    Args:
        lines: One extraction each, as UTF-8.
        file: The name of the file that they were read from.

    Example:
        >>> line = b'{"paper": {"id": "p", "title": "BERT"}, "entities": [{"id": "e1", "type": "Model", "name": "BERT", '
        >>> line += b'"mentions": [{"field": "title", "start": 1, "end": 5, "text": "BERT"}]}]}'
        >>> [(finding.file, finding.node, finding.value) for finding in check_extractions([line], "x.jsonl")]
        [('x.jsonl:1', 'p entities[0].mentions[0]', "title[1:5] is 'ERT', not 'BERT'")]
    """
    vocabulary = load_vocabulary()
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        place = f"{file}:{number}"
        try:
            record = json.loads(line)
        except ValueError as error:
            yield Finding(place, "", SCHEMA, f"The line is no JSON ({error}): extract the paper anew.")
            continue
        name = _paper_id(record)
        if name in seen:
            yield Finding(place, name, PAPER_ID, "An earlier line has a paper of this id: keep one, or give each an id of its own.")
        seen.add(name)
        wrong = list(_spans(record, place, name)) or list(_of_model(line, place, name))
        yield from wrong or _of_vocabulary(Extraction.model_validate(record), vocabulary, place)


def _paper_id(record: Any) -> str:  # noqa: ANN401 - any JSON
    paper = record.get("paper") if isinstance(record, dict) else None
    return str(paper.get("id", "")) if isinstance(paper, dict) else ""


class _Span(NamedTuple):
    where: str
    span: Any


def _spans(record: Any, place: str, name: str) -> Iterator[Finding]:  # noqa: ANN401 - any JSON
    paper = record.get("paper") if isinstance(record, dict) else None
    if not isinstance(paper, dict):
        return
    for where, span in _all_spans(record):
        if not isinstance(span, dict) or not isinstance(span.get("start"), int) or not isinstance(span.get("end"), int):
            continue  # the model says what is wrong
        field, start, end, text = span.get("field"), span["start"], span["end"], span.get("text")
        found = str(paper.get(str(field)) or "")[max(start, 0) : max(end, 0)]
        if field in {"title", "abstract"} and (start < 0 or found != text):
            mend = "Offsets count characters of that field of the paper, from 0: set start and end to where the text stands."
            yield Finding(place, f"{name} {where}", OFFSETS, mend, f"{field}[{start}:{end}] is {found!r}, not {text!r}")


def _all_spans(record: Any) -> Iterator[_Span]:  # noqa: ANN401 - any JSON
    for group, key in (("entities", "mentions"), ("claims", "evidence"), ("results", "evidence")):
        for number, item in enumerate(_items(record.get(group))):
            spans = item.get(key) if isinstance(item, dict) else None
            if isinstance(spans, dict):
                yield _Span(f"{group}[{number}].{key}", spans)
            for index, span in enumerate(_items(spans)):
                yield _Span(f"{group}[{number}].{key}[{index}]", span)


def _items(value: Any) -> list[Any]:  # noqa: ANN401 - any JSON
    return value if isinstance(value, list) else []


def _of_model(line: bytes, place: str, name: str) -> Iterator[Finding]:
    try:
        Extraction.model_validate_json(line)
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_input=False):
            where = ".".join(map(str, problem["loc"])) or "the whole"
            yield Finding(
                place, f"{name} {where}".strip(), SCHEMA, f"{problem['msg']}: mend the record, or extract the paper anew."
            )


def _of_vocabulary(extraction: Extraction, vocabulary: Vocabulary, place: str) -> Iterator[Finding]:
    types = {entity.id: entity.type for entity in extraction.entities}
    domains = {
        concept.iri.rpartition("/")[2]
        for concept in vocabulary.concepts.values()
        if concept.type == "Domain" and not concept.broader
    }
    for number, entity in enumerate(extraction.entities):
        if entity.type == "Domain" and entity.name not in domains:
            mend = "A domain is named by a slug of the closed scheme in ontology/kgbuild.ttl: use one of those."
            yield Finding(place, f"{extraction.paper.id} entities[{number}]", DOMAIN, mend, entity.name)
    for number, claim in enumerate(extraction.claims):
        where = f"{extraction.paper.id} claims[{number}]"
        relation = vocabulary.relations.get(claim.predicate)
        if relation is None:
            mend = "The ontology has no such relation: use one that 'kgbuild info' lists."
            yield Finding(place, where, RELATION, mend, claim.predicate)
            continue
        subject = "Paper" if claim.subject == PAPER else types[claim.subject]
        target = types.get(claim.object, "CodeRepository")
        if subject not in relation.domain or target not in relation.range:
            ends = f"{' or '.join(relation.domain)} → {' or '.join(relation.range)}"
            mend = f"{claim.predicate} leads {ends}: mend the entity's type, or use another relation."
            yield Finding(place, where, ENDS, mend, f"{subject} → {target}")
