"""A query over the store, answered in the format that the client accepts."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, BinaryIO

import pyoxigraph as ox

from kgbuild.query import Solutions, base_of, run
from kgbuild.query.evaluate import naming_columns
from kgbuild.serve.answers import RefusedError
from kgbuild.serve.formats import GRAPHS, ROWS, accepted, write_graph


def answer_query(store: ox.Store, parameters: Mapping[str, Any], stream: BinaryIO) -> str:
    """Answer a query of the SPARQL 1.1 Protocol.

    Args:
        store: What `open_store` returned.
        parameters: `query`; `base`, what its relative IRIs are resolved against; `accept`, the value of the Accept header;
            `default_graphs` and `named_graphs`, IRIs, or None both.
        stream: Where the answer goes.

    Returns:
        The media type of the answer.

    Raises:
        QueryError: If it is no query, or a graph's name is no IRI.
        RefusedError: If the client accepts no format that the answer has.

    Example:
        >>> import io
        >>> out = io.BytesIO()
        >>> asked = {"query": "ASK {}", "base": "urn:x", "accept": "text/csv", "default_graphs": None, "named_graphs": None}
        >>> answer_query(ox.Store(), asked, out)
        'text/csv'
        >>> out.getvalue()
        b'true'
    """
    query: str = parameters["query"]
    answer = _answer(store, query, parameters)
    if isinstance(answer, ox.QueryTriples):
        media_type = _chosen(parameters["accept"], list(GRAPHS), "triples")
        write_graph(answer, stream, media_type, base_of(store))
        return media_type
    media_type = _chosen(parameters["accept"], list(ROWS), "rows")
    if isinstance(answer, ox.QuerySolutions) and (named := naming_columns(query, answer)) != query:
        answer = _answer(store, named, parameters)
    assert not isinstance(answer, ox.QueryTriples)  # noqa: S101 - narrows the type: naming its columns makes no other query of it
    answer.serialize(stream, format=ROWS[media_type])
    return media_type


def _answer(store: ox.Store, query: str, parameters: Mapping[str, Any]) -> Solutions:
    return run(
        store,
        query,
        default_graph=_graphs(parameters["default_graphs"]),
        named_graphs=_graphs(parameters["named_graphs"]),
        base_iri=parameters["base"],
    )


def _chosen(accept: str, offered: Sequence[str], what: str) -> str:
    media_type = accepted(accept, offered)
    if media_type is None:
        raise RefusedError(HTTPStatus.NOT_ACCEPTABLE, f"this query is answered with {what}: accept one of {', '.join(offered)}")
    return media_type


def _graphs(names: Sequence[str] | None) -> list[ox.NamedNode] | None:
    if names is None:
        return None
    try:
        return [ox.NamedNode(name) for name in names]
    except ValueError as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, f"the name of a graph is no IRI: {error}") from None
