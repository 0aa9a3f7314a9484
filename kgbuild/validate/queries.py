"""Shapes as SPARQL: one SELECT a target and constraint, which finds each node that breaks it (SHACL, W3C 2017, section 4).

Oxigraph answers these a hundred times faster than pySHACL walks the nodes in Python; tests hold that both find the same.
"""

from collections.abc import Callable, Iterator
from itertools import count, pairwise
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kgbuild.validate.shapes import Shape, Term

DATATYPES = "urn:x-kgbuild:datatypes"
"""The named graph in which a store keeps the datatypes that Oxigraph widens to xsd:integer: subject, predicate, datatype."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGER = f"<{_XSD}integer>"

# Lexical spaces (XML Schema 1.1, part 2): a literal outside is ill-typed and violates sh:datatype (SHACL 4.1.2).
_LEXICAL = {
    f"{_XSD}boolean": "^(true|false|0|1)$",
    f"{_XSD}decimal": r"^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)$",
    f"{_XSD}gYear": "^-?([1-9][0-9]{3,}|0[0-9]{3})(Z|[+-][0-9]{2}:[0-9]{2})?$",
    f"{_XSD}integer": "^[+-]?[0-9]+$",
    f"{_XSD}nonNegativeInteger": "^([+]?[0-9]+|-0+)$",
}
_WIDENED = frozenset(
    _XSD + name
    for name in (
        "byte", "int", "long", "negativeInteger", "nonNegativeInteger", "nonPositiveInteger", "positiveInteger", "short",
        "unsignedByte", "unsignedInt", "unsignedLong", "unsignedShort",
    )
)  # fmt: skip


def widened(datatype: str) -> bool:
    """Return whether Oxigraph's store keeps literals of this datatype as xsd:integer.

    Example:
        >>> widened("http://www.w3.org/2001/XMLSchema#nonNegativeInteger")
        True
    """
    return datatype in _WIDENED


class Query(NamedTuple):
    """One question to a store; each answer is a violation.

    Attributes:
        rule: The shape's name.
        mend: What the shape asks for.
        sparql: Selects `?this`, and `?value` where one value is at fault.
        from_header: Whether `?this` is the graph's header and `?value` the node at fault.
    """

    rule: str
    mend: str
    sparql: str
    from_header: bool = False


def queries(shapes: tuple[Shape, ...]) -> Iterator[Query]:
    """Yield the queries of shapes and of their property shapes.

    Args:
        shapes: With targets, as `load_shapes` returns them.

    Example:
        >>> from kgbuild.validate.shapes import load_shapes
        >>> next(query.sparql for query in queries(load_shapes()) if query.rule == "Result-metric")[:89]
        'SELECT DISTINCT ?this ?value WHERE { ?this a <https://w3id.org/kgbuild/ontology#Result> .'
    """
    for shape in shapes:
        for sparql in shape.queries:
            yield Query(shape.name, shape.message, sparql, from_header=True)
        for part in (shape, *shape.properties):
            for kind, target in shape.targets:
                for body in _violations(part, "?this", "?value", count()):
                    yield Query(
                        part.name, part.message, f"SELECT DISTINCT ?this ?value WHERE {{ {_TARGETS[kind](target)} {body} }}"
                    )


_TARGETS: dict[str, Callable[[str], str]] = {
    "targetClass": "?this a <{}> .".format,
    "targetNode": "VALUES ?this {{ <{}> }}".format,
    "targetObjectsOf": "?target <{}> ?this .".format,
    "targetSubjectsOf": "?this <{}> ?target .".format,
}


def _violations(shape: Shape, focus: str, value: str, fresh: "count[int]") -> Iterator[str]:
    """Yield graph patterns that match where the shape's own constraints are broken; properties are asked apart."""
    reach = f"{focus} {shape.path} {value} ." if shape.path else f"BIND({focus} AS {value})"
    for name, wanted in shape.constraints:
        if name in _OF_SETS:
            yield from _OF_SETS[name](focus, shape.path or "", wanted, fresh)
        elif name in _OF_PAIRS:
            yield f"{reach} {_OF_PAIRS[name](focus, value, wanted, fresh)}"
        else:
            yield f"{reach} FILTER(!COALESCE({_condition(name, wanted, focus, shape.path, value)}, false))"
    for members in shape.members:
        either = " || ".join(f"({_conforms(member, value, fresh)})" for member in members)
        yield f"{reach} FILTER(!COALESCE({either}, false))"


