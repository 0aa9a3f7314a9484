"""`/sparql`: the SPARQL 1.1 Protocol, and the service's description where no query is sent."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kgbuild.serve.asking import asked, response
from kgbuild.serve.description import service_description
from kgbuild.serve.formats import GRAPHS, HTML, TURTLE, accepted, content_type
from kgbuild.serve.protocol import read_query

_VARY = {"vary": "Accept"}


async def sparql(request: Request) -> Response:
    """Answer a query operation."""
    query = await read_query(request, request.app.state.limits.body)
    accept = accept_of(request)
    if query is None:
        return _described(request, accept)
    parameters = {
        "query": query.query,
        "base": _address(request),
        "accept": accept,
        "default_graphs": query.default_graphs,
        "named_graphs": query.named_graphs,
    }
    return response(await asked(request, "query", parameters), _VARY)


def accept_of(request: Request) -> str:
    """Return what a request accepts; several headers count as one (RFC 9110, section 5.3)."""
    return ", ".join(request.headers.getlist("accept"))


def _described(request: Request, accept: str) -> Response:
    chosen = accepted(accept, [*GRAPHS, HTML]) or TURTLE
    if chosen == HTML:  # a person has followed the address in a browser
        return RedirectResponse(request.url_for("editor"), headers=_VARY)
    body = service_description(_address(request), request.app.state.pool.about["triples"], chosen)
    return Response(body, headers={**_VARY, "content-type": content_type(chosen)})


def _address(request: Request) -> str:
    return str(request.url.replace(query=""))
