"""Which node of a graph a person means by a name."""

from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox

from kgbuild.errors import QueryError
from kgbuild.identifiers import ONTOLOGY, name_key
from kgbuild.namespaces import prefixes

# Papers and entities bear an rdfs:label; an entity's other spellings are skos:altLabel.
_NAMES = """
SELECT ?node ?class ?name ?preferred ?support {
  VALUES (?property ?preferred) { (rdfs:label true) (skos:altLabel false) }
  ?node ?property ?name ; a ?class
  FILTER(STRSTARTS(STR(?class), STR(kg:)))
  OPTIONAL { ?node kg:support ?support }
}"""
_MOST_ALIKE = 3


class _Named(NamedTuple):
    node: ox.NamedNode
    node_class: str
    name: str
    preferred: bool
    support: int


def node_named(store: ox.Store, said: str, classes: tuple[str, ...], base: str) -> tuple[ox.NamedNode, list[str]]:
    """Return the node that a name means, and a note where other nodes bear it too.

    A full IRI, or one with a prefix such as `model:bert`, means itself. Else case, spaces and hyphens do not matter, and aliases
    count; of several nodes the one that is called so first of all is meant, then the one that most papers name.

    Args:
        store: The graph.
        said: Any text.
        classes: Local names of the classes it may be of.
        base: The IRI under which the graph's own IRIs are minted.

    Raises:
        QueryError: If nothing of these classes is called so; the message names what is alike.
    """
    iri = _iri(said, base)
    if iri is not None and _is_a(store, iri, classes):
        return iri, []
    names = [named for named in _names(store, base) if named.node_class in classes]
    key = name_key(said)
    found = sorted((one for one in names if key in _keys(one)), key=lambda one: _order(one, said))
    if not found:
        raise QueryError(f"no {_either(classes)} is called {said!r} in this graph{_alike(names, key)}")
    chosen = found[0]
    others = dict.fromkeys(f"{one.name} ({one.node_class}, {one.node.value})" for one in found if one.node != chosen.node)
    note = [f"{said!r} was taken for the {chosen.node_class} {chosen.name}; also so called: {', '.join(others)}"] if others else []
    return chosen.node, note


def _iri(said: str, base: str) -> ox.NamedNode | None:
    prefix, colon, local = said.strip().strip("<>").partition(":")
    if not colon:
        return None
    try:
        return ox.NamedNode(prefixes(base).get(prefix, f"{prefix}:") + local)
    except ValueError:  # not an IRI: a title with a colon
        return None


def _is_a(store: ox.Store, iri: ox.NamedNode, classes: tuple[str, ...]) -> bool:
    a = ox.NamedNode(f"{prefixes()['rdf']}type")
    return any(next(store.quads_for_pattern(iri, a, ox.NamedNode(ONTOLOGY + name)), None) for name in classes)


def _names(store: ox.Store, base: str) -> Iterator[_Named]:
    found = store.query(_NAMES, prefixes=prefixes(base))
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - narrows the type; the query is a SELECT
    for node, node_class, name, preferred, support in found:
        if isinstance(node, ox.NamedNode):
            count = int(support.value) if support else 0
            yield _Named(node, node_class.value.removeprefix(ONTOLOGY), name.value, preferred.value == "true", count)


def _keys(one: _Named) -> tuple[str, str]:
    """A node goes by its names and, as a domain by its slug, by the end of its IRI."""
    return name_key(one.name), one.node.value.rpartition("/")[2]


def _order(one: _Named, said: str) -> tuple[bool, bool, int, str]:
    return (not one.preferred, one.name != said, -one.support, one.node.value)


def _either(classes: tuple[str, ...]) -> str:
    words = [name.lower() for name in classes]
    return " or ".join(words) if len(words) < _MOST_ALIKE else "entity"


def _alike(names: list[_Named], key: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - for the error only

    known = {name_key(one.name): one.name for one in sorted(names, key=lambda one: one.preferred)}
    close = get_close_matches(key, sorted(known), n=_MOST_ALIKE, cutoff=0.6)
    parts = [other for other in sorted(known, key=lambda other: (len(other), other)) if key in other and other not in close]
    shown = [known[other] for other in (close + parts)[:_MOST_ALIKE]]
    return f": did you mean {', '.join(shown)}?" if shown else ": 'kgbuild ask DIR entities' lists what there is"
