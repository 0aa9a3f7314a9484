"""SPARQL over the RDF of a graph or of any file, answered by the embedded Oxigraph store; and ready questions."""

import io

from kgbuild.identifiers import BASE
from kgbuild.query.evaluate import Rows, Solutions, Term, base_of, rows, run
from kgbuild.query.results import FORMATS, GRAPH_FORMATS, RESULT_FORMATS, Written, write
from kgbuild.query.store import is_ready, open_store
from kgbuild.query.syntax import QuerySyntaxError

__all__ = [
    "FORMATS",
    "GRAPH_FORMATS",
    "RESULT_FORMATS",
    "QuerySyntaxError",
    "Rows",
    "Solutions",
    "Term",
    "Written",
    "base_of",
    "is_ready",
    "open_store",
    "rows",
    "run",
    "serialize",
    "write",
]


def serialize(answer: Solutions | Rows, name: str, base: str = BASE) -> bytes:
    """Return an answer in one of `FORMATS`.

    Args:
        answer: What `run` returned.
        name: As for `write`.
        base: What `base_of` returned, for the prefixes of Turtle.

    Raises:
        QueryError: If the answer has no such format.

    Example:
        >>> import pyoxigraph
        >>> serialize(run(pyoxigraph.Store(), "ASK {}"), "json").decode()
        '{"head":{},"boolean":true}'
    """
    out = io.BytesIO()
    write(answer, name, out, base=base)
    return out.getvalue()
