"""The formats that answers are written in, by media type, and which of them a request accepts (RFC 9110, section 12.5.1)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

import pyoxigraph as ox

from kgbuild.namespaces import prefixes
from kgbuild.query.results.rdf import write_turtle

JSON = "application/sparql-results+json"
TURTLE = "text/turtle"
HTML = "text/html"

ROWS: Mapping[str, ox.QueryResultsFormat] = {
    JSON: ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}
"""What SELECT and ASK are answered in, the preferred first; the last three are names that old clients use."""

GRAPHS: Mapping[str, ox.RdfFormat] = {
    TURTLE: ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "text/n3": ox.RdfFormat.TURTLE,
    "text/rdf+n3": ox.RdfFormat.TURTLE,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/xml": ox.RdfFormat.RDF_XML,
}
"""What CONSTRUCT, DESCRIBE and entities are answered in, the preferred first, then names that old clients use."""

_TEXT = frozenset({"text/csv", "text/tab-separated-values", "text/n3", "text/rdf+n3", "text/plain", "text/xml", TURTLE})


def content_type(media_type: str) -> str:
    """Return the value of the Content-Type header: UTF-8 has to be said where the default is something else.

    Example:
        >>> content_type("text/csv"), content_type("application/json")
        ('text/csv; charset=utf-8', 'application/json')
    """
    return f"{media_type}; charset=utf-8" if media_type in _TEXT else media_type


def write_graph(triples: Iterable[ox.Triple], stream: BinaryIO, media_type: str, base: str) -> None:
    r"""Write triples in the order in which they come.

    Args:
        triples: They are read up.
        stream: Where to; it stays open.
        media_type: One of `GRAPHS`.
        base: What `base_of` returned, for the prefixes.

    Example:
        >>> import io
        >>> stream = io.BytesIO()
        >>> write_graph([ox.Triple(*[ox.NamedNode("urn:a")] * 3)], stream, "text/turtle", "urn:x/")
        >>> stream.getvalue()
        b'<urn:a> <urn:a> <urn:a> .\n'
    """
    if GRAPHS[media_type] == ox.RdfFormat.TURTLE:
        write_turtle(triples, stream, base)
    else:
        ox.serialize(triples, stream, format=GRAPHS[media_type], prefixes=prefixes(base))


def accepted(accept: str, offered: Sequence[str]) -> str | None:
    """Return the media type that a client likes best; None if it accepts none.

    Args:
        accept: The value of the Accept header, several joined by commas; empty if there was none.
        offered: Media types, the server's favourite first, which wins where the client has no preference.

    Example:
        >>> accepted("text/csv;q=0.5, */*;q=0.1", ["application/json", "text/csv"])
        'text/csv'
        >>> accepted("image/png", ["text/csv"]) is None
        True
    """
    ranges = dict(_ranges(accept)) or {"*/*": 1.0}
    liked = [(_quality(ranges, media_type), -place, media_type) for place, media_type in enumerate(offered)]
    quality, _, best = max(liked, default=(0.0, 0, ""))
    return best if quality > 0 else None


def _quality(ranges: Mapping[str, float], media_type: str) -> float:
    """Return the quality of the most specific range that covers a media type."""
    for name in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
        if name in ranges:
            return ranges[name]
    return 0.0


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        name, *parameters = (text.strip().lower() for text in part.split(";"))
        if name:
            yield ("*/*" if name == "*" else name), next(map(_number, (each for each in parameters if each.startswith("q="))), 1.0)


def _number(parameter: str) -> float:
    try:
        return min(max(float(parameter.removeprefix("q=")), 0.0), 1.0)
    except ValueError:
        return 0.0
