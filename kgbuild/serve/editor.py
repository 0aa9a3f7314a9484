"""`/query`: YASGUI, bundled, and what it needs; `/api`: what programs need; `/search` for people."""

import gzip
from functools import cache
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kgbuild.serve.api.operations import API, ApiOperation
from kgbuild.serve.asking import asked_json
from kgbuild.serve.explorer import graph_files
from kgbuild.serve.headers import PAGE_POLICY
from kgbuild.serve.pages import asset, asset_response, page

_CSS, _SCRIPT = "text/css; charset=utf-8", "text/javascript; charset=utf-8"
_STATIC = {"serve.css": _CSS, "editor.js": _SCRIPT, "yasgui.css": _CSS, "yasgui.js": _SCRIPT}
_PACKED = frozenset({"yasgui.css", "yasgui.js"})
_RESULTS = 50
_RESIZER_STYLE = "sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk="
"""Of the one style element that YASGUI puts into the page, for the columns of its table."""


async def editor(request: Request) -> Response:  # noqa: ARG001 - Starlette's signature
    """Answer with the query editor."""
    found = page("editor.html")
    found.headers["content-security-policy"] = PAGE_POLICY.replace("style-src 'self'", f"style-src 'self' '{_RESIZER_STYLE}'")
    return found


async def static(request: Request) -> Response:
    """Answer with a file of the pages; the route lets only those through that there are."""
    name = request.path_params["name"]
    if name not in _STATIC:
        return page("problem.html", 404, heading="Not found", message=f"there is no /static/{name}")
    if name not in _PACKED:
        return asset_response(asset(name), _STATIC[name])
    if "gzip" in request.headers.get("accept-encoding", ""):
        return asset_response(asset(f"vendor/{name}.gz"), _STATIC[name], packed=True)
    return asset_response(_unpacked(name), _STATIC[name])


@cache
def _unpacked(name: str) -> bytes:
    return gzip.decompress(asset(f"vendor/{name}.gz"))


async def api(request: Request) -> Response:
    """Answer with a page that describes the API."""
    examples = {operation.path: _example(operation) for operation in API}
    files = graph_files(request.app.state.path)
    endpoint = str(request.url_for("sparql"))
    return page("api.html", operations=API, examples=examples, files=files, endpoint=endpoint)


async def search(request: Request) -> Response:
    """Answer with a page of what a search found."""
    said = request.query_params.get("q", "")
    found = await asked_json(request, "search", {"said": said, "class_": "", "limit": _RESULTS})
    return page("search.html", said=said, found=found, base=request.app.state.pool.about["base"])


def _example(operation: ApiOperation) -> str:
    said = {field.name: field.example for field in operation.fields if field.example}
    return f"/api{operation.path}" + (f"?{urlencode(said, quote_via=quote)}" if said else "")


EDITOR_ROUTES = [
    Route("/query", editor),
    Route("/static/{name}", static),
    Route("/api", api),
    Route("/search", search),
]
