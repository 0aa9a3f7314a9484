"""Checks of an RDF file: the shapes, and what SHACL says poorly (dangling IRIs, unknown terms, cycles, blank nodes)."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import chain

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, parse

from kgbuild.identifiers import ONTOLOGY
from kgbuild.validate.finding import Finding
from kgbuild.validate.queries import Query, queries
from kgbuild.validate.shapes import Term, load_shapes
from kgbuild.vocabulary import ontology_folder

_PREFIXES = {
    "kg": ONTOLOGY,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
}

_BLANK = """SELECT DISTINCT ?this ?value WHERE {
    ?this ?value ?object FILTER(isBlank(?this) || isBlank(?object))
}"""
_DANGLING = """SELECT DISTINCT ?value ?this WHERE {
    { SELECT DISTINCT ?value WHERE {
        ?header a void:Dataset ; void:uriSpace ?base . ?subject ?property ?value
        FILTER(isIRI(?value) && STRSTARTS(STR(?value), STR(?base)))
        FILTER NOT EXISTS { ?value ?any ?thing }
    } }
    ?this ?link ?value
}"""
_OWN_TERMS = """SELECT DISTINCT ?this WHERE {
    { ?subject ?this ?object } UNION { ?subject ?property ?this }
    FILTER(isIRI(?this) && STRSTARTS(STR(?this), STR(kg:)))
}"""

BLANK = Query("blank-node", "Every node has an IRI: mint one instead of the blank node.", _BLANK)
DANGLING = Query("dangling-iri", "The graph says nothing of what this node leads to: add that node or remove the link.", _DANGLING)
_PARTITIONS = (
    """SELECT ?this ?value ?found WHERE {
    { SELECT ?value (COUNT(DISTINCT ?node) AS ?found) { ?node a ?value } GROUP BY ?value }
    ?this void:class ?value ; void:entities ?said
    FILTER(STRSTARTS(STR(?value), STR(kg:)) && ?said != ?found)
}""",
    """SELECT ?this ?value ?found WHERE {
    { SELECT ?value (COUNT(*) AS ?found) { ?node ?value ?object } GROUP BY ?value }
    ?this void:property ?value ; void:triples ?said
    FILTER(STRSTARTS(STR(?value), STR(kg:)) && ?said != ?found)
}""",
)
ACYCLIC = {"broader": "skos:broader", "variantOf": "kg:variantOf"}


def check_shapes(store: Store, file: str) -> Iterator[Finding]:
    """Yield where a graph breaks the ontology's shapes.

    Args:
        store: What `kgbuild.validate.store.load` returned.
        file: The name of the file that it was read from.

    Example:
        >>> [finding.rule for finding in check_shapes(Store(), "empty.ttl")]
        ['Header-one']
    """
    for query in queries(load_shapes()):
        yield from _answers(store, query, file)


def check_links(store: Store, file: str) -> Iterator[Finding]:
    """Yield what SHACL says poorly: blank nodes, dangling IRIs, terms that the ontology does not define, wrong counts, cycles.

    Args:
        store: What `kgbuild.validate.store.load` returned.
        file: The name of the file that it was read from.

    Example:
        >>> list(check_links(Store(), "empty.ttl"))
        []
    """
    for query in (BLANK, DANGLING):
        yield from _answers(store, query, file)
    yield from _unknown_terms(store, file)
    yield from _miscounts(store, file)
    for name, relation in ACYCLIC.items():
        yield from _cycles(store, name, relation, file)


def _select(store: Store, sparql: str) -> Iterator[dict[str, Term]]:
    answer = store.query(sparql, prefixes=_PREFIXES)
    assert isinstance(answer, QuerySolutions)  # noqa: S101 - all our queries are SELECTs
    names = [variable.value for variable in answer.variables]
    for row in answer:
        yield {name: term for name in names if (term := row[name]) is not None}


def _answers(store: Store, query: Query, file: str) -> Iterator[Finding]:
    for row in _select(store, query.sparql):
        node, value = (row["value"], row.get("path")) if query.from_header else (row["this"], row.get("value"))
        yield Finding(file, _text(node), query.rule, query.mend, "" if value is None or value == node else _text(value))


def _text(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _unknown_terms(store: Store, file: str) -> Iterator[Finding]:
    for used in sorted({_text(row["this"]) for row in _select(store, _OWN_TERMS)} - _own_terms()):
        yield Finding(file, used, "unknown-term", "The ontology defines no such term: see 'kgbuild info' for those that it has.")


@cache
def _own_terms() -> frozenset[str]:
    ontology = parse(path=str(ontology_folder() / "kgbuild.ttl"), format=RdfFormat.TURTLE)
    return frozenset(_text(quad.subject) for quad in ontology)


def _miscounts(store: Store, file: str) -> Iterator[Finding]:
    for row in chain.from_iterable(_select(store, query) for query in _PARTITIONS):
        mend = f"The header's count of {_text(row['value'])} is not the graph's: export the graph anew."
        yield Finding(file, _text(row["this"]), "header-counts", mend, _text(row["found"]))


def _cycles(store: Store, name: str, relation: str, file: str) -> Iterator[Finding]:
    """Yield one finding for each cycle, until none is left when the last link of each is taken away."""
    rows = _select(store, f"SELECT ?low ?high {{ ?low {relation} ?high }}")
    above: defaultdict[str, set[str]] = defaultdict(set)
    for low, high in sorted((_text(row["low"]), _text(row["high"])) for row in rows):
        above[low].add(high)
    while (cycle := _cycle(above)) is not None:
        first = cycle.index(min(cycle))
        around = [*cycle[first:], *cycle[:first]]
        above[around[-1]].discard(around[0])
        mend = f"{relation} leads back to where it started: remove one of these links."
        yield Finding(file, around[0], f"acyclic-{name}", mend, " → ".join([*around, around[0]]))


def _cycle(above: dict[str, set[str]]) -> list[str] | None:
    """Return the nodes of one cycle, each leading to the next."""
    try:
        TopologicalSorter({node: sorted(above[node]) for node in sorted(above)}).prepare()
    except CycleError as error:
        nodes: list[str] = error.args[1]
        return nodes[:0:-1]  # graphlib names each before what leads to it, and the first twice
    return None


def counts_in(store: Store) -> tuple[dict[str, int], dict[str, int]]:
    """Return the number of nodes by class and of statements by relation, by local names.

    Args:
        store: What `kgbuild.validate.store.load` returned.

    Example:
        >>> counts_in(Store())
        ({}, {})
    """
    classes = "SELECT ?name (COUNT(DISTINCT ?node) AS ?count) { ?node a ?name } GROUP BY ?name"
    relations = "SELECT ?name (COUNT(?edge) AS ?count) { ?edge a kg:Statement ; rdf:predicate ?name } GROUP BY ?name"
    nodes, edges = (
        {
            _text(row["name"]).removeprefix(ONTOLOGY): int(_text(row["count"]))
            for row in _select(store, sparql)
            if _ours(row["name"])
        }
        for sparql in (classes, relations)
    )
    return nodes, edges


def _ours(term: Term) -> bool:
    return _text(term).startswith(ONTOLOGY)


def base_in(store: Store) -> str:
    """Return the base of the graph's IRIs as its header gives it, or nothing.

    Args:
        store: What `kgbuild.validate.store.load` returned.

    Example:
        >>> base_in(Store())
        ''
    """
    rows = _select(store, "SELECT ?base { ?graph a void:Dataset ; void:uriSpace ?base }")
    return min((_text(row["base"]) for row in rows), default="")
