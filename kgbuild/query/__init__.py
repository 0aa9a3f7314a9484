"""SPARQL over the RDF of a graph, answered by the embedded Oxigraph store."""

import io
from collections.abc import Iterator

import pyoxigraph as ox

from kgbuild.errors import QueryError
from kgbuild.identifiers import BASE
from kgbuild.namespaces import prefixes
from kgbuild.query.evaluate import Solutions, Term, base_of, run
from kgbuild.query.store import open_store

__all__ = ["GRAPH_FORMATS", "RESULT_FORMATS", "base_of", "open_store", "run", "serialize", "table"]


RESULT_FORMATS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
GRAPH_FORMATS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES}


def serialize(answer: Solutions, name: str, base: str = BASE) -> bytes:
    """Return an answer in a standard format.

    Args:
        answer: What `run` returned.
        name: For SELECT and ASK one of `RESULT_FORMATS`, for CONSTRUCT and DESCRIBE one of `GRAPH_FORMATS`.
        base: What `base_of` returned, for the prefixes of Turtle.

    Raises:
        QueryError: If the answer has no such format.

    Example:
        >>> serialize(run(ox.Store(), "ASK {}"), "json").decode()
        '{"head":{},"boolean":true}'
    """
    out = io.BytesIO()
    if isinstance(answer, ox.QueryTriples):
        if name not in GRAPH_FORMATS:
            raise QueryError(f"CONSTRUCT and DESCRIBE answer with triples, not {name}: use --format {' or '.join(GRAPH_FORMATS)}")
        ordered = sorted(set(answer), key=str)
        ox.serialize(ordered, out, format=GRAPH_FORMATS[name], prefixes=prefixes(base))
        return out.getvalue()
    if name not in RESULT_FORMATS:
        raise QueryError(f"SELECT and ASK answer with rows, not {name}: use --format {' or '.join(RESULT_FORMATS)}")
    answer.serialize(out, format=RESULT_FORMATS[name])
    return out.getvalue()


def table(answer: Solutions, base: str = BASE) -> tuple[list[str], Iterator[list[str]]]:
    """Return the column names and the rows of an answer as short, readable text.

    Args:
        answer: What `run` returned.
        base: What `base_of` returned, to shorten IRIs by.

    Example:
        >>> columns, rows = table(run(ox.Store(), "SELECT ?x ?y { VALUES (?x ?y) { (kg:Model 2) } }"))
        >>> columns, list(rows)
        (['x', 'y'], [['kg:Model', '2']])
    """
    if isinstance(answer, ox.QueryBoolean):
        return ["answer"], iter([["yes" if answer else "no"]])
    if isinstance(answer, ox.QueryTriples):
        return ["subject", "predicate", "object"], (
            [_short(term, base) for term in (triple.subject, triple.predicate, triple.object)] for triple in answer
        )
    columns = [variable.value for variable in answer.variables]
    return columns, ([_short(solution[column], base) for column in columns] for solution in answer)


def _short(term: Term | None, base: str) -> str:
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in prefixes(base).items():
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value.removeprefix(namespace)}"
        return term.value
    if isinstance(term, ox.Literal):
        return term.value
    return "" if term is None else str(term)
