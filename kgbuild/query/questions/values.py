"""Plain values of parameters as RDF terms."""

import re

import pyoxigraph as ox

from kgbuild.errors import QueryError
from kgbuild.query.questions.question import Parameter

_XSD = "http://www.w3.org/2001/XMLSchema#"
_SHAPES = {
    "integer": (re.compile(r"[+-]?\d{1,18}"), "integer", "a whole number"),
    "number": (re.compile(r"[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})"), "decimal", "a number such as 0.5"),
    "year": (re.compile(r"\d{4}"), "integer", "a year such as 2020"),
}


def value_term(parameter: Parameter, said: str) -> ox.Literal:
    """Return what a person said as a literal of the parameter's type; years are integers, to be compared with `YEAR`.

    Args:
        parameter: Takes a plain value.
        said: Any text.

    Raises:
        QueryError: If it is not of the type.

    Example:
        >>> str(value_term(Parameter("least", ("integer",), None, False, ""), "2"))
        '"2"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    kind = parameter.types[0]
    if kind == "text":
        return ox.Literal(said.encode("utf-8", "replace").decode())
    shape, datatype, wanted = _SHAPES[kind]
    if not (said.isascii() and shape.fullmatch(said.strip())):
        raise QueryError(f"--{parameter.name} {said!r} is not {wanted}: {parameter.description}")
    return ox.Literal(said.strip(), datatype=ox.NamedNode(_XSD + datatype))
