"""Pages that the server makes itself, for any RDF: templates, and the addresses of nodes."""

from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from kgbuild.export.passages import visible


def page(template: str, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401 - what a template takes
    """Return a page; every text in it is escaped, and what HTML cannot hold is shown by a sign.

    Args:
        template: Name of a file of `kgbuild/serve/page`.
        status: Of the HTTP response.
        values: What the template takes.
    """
    text = _environment().get_template(template).render(values)
    return HTMLResponse(visible(text).encode(), status, headers={"cache-control": "no-cache"})


def node_address(iri: str, base: str) -> str:
    """Return the address of a node on this server.

    Args:
        iri: Of the node.
        base: The IRI under which the graph's own IRIs were minted.

    Example:
        >>> node_address("https://example.org/model/bert", "https://example.org/"), node_address("urn:a&b", "https://example.org/")
        ('/entity/model/bert', '/entity?iri=urn%3Aa%26b')
    """
    if iri.startswith(base) and len(iri) > len(base):
        return f"/entity/{quote(iri[len(base) :], safe='/:@!$,;=~')}"
    return f"/entity?iri={quote(iri, safe='')}"


def asset(name: str) -> bytes:
    """Return a file of `kgbuild/serve/page`."""
    return (resources.files("kgbuild.serve") / "page" / name).read_bytes()


def asset_response(body: bytes, media_type: str, *, packed: bool = False) -> Response:
    """Return a file that belongs to the pages, packed with gzip or not."""
    headers = {"content-type": media_type, "cache-control": "no-cache", **({"content-encoding": "gzip"} if packed else {})}
    return Response(body, headers=headers)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kgbuild.serve", "page"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"number": lambda count: f"{count:,}"}
    environment.globals |= {"node_address": node_address}
    return environment