def _conforms(shape: Shape, focus: str, fresh: "count[int]") -> str:
    """Return an expression that is true where a nested shape holds for the focus."""
    parts = []
    if shape.path is None:
        parts += [_condition(name, wanted, focus, None, focus) for name, wanted in shape.constraints]
    else:
        parts += [f"NOT EXISTS {{ {body} }}" for body in _violations(shape, focus, _variable(fresh), fresh)]
    parts += [_conforms(part, focus, fresh) for part in shape.properties]
    return " && ".join(parts)


def _variable(fresh: "count[int]") -> str:
    return f"?v{next(fresh)}"


def _distinct(focus: str, path: str, number: int, fresh: "count[int]") -> str:
    """Return a pattern that matches where the path leads to this many distinct values."""
    variables = [_variable(fresh) for _ in range(number)]
    reached = " ".join(f"{focus} {path} {variable} ." for variable in variables)
    ordered = " ".join(f"FILTER(STR({one}) <= STR({other}) && !sameTerm({one}, {other}))" for one, other in pairwise(variables))
    return f"{reached} {ordered}".strip()


def _without(path: str, pattern: str) -> str:
    """Return a pattern that leaves out what matches; `read_shapes` makes sure that no nested shape has a sequence as its path."""
    # Oxigraph answers NOT EXISTS from the far end of a sequence, once a node; MINUS walks the sequence once in all.
    return f"MINUS {{ {pattern} }}" if ">/<" in path else f"FILTER NOT EXISTS {{ {pattern} }}"


def _min_count(focus: str, path: str, wanted: Term, fresh: "count[int]") -> Iterator[str]:
    yield _without(path, _distinct(focus, path, _number(wanted), fresh))


def _max_count(focus: str, path: str, wanted: Term, fresh: "count[int]") -> Iterator[str]:
    yield _distinct(focus, path, _number(wanted) + 1, fresh)


def _has_value(focus: str, path: str, wanted: Term, _: "count[int]") -> Iterator[str]:
    yield f"FILTER NOT EXISTS {{ {focus} {path} {wanted} }}"


def _equals(focus: str, path: str, wanted: Term, _: "count[int]") -> Iterator[str]:
    yield f"{focus} {path} ?value . FILTER NOT EXISTS {{ {focus} {wanted} ?value }}"
    yield f"{focus} {wanted} ?value . {_without(path, f'{focus} {path} ?value')}"


_OF_SETS: dict[str, Callable[..., Iterator[str]]] = {
    "equals": _equals,
    "hasValue": _has_value,
    "maxCount": _max_count,
    "minCount": _min_count,
}


def _disjoint(focus: str, value: str, wanted: Term, _: "count[int]") -> str:
    return f"{focus} {wanted} {value} ."


def _less_than(focus: str, value: str, wanted: Term, fresh: "count[int]") -> str:
    other = _variable(fresh)
    return f"{focus} {wanted} {other} . FILTER(!COALESCE({value} < {other}, false))"


_OF_PAIRS: dict[str, Callable[..., str]] = {
    "disjoint": _disjoint,
    "lessThan": _less_than,
}


def _condition(name: str, wanted: Term | tuple[Term, ...], focus: str, path: str | None, value: str) -> str:
    """Return an expression that is true where one value meets one constraint."""
    if isinstance(wanted, tuple):
        return f"{value} IN ({', '.join(map(str, wanted))})"
    if name == "datatype" and isinstance(wanted, NamedNode):
        return _of_datatype(wanted.value, focus, path, value)
    return _CONDITIONS[name].format(value=value, wanted=wanted)


_CONDITIONS = {
    "class": "EXISTS {{ {value} a {wanted} }}",
    "maxInclusive": "{value} <= {wanted}",
    "minInclusive": "{value} >= {wanted}",
    "minLength": "STRLEN(STR({value})) >= {wanted}",
    "nodeKind": "isIRI({value}) && {wanted} = <http://www.w3.org/ns/shacl#IRI>",
    "pattern": "REGEX(STR({value}), {wanted})",
}


def _of_datatype(datatype: str, focus: str, path: str | None, value: str) -> str:
    kept = _INTEGER if widened(datatype) else f"<{datatype}>"
    parts = [f"DATATYPE({value}) = {kept}"]
    if kept == _INTEGER and path:
        narrow = f"<{datatype}>" if widened(datatype) else "?narrow"
        told = f"EXISTS {{ GRAPH <{DATATYPES}> {{ {focus} {path} {narrow} }} }}"
        parts.append(told if widened(datatype) else f"!{told}")
    if datatype in _LEXICAL:
        parts.append(f'REGEX(STR({value}), "{_LEXICAL[datatype]}")')
    return " && ".join(parts)


def _number(term: Term) -> int:
    assert isinstance(term, Literal)  # noqa: S101 - SHACL 4.2: counts are integers
    return int(term.value)
