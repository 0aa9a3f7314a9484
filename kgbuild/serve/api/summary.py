"""What a graph holds, in numbers; and the words to ask about it."""

import pyoxigraph as ox

from kgbuild.namespaces import prefixes
from kgbuild.query import base_of, rows
from kgbuild.serve.api.models import Count, Summary
from kgbuild.serve.api.naming import Names, anywhere
from kgbuild.vocabulary import ontology_folder

_MOST = 500
_BY_USE = f"GROUP BY ?term ORDER BY DESC(?uses) ?term LIMIT {_MOST}"
_CLASSES = f"SELECT ?term (COUNT(DISTINCT ?node) AS ?uses) {anywhere('?node a ?term')} {_BY_USE}"
_PROPERTIES = f"SELECT ?term (COUNT(*) AS ?uses) {anywhere('?s ?term ?o')} {_BY_USE}"


def summary(store: ox.Store) -> Summary:
    """Return what a graph holds.

    Args:
        store: Any RDF.

    Example:
        >>> store = ox.Store()
        >>> store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:p"), ox.NamedNode("urn:b")))
        >>> summary(store).properties[0].name
        'urn:p'
    """
    names, ontology = Names(store), _ontology()
    return Summary(
        base=base_of(store),
        triples=len(store),
        prefixes=names.prefixes,
        classes=tuple(_counts(store, _CLASSES, names, ontology)),
        properties=tuple(_counts(store, _PROPERTIES, names, ontology)),
    )


def _counts(store: ox.Store, sparql: str, names: Names, ontology: dict[str, dict[str, str]]) -> list[Count]:
    return [
        Count(iri=term.value, name=names.short(term.value), uses=int(uses.value), **ontology.get(term.value, {}))
        for term, uses in rows(store, sparql).rows
        if isinstance(term, ox.NamedNode) and isinstance(uses, ox.Literal)
    ]


def _ontology() -> dict[str, dict[str, str]]:
    """Return label and comment of each term of the ontology, by IRI."""
    said: dict[str, dict[str, str]] = {}
    wanted = {f"{prefixes()['rdfs']}{name}": name for name in ("label", "comment")}
    for quad in ox.parse(path=str(ontology_folder() / "kgbuild.ttl"), format=ox.RdfFormat.TURTLE):
        if quad.predicate.value in wanted and isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            said.setdefault(quad.subject.value, {})[wanted[quad.predicate.value]] = quad.object.value
    return said
