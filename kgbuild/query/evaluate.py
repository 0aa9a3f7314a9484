"""SPARQL queries over a store: what may be asked, and the answer as rows or triples."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pyoxigraph as ox

from kgbuild.errors import QueryError
from kgbuild.identifiers import BASE
from kgbuild.namespaces import prefixes
from kgbuild.query.syntax import QuerySyntaxError, refuse_service

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
GraphName: TypeAlias = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
Solutions: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_SELECT_ALL = re.compile(
    r"(?:\s|#[^\n]*\n|BASE\s*<[^>]*>|PREFIX\s*[^\s:]*:\s*<[^>]*>)*SELECT\s*(?:DISTINCT|REDUCED)?\s*\*", re.IGNORECASE
)
_VARIABLE = re.compile(r"[?$](\w+)")


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT query, read as it is found.

    Attributes:
        columns: Names of the variables.
        rows: One term a column, None where it has no value; can be read once.
    """

    columns: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]

    def without(self, names: Collection[str]) -> "Rows":
        """Return the same rows without some columns.

        Example:
            >>> found = Rows(("a", "b"), iter([(ox.Literal(1), ox.Literal(2))])).without({"a"})
            >>> found.columns, next(found.rows)[0].value
            (('b',), '2')
        """
        kept = [place for place, name in enumerate(self.columns) if name not in names]
        return Rows(tuple(self.columns[place] for place in kept), (tuple(row[place] for place in kept) for row in self.rows))

    def in_order_of(self, sparql: str) -> "Rows":
        """Return the rows of a `SELECT *` with the columns as their variables first stand in the query; others as they are.

        Example:
            >>> Rows(("o", "s"), iter([])).in_order_of("SELECT * { ?s ?p ?o }").columns
            ('s', 'o')
        """
        if _SELECT_ALL.match(sparql) is None:
            return self
        found = {name: place for place, name in reversed(list(enumerate(_VARIABLE.findall(sparql))))}
        order = sorted(range(len(self.columns)), key=lambda place: found.get(self.columns[place], len(found)))
        return Rows(tuple(self.columns[place] for place in order), (tuple(row[place] for place in order) for row in self.rows))


def base_of(store: ox.Store) -> str:
    """Return the IRI under which a graph's own IRIs were minted, as its header says it.

    Args:
        store: What `open_store` returned; one without a header has the default base.

    Example:
        >>> base_of(ox.Store())
        'https://w3id.org/kgbuild/id/'
    """
    spaces = store.quads_for_pattern(None, ox.NamedNode(f"{prefixes()['void']}uriSpace"), None)
    return min((quad.object.value for quad in spaces if isinstance(quad.object, ox.Literal)), default=BASE)


def run(  # noqa: PLR0913 - SPARQL's own ways to change a query's meaning, each by name
    store: ox.Store,
    sparql: str,
    *,
    substitutions: Mapping[ox.Variable, Term] | None = None,
    default_graph: Sequence[GraphName] | None = None,
    named_graphs: Sequence[ox.NamedNode | ox.BlankNode] | None = None,
    base_iri: str | None = None,
) -> Solutions:
    """Answer a SPARQL 1.1 query; the prefixes of `kgbuild.namespaces` are known beforehand, those of the data as in the graph.

    Args:
        store: What `open_store` returned.
        sparql: A SELECT, ASK, CONSTRUCT or DESCRIBE query.
        substitutions: Terms for variables that the query projects (SPARQL-dev SEP-0007).
        default_graph: The graphs that make up the default graph, if they are not as in the store or in the query.
        named_graphs: The graphs that GRAPH can name, likewise.
        base_iri: What relative IRIs of the query are resolved against; without it they are refused.

    Raises:
        QueryError: If the query asks another server (SERVICE).
        QuerySyntaxError: If the query is not SPARQL; it tells line and column.

    Example:
        >>> run(ox.Store(), "SELECT * { ?paper kg:usesBaseModel model:bert }").variables
        [<Variable value=paper>]
    """
    refuse_service(sparql)
    try:
        return store.query(
            sparql,
            prefixes=prefixes(base_of(store)),
            substitutions=dict(substitutions or {}),
            default_graph=None if default_graph is None else list(default_graph),
            named_graphs=None if named_graphs is None else list(named_graphs),
            base_iri=base_iri,
        )
    except SyntaxError as error:
        raise QuerySyntaxError.of(sparql, error) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query cannot be answered: {' '.join(str(error).split())}") from None


def rows(store: ox.Store, sparql: str, *, substitutions: Mapping[ox.Variable, Term] | None = None) -> Rows:
    """Answer a SELECT query.

    Args:
        store: As for `run`.
        sparql: A SELECT query.
        substitutions: As for `run`.

    Raises:
        QueryError: If it is no SELECT query.
        QuerySyntaxError: As `run` does.

    Example:
        >>> rows(ox.Store(), "SELECT ?x { VALUES ?x { 1 } }").columns
        ('x',)
    """
    found = run(store, sparql, substitutions=substitutions)
    if not isinstance(found, ox.QuerySolutions):
        raise QueryError("only a SELECT query answers with rows: begin it with SELECT")
    return as_rows(found).in_order_of(sparql)


def as_rows(found: ox.QuerySolutions | ox.QueryTriples) -> Rows:
    """Return an answer of SELECT, or the triples of CONSTRUCT and DESCRIBE, as rows.

    Args:
        found: What `run` returned; it is read as the rows are.

    Example:
        >>> as_rows(ox.Store().query("CONSTRUCT WHERE { ?s ?p ?o }")).columns
        ('subject', 'predicate', 'object')
    """
    if isinstance(found, ox.QueryTriples):
        return Rows(("subject", "predicate", "object"), ((triple.subject, triple.predicate, triple.object) for triple in found))
    return Rows(tuple(variable.value for variable in found.variables), (tuple(solution) for solution in found))


def naming_columns(sparql: str, answer: ox.QuerySolutions) -> str:
    """Return a `SELECT *` with its columns by name, as their variables first stand in it; other queries as they are.

    Args:
        sparql: A SELECT query.
        answer: What `run` returned for it; it is not read.

    Example:
        >>> query = "SELECT * { ?s ?p ?o }"
        >>> naming_columns(query, ox.Store().query(query))
        'SELECT ?s ?p ?o { ?s ?p ?o }'
    """
    star = _SELECT_ALL.match(sparql)
    if star is None or not answer.variables:
        return sparql
    columns = Rows(tuple(variable.value for variable in answer.variables), iter(())).in_order_of(sparql).columns
    return f"{sparql[: star.end() - 1]}{' '.join(f'?{column}' for column in columns)}{sparql[star.end() :]}"
