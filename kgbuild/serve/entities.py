"""Entities under their IRIs: a page for people, triples for programs (Cool URIs for the Semantic Web, W3C Note 2008)."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kgbuild.serve.answers import RefusedError
from kgbuild.serve.asking import asked, asked_json, response
from kgbuild.serve.endpoint import accept_of
from kgbuild.serve.formats import GRAPHS, HTML, accepted
from kgbuild.serve.pages import node_address, page

_LINKS = 50
_FORMATS = {
    "html": HTML,
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
"""What `?format=` may say, for those who cannot set a header."""


async def entity(request: Request) -> Response:
    """Answer with what the graph says of a node."""
    base: str = request.app.state.pool.about["base"]
    path = request.path_params.get("path", "")
    iri = base + path if path else request.query_params.get("iri", "")
    if not iri:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "name a node: /entity/model/bert, or /entity?iri=https://…")
    chosen = _format(request)
    headers = {"vary": "Accept", "link": _alternates(node_address(iri, base))}
    if chosen != HTML:
        return response(await asked(request, "entity", {"iri": iri, "media_type": chosen}), headers)
    site = request.app.state.site
    address = await site.address(iri)
    if address is not None:
        return RedirectResponse(f"/site/{address}", HTTPStatus.SEE_OTHER, headers)
    node = await asked_json(request, "node", {"iri": iri, "most": _LINKS})
    found = page("node.html", node=node, base=base)
    found.headers.update(headers)
    return found


def _format(request: Request) -> str:
    wanted = request.query_params.get("format")
    if wanted is not None:
        if wanted not in _FORMATS:
            raise RefusedError(HTTPStatus.BAD_REQUEST, f"format={wanted} is none of {', '.join(_FORMATS)}")
        return _FORMATS[wanted]
    accept = accept_of(request)
    chosen = accepted(accept, [HTML, *GRAPHS] if "html" in accept else [*GRAPHS, HTML])
    if chosen is None:
        raise RefusedError(HTTPStatus.NOT_ACCEPTABLE, f"accept one of {HTML}, {', '.join(GRAPHS)}")
    return chosen


def _alternates(address: str) -> str:
    mark = "&" if "?" in address else "?"
    return ", ".join(f'<{address}{mark}format={name}>; rel="alternate"; type="{media}"' for name, media in _FORMATS.items())


ENTITY_ROUTES = [Route("/entity", entity), Route("/entity/{path:path}", entity)]
