"""SPARQL 1.1 Query Results JSON (W3C Recommendation, 2013), with the triple terms of SPARQL 1.2."""

import json
from typing import Any, BinaryIO

import pyoxigraph as ox

from kgbuild.query.evaluate import Rows, Term

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def write_json(found: Rows, stream: BinaryIO) -> None:
    """Write rows as JSON, one a line.

    Args:
        found: It is read up.
        stream: Where to; it stays open.

    Example:
        >>> import io
        >>> stream = io.BytesIO()
        >>> write_json(Rows(("x",), iter([(ox.Literal(1),)])), stream)
        >>> json.loads(stream.getvalue())["results"]["bindings"][0]["x"]["value"]
        '1'
    """
    stream.write(f'{{"head":{{"vars":{_text(found.columns)}}},"results":{{"bindings":['.encode())
    between = b"\n"
    for row in found.rows:
        binding = {name: _value(term) for name, term in zip(found.columns, row, strict=True) if term is not None}
        stream.write(between + _text(binding).encode())
        between = b",\n"
    stream.write(b"\n]}}\n")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _value(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _value(part) for name, part in parts.items()}}
    value: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        value["xml:lang"] = term.language
        if term.direction is not None:
            value["its:dir"] = term.direction.value
    elif term.datatype.value != _STRING:
        value["datatype"] = term.datatype.value
    return value
