"""Requests of the SPARQL 1.1 Protocol (W3C Recommendation, section 2.1), for a service that only reads."""

from collections import defaultdict
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from kgbuild.serve.answers import RefusedError

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

_READ_ONLY = "updates are refused: this service only reads. Build the graph anew to change it"
_MOST_FIELDS = 1_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the dataset that it is asked of.

    Attributes:
        query: SPARQL.
        default_graphs: IRIs of the graphs whose merge is the default graph; None if the request names no dataset.
        named_graphs: IRIs of the graphs that GRAPH can name; None likewise.
    """

    query: str
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None


async def read_query(request: Request, most: int) -> Asked | None:
    """Read a query operation.

    Args:
        request: A GET or a POST.
        most: Bytes of the longest body.

    Returns:
        The query; None if the request is a GET without one, which asks for the service's description.

    Raises:
        RefusedError: If it is no query operation, or one of another kind.
    """
    fields = _fields(request.scope["query_string"])
    if request.method == "POST":
        media_type, charset = _content_type(request)
        if media_type == UPDATE:
            raise RefusedError(HTTPStatus.FORBIDDEN, _READ_ONLY)
        if media_type not in {FORM, QUERY}:
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"POST a query as {QUERY}, or as query= in {FORM}")
        if charset not in {"utf-8", "utf8", "us-ascii"}:
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"send the query in UTF-8, not in {charset}")
        body = await read_body(request, most)
        if media_type == QUERY:
            fields["query"].append(_text(body))
        else:
            for name, values in _fields(body).items():
                fields[name] += values
    elif not fields:
        return None
    return _asked(fields)


async def read_body(request: Request, most: int) -> bytes:
    """Read the body of a request.

    Raises:
        RefusedError: If it is longer than `most` bytes; the rest of it is not read.
    """
    parts: list[bytes] = []
    size = 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > most:
                raise RefusedError(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the body is longer than {most:,} bytes: shorten the query"
                )
            parts.append(part)
    except ClientDisconnect:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "the body ends too early") from None
    return b"".join(parts)


def _asked(fields: dict[str, list[str]]) -> Asked:
    if "update" in fields:
        raise RefusedError(HTTPStatus.FORBIDDEN, _READ_ONLY)
    queries = fields.get("query", [])
    if len(queries) != 1:
        raise RefusedError(HTTPStatus.BAD_REQUEST, f"send one query as query=…, not {len(queries)}")
    default, named = fields.get("default-graph-uri"), fields.get("named-graph-uri")
    if default is None and named is None:
        return Asked(queries[0], None, None)
    return Asked(queries[0], tuple(default or ()), tuple(named or ()))


def _fields(data: bytes) -> defaultdict[str, list[str]]:
    """Read url-encoded fields strictly: what is not UTF-8 is no query, and no guess is better than an error."""
    fields: defaultdict[str, list[str]] = defaultdict(list)
    try:
        text = data.decode("ascii")
        for name, value in parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS):
            fields[name].append(value)
    except ValueError as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, f"the fields are not url-encoded UTF-8: {error}") from None
    return fields


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, f"the query is not in UTF-8: {error}") from None


def _content_type(request: Request) -> tuple[str, str]:
    """Return the media type of the body and its character set, in lower case."""
    media_type, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charsets = [part.removeprefix("charset=").strip('"') for part in parameters if part.startswith("charset=")]
    return media_type, charsets[0] if charsets else "utf-8"
