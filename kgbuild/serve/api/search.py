"""Searching nodes by name."""

from http import HTTPStatus

import pyoxigraph as ox

from kgbuild.query import rows
from kgbuild.serve.answers import RefusedError
from kgbuild.serve.api.models import Found, SearchResult
from kgbuild.serve.api.naming import ALIASES, LABELS, Names, anywhere

_LOOKED_AT = 5_000
_MOST_WORDS = 8


def search(store: ox.Store, said: str, class_: str, limit: int) -> SearchResult:
    """Return the nodes with a name that has every word that was said, wherever it stands and in any case.

    Names that are what was said come first, then those that begin with it, then those with it at the begin of a word; among equals
    those that most papers name.

    Args:
        store: Any RDF.
        said: Words.
        class_: IRI or prefixed name of the class that the nodes must have; empty for any.
        limit: How many to return.

    Raises:
        RefusedError: If nothing was said, or the class is no IRI.

    Example:
        >>> store = ox.Store()
        >>> store.add(ox.Quad(ox.NamedNode("urn:bert"), ox.NamedNode(LABELS[0]), ox.Literal("BERT large")))
        >>> search(store, "large bert", "", 10).results[0].iri
        'urn:bert'
    """
    words = said.lower().split()[:_MOST_WORDS]
    if not words:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "say what to search for as q=…")
    names = Names(store)
    found: dict[ox.NamedNode, str] = {}
    hits = 0
    for node, name in _named(store, words, class_, names):
        hits += 1
        if node not in found or _fit(name, said) < _fit(found[node], said):
            found[node] = name
    ranked = sorted(found, key=lambda node: (_fit(found[node], said), -(names.support(node) or 0), found[node], node.value))
    return SearchResult(
        total=len(found), complete=hits < _LOOKED_AT, results=tuple(_found(names, node, found[node]) for node in ranked[:limit])
    )


def _named(store: ox.Store, words: list[str], class_: str, names: Names) -> list[tuple[ox.NamedNode, str]]:
    """Return nodes and names; the words are bound to variables, never part of the query."""
    variables = {f"word{number}": ox.Literal(_whole(word)) for number, word in enumerate(words)}
    bound = {ox.Variable(name): value for name, value in variables.items()} | _class(class_, names)
    tests = " && ".join(f"CONTAINS(LCASE(STR(?name)), ?{name})" for name in variables)
    properties = " ".join(f"<{iri}>" for iri in (*LABELS, *ALIASES))
    sparql = f"""SELECT ?node ?name {" ".join(f"?{variable.value}" for variable in bound)} {{
      VALUES ?property {{ {properties} }} {anywhere("?node ?property ?name")}
      FILTER({tests})
      {f"FILTER EXISTS {anywhere('?node a ?class')}" if class_ else ""} }} LIMIT {_LOOKED_AT}"""
    answer = rows(store, sparql, substitutions=bound).rows
    return [(node, name.value) for node, name, *_ in answer if isinstance(node, ox.NamedNode) and isinstance(name, ox.Literal)]


def _class(class_: str, names: Names) -> dict[ox.Variable, ox.NamedNode]:
    if not class_:
        return {}
    prefix, _, local = class_.partition(":")
    try:
        return {ox.Variable("class"): ox.NamedNode(names.prefixes[prefix] + local if prefix in names.prefixes else class_)}
    except ValueError:
        raise RefusedError(HTTPStatus.BAD_REQUEST, f"type={class_!r} is no class: write kg:Model, or a full IRI") from None


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _fit(name: str, said: str) -> tuple[int, int]:
    """Return how well a name fits, 0 the best, then its length."""
    lower, wanted = name.lower(), " ".join(said.lower().split())
    if lower == wanted:
        return 0, len(name)
    if lower.startswith(wanted):
        return 1, len(name)
    return (2 if f" {wanted}" in lower else 3), len(name)


def _found(names: Names, node: ox.NamedNode, name: str) -> Found:
    label = names.label(node)
    return Found(
        iri=node.value,
        label=label,
        types=names.types(node),
        matched="" if name == label else name,
        support=names.support(node),
    )
