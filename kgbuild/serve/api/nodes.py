"""One node of any RDF, with what is said of it and why; and what is around it."""

from collections import defaultdict
from collections.abc import Iterator
from http import HTTPStatus
from typing import Literal, TypeAlias

import pyoxigraph as ox

from kgbuild.identifiers import ONTOLOGY
from kgbuild.namespaces import prefixes
from kgbuild.serve.answers import RefusedError
from kgbuild.serve.api.models import Link, NodeView, Relation, Value
from kgbuild.serve.api.naming import TYPE, Names

Direction: TypeAlias = Literal["out", "in"]

_RDF, _OA, _XSD = prefixes()["rdf"], prefixes()["oa"], prefixes()["xsd"]
_ENDS = {"out": ox.NamedNode(f"{_RDF}subject"), "in": ox.NamedNode(f"{_RDF}object")}
_PREDICATE = ox.NamedNode(f"{_RDF}predicate")
_CONFIDENCE = ox.NamedNode(f"{ONTOLOGY}confidence")
_TO_QUOTE = tuple(ox.NamedNode(iri) for iri in (f"{ONTOLOGY}evidence", f"{_OA}hasTarget", f"{_OA}hasSelector", f"{_OA}exact"))

INNER = frozenset(
    ox.NamedNode(iri)
    for iri in (
        f"{_RDF}subject", f"{_RDF}predicate", f"{_RDF}object", f"{_OA}hasSource", f"{_OA}hasBody", f"{ONTOLOGY}evidence",
        f"{prefixes()['dcterms']}source", f"{prefixes()['prov']}wasDerivedFrom",
    )
)  # fmt: skip
"""Properties by which statements and evidence point at nodes: shown as the confidence and the sentence of a link."""


def named_node(iri: str) -> ox.NamedNode:
    """Return an IRI as a node.

    Raises:
        RefusedError: If it is none.
    """
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise RefusedError(HTTPStatus.BAD_REQUEST, f"{iri!r} is no IRI: send it whole, as iri=https://…") from None


def known(store: ox.Store, node: ox.NamedNode) -> None:
    """Make sure that a store says something of a node.

    Raises:
        RefusedError: If it does not.
    """
    if not any(next(store.quads_for_pattern(*pattern), None) for pattern in ((node, None, None), (None, None, node))):
        raise RefusedError(HTTPStatus.NOT_FOUND, f"this graph says nothing of {node.value}")


def node_view(store: ox.Store, iri: str, most: int) -> NodeView:
    """Return a node with what is said of it.

    Args:
        store: Any RDF.
        iri: Of the node.
        most: Links by one property and direction; the surest are kept.

    Raises:
        RefusedError: If the store says nothing of the node.

    Example:
        >>> store = ox.Store()
        >>> store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:p"), ox.NamedNode("urn:b")))
        >>> node_view(store, "urn:b", 10).relations[0].links[0].iri
        'urn:a'
    """
    node = named_node(iri)
    known(store, node)
    names = Names(store)
    relations = [*_relations(store, names, node, "out", most), *_relations(store, names, node, "in", most)]
    return NodeView(
        iri=iri,
        label=names.label(node),
        types=names.types(node),
        values=tuple(_values(store, names, node)),
        relations=tuple(relations),
    )


def _values(store: ox.Store, names: Names, node: ox.NamedNode) -> Iterator[Value]:
    quads = store.quads_for_pattern(node, None, None)
    found = {(quad.predicate.value, quad.object) for quad in quads if isinstance(quad.object, ox.Literal)}
    for property_, literal in sorted(found, key=lambda pair: (pair[0], pair[1].value, pair[1].language or "")):
        plain = literal.language or literal.datatype.value == f"{_XSD}string"
        datatype = "" if plain else names.short(literal.datatype.value)
        yield Value(property=names.short(property_), value=literal.value, datatype=datatype, language=literal.language or "")


def _relations(store: ox.Store, names: Names, node: ox.NamedNode, direction: Direction, most: int) -> Iterator[Relation]:
    ends: defaultdict[ox.NamedNode, set[ox.NamedNode]] = defaultdict(set)
    for property_, other in neighbours(store, node, direction):
        ends[property_].add(other)
    statements = _statements(store, node, direction)
    for property_ in sorted(ends, key=lambda each: each.value):
        described = {other: statements.get((property_, other)) for other in ends[property_]}
        sure = {other: _confidence(store, statement) for other, statement in described.items()}
        kept = sorted(sure, key=lambda other: (-(sure[other] or 0), other.value))[:most]
        links = (
            Link(
                iri=other.value,
                label=names.label(other),
                types=names.types(other),
                confidence=sure[other],
                sentence=_sentence(store, described[other]),
            )
            for other in kept
        )
        yield Relation(
            property=names.short(property_.value), iri=property_.value, direction=direction, total=len(sure), links=tuple(links)
        )


def neighbours(store: ox.Store, node: ox.NamedNode, direction: Direction) -> Iterator[tuple[ox.NamedNode, ox.NamedNode]]:
    """Yield the property and the other end of each edge of a node, without its classes and the inner life of statements."""
    quads = store.quads_for_pattern(node, None, None) if direction == "out" else store.quads_for_pattern(None, None, node)
    for quad in quads:
        other = quad.object if direction == "out" else quad.subject
        if isinstance(other, ox.NamedNode) and quad.predicate != TYPE and quad.predicate not in INNER:
            yield quad.predicate, other


def _statements(store: ox.Store, node: ox.NamedNode, direction: Direction) -> dict[tuple[ox.NamedNode, ox.NamedNode], ox.NamedNode]:
    """Return the statements that describe the edges of a node, by property and other end."""
    found: dict[tuple[ox.NamedNode, ox.NamedNode], ox.NamedNode] = {}
    for quad in store.quads_for_pattern(None, _ENDS[direction], node):
        statement = quad.subject
        property_, other = (
            _object(store, statement, _PREDICATE),
            _object(store, statement, _ENDS["in" if direction == "out" else "out"]),
        )
        if isinstance(statement, ox.NamedNode) and isinstance(property_, ox.NamedNode) and isinstance(other, ox.NamedNode):
            found[property_, other] = statement
    return found


def _confidence(store: ox.Store, statement: ox.NamedNode | None) -> float | None:
    value = None if statement is None else _object(store, statement, _CONFIDENCE)
    try:
        return float(value.value) if isinstance(value, ox.Literal) else None
    except ValueError:
        return None


def _sentence(store: ox.Store, statement: ox.NamedNode | None) -> str:
    """Return one of the sentences that make a statement, the shortest way down its evidence."""
    ends: list[object] = [] if statement is None else [statement]
    for property_ in _TO_QUOTE:
        ends = [
            quad.object for end in ends if isinstance(end, ox.NamedNode) for quad in store.quads_for_pattern(end, property_, None)
        ]
    return min((end.value for end in ends if isinstance(end, ox.Literal)), default="")


def _object(store: ox.Store, subject: object, property_: ox.NamedNode) -> object:
    if not isinstance(subject, ox.NamedNode | ox.BlankNode):
        return None
    quad = next(store.quads_for_pattern(subject, property_, None), None)
    return None if quad is None else quad.object
