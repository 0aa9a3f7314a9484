"""Which node of a graph a person means by a name."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import pyoxigraph as ox

from kgbuild.errors import QueryError
from kgbuild.identifiers import ONTOLOGY, name_key
from kgbuild.namespaces import prefixes

_RDF_TYPE = ox.NamedNode(f"{prefixes()['rdf']}type")
_LABEL = ox.NamedNode(f"{prefixes()['rdfs']}label")  # what papers and entities are called
_ALIAS = ox.NamedNode(f"{prefixes()['skos']}altLabel")
_SUPPORT = ox.NamedNode(f"{ONTOLOGY}support")
_MOST_ALIKE = 3
_COMPARED = 200  # names that a wrong one is compared with in full


class _Named(NamedTuple):
    node: ox.NamedNode
    name: str
    preferred: bool


def node_named(store: ox.Store, said: str, classes: tuple[str, ...], base: str) -> tuple[ox.NamedNode, list[str]]:
    """Return the node that a name means, and a note where other nodes bear it too.

    A full IRI, or one with a prefix such as `model:bert`, means itself. Else a name means who is called exactly so, or so but for
    case, spaces and hyphens; aliases count. Of several nodes the one whose first name it is is meant, then the one that most papers
    name.

    Args:
        store: The graph.
        said: Any text.
        classes: Local names of the classes it may be of.
        base: The IRI under which the graph's own IRIs are minted.

    Raises:
        QueryError: If nothing of these classes is called so; the message names what is alike.

    Example:
        >>> store, bert = ox.Store(), ox.NamedNode("urn:bert")
        >>> store.add(ox.Quad(bert, _RDF_TYPE, ox.NamedNode(ONTOLOGY + "Model")))
        >>> store.add(ox.Quad(bert, _LABEL, ox.Literal("BERT")))
        >>> node_named(store, "bert", ("Model",), "urn:")
        (<NamedNode value=urn:bert>, [])
    """
    said = said.encode("utf-8", "replace").decode()  # a lone surrogate, as bytes of another encoding become in a shell
    iri = _iri(said, base)
    if iri is not None and _class_of(store, iri, classes) is not None:
        return iri, []
    found = list(_called(store, said, classes))
    if not found:
        names, key = list(_names(store, classes)), name_key(said)
        found = [one for one in names if key in _keys(one)]
        if not found:
            raise QueryError(f"no {_either(classes)} is called {said!r} in this graph{_alike(names, key)}")
    chosen, *others = dict.fromkeys(one.node for one in sorted(found, key=lambda one: _order(store, one)))
    if not others:
        return chosen, []
    shown = ", ".join(_shown(store, node, classes, base) for node in others[:_MOST_ALIKE])
    return chosen, [f"{said!r} was taken for {_shown(store, chosen, classes, base)}; also so called: {shown}"]


def _iri(said: str, base: str) -> ox.NamedNode | None:
    prefix, colon, local = said.strip().strip("<>").partition(":")
    if not colon:
        return None
    try:
        return ox.NamedNode(prefixes(base).get(prefix, f"{prefix}:") + local)
    except ValueError:  # not an IRI: a title with a colon
        return None


def _class_of(store: ox.Store, node: ox.NamedNode, classes: Iterable[str]) -> str | None:
    return next((name for name in classes if ox.Quad(node, _RDF_TYPE, ox.NamedNode(ONTOLOGY + name)) in store), None)


def _called(store: ox.Store, said: str, classes: tuple[str, ...]) -> Iterator[_Named]:
    """Yield who is called exactly so: two look-ups in the store's index."""
    for property_ in (_LABEL, _ALIAS):
        for quad in store.quads_for_pattern(None, property_, ox.Literal(said)):
            if isinstance(quad.subject, ox.NamedNode) and _class_of(store, quad.subject, classes):
                yield _Named(quad.subject, said, property_ == _LABEL)


def _names(store: ox.Store, classes: tuple[str, ...]) -> Iterator[_Named]:
    """Yield every name of every node of some classes."""
    nodes = {quad.subject for name in classes for quad in store.quads_for_pattern(None, _RDF_TYPE, ox.NamedNode(ONTOLOGY + name))}
    for property_ in (_LABEL, _ALIAS):
        for quad in store.quads_for_pattern(None, property_, None):
            if quad.subject in nodes and isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                yield _Named(quad.subject, quad.object.value, property_ == _LABEL)


def _keys(one: _Named) -> tuple[str, str]:
    """A node goes by its names and, as a domain by its slug, by the end of its IRI."""
    return name_key(one.name), one.node.value.rpartition("/")[2]


def _order(store: ox.Store, one: _Named) -> tuple[bool, int, str]:
    support = next(store.quads_for_pattern(one.node, _SUPPORT, None), None)
    papers = int(support.object.value) if support is not None and isinstance(support.object, ox.Literal) else 0
    return (not one.preferred, -papers, one.node.value)


def _shown(store: ox.Store, node: ox.NamedNode, classes: tuple[str, ...], base: str) -> str:
    return f"the {_class_of(store, node, classes)} {node.value.removeprefix(base).replace('/', ':', 1)}"


def _either(classes: tuple[str, ...]) -> str:
    words = [name.lower() for name in classes]
    return " or ".join(words) if len(words) <= _MOST_ALIKE else "entity"


def _alike(names: list[_Named], key: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - for the error only

    known = {name_key(one.name): one.name for one in sorted(names, key=lambda one: (one.preferred, one.node.value))}
    shortened = [other for other in sorted(known) if "".join(word[:1] for word in other.split("-")) == key]
    close = get_close_matches(key, _sharing(key, known), n=_MOST_ALIKE, cutoff=0.6)
    parts = [other for other in sorted(known, key=lambda other: (len(other), other)) if key in other]
    shown = [known[other] for other in dict.fromkeys(shortened + close + parts)][:_MOST_ALIKE]
    return f": did you mean {', '.join(shown)}?" if shown else ": 'kgbuild ask DIR entities' lists what there is"


def _sharing(key: str, names: Iterable[str]) -> list[str]:
    """Return the names that share most pairs of characters with a key: comparing whole titles takes a millisecond each."""
    pairs = set(pairwise(key))
    return sorted(names, key=lambda name: (-len(pairs.intersection(pairwise(name))) / (len(name) + len(key)), name))[:_COMPARED]
