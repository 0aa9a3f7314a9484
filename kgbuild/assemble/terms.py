"""Terms of the outside vocabularies that the RDF uses, and literals that every parser accepts."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from typing import TypeAlias
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from kgbuild.identifiers import ONTOLOGY
from kgbuild.namespaces import prefixes

Said: TypeAlias = tuple[NamedNode, NamedNode | Literal | Triple]
"""Predicate and object of a triple; the object is a triple only in RDF 1.2."""

Sayer: TypeAlias = Callable[[], Iterable[Said]]
"""Says something about one subject when called."""

_NAMESPACES = prefixes()
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_IRI_SAFE = "!#$%&'()*+,/:;=?@[]~-._"


@cache
def term(curie: str) -> NamedNode:
    """Return a term by its prefixed name.

    Example:
        >>> term("rdfs:label").value
        'http://www.w3.org/2000/01/rdf-schema#label'
    """
    prefix, _, name = curie.partition(":")
    return NamedNode(_NAMESPACES[prefix] + name)


@cache
def own(name: str) -> NamedNode:
    """Return a term of kgbuild's ontology by its local name."""
    return NamedNode(ONTOLOGY + name)


def text(value: str) -> Literal:
    r"""Return a plain literal; a character that XML cannot carry becomes U+FFFD, so that offsets stay.

    Example:
        >>> text("a\x00b").value
        'a\ufffdb'
    """
    return Literal(_ILLEGAL.sub("\ufffd", value))


def decimal(value: float) -> Literal:
    """Return an `xsd:decimal` in canonical form (XML Schema 1.1, 3.3.3.2).

    Args:
        value: A finite number.

    Example:
        >>> decimal(84.0).value, decimal(1e-7).value, decimal(-0.0).value
        ('84', '0.0000001', '0')
    """
    digits = f"{Decimal(repr(float(value))):f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return Literal("0" if digits == "-0" else digits, datatype=term("xsd:decimal"))


def integer(value: int) -> Literal:
    """Return an `xsd:integer`."""
    return Literal(str(value), datatype=term("xsd:integer"))


def offset(value: int) -> Literal:
    """Return an `xsd:nonNegativeInteger`, as the Web Annotation vocabulary asks for positions."""
    return Literal(str(value), datatype=term("xsd:nonNegativeInteger"))


def boolean(value: bool) -> Literal:  # noqa: FBT001 - the value itself
    """Return an `xsd:boolean`."""
    return Literal("true" if value else "false", datatype=term("xsd:boolean"))


def year(value: int) -> Literal:
    """Return an `xsd:gYear`."""
    return Literal(f"{value:04}", datatype=term("xsd:gYear"))


def address(url: str) -> NamedNode | Literal:
    """Return a URL as an IRI, percent-encoded where need be; what is no IRI even so, as an `xsd:anyURI` literal.

    Example:
        >>> address("https://example.org/a b").value
        'https://example.org/a%20b'
        >>> address("example.org").datatype.value
        'http://www.w3.org/2001/XMLSchema#anyURI'
    """
    cleaned = _ILLEGAL.sub("\ufffd", url).strip()
    for candidate in (cleaned, quote(cleaned, safe=_IRI_SAFE)):
        try:
            return NamedNode(candidate)
        except ValueError:
            continue
    return Literal(cleaned, datatype=term("xsd:anyURI"))
