"""`/`: the interactive page of a graph directory, or an overview of any other RDF; and the files of the directory."""

import re
from collections.abc import Mapping
from html import unescape
from http import HTTPStatus
from pathlib import Path

from anyio import Path as AsyncPath
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from kgbuild.export import EXPORTERS
from kgbuild.serve.answers import RefusedError
from kgbuild.serve.asking import asked_json
from kgbuild.serve.pages import page

EXPLORER = "graph.html"
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
_HEAD = 4_096  # bytes within which the page says its policy
_COUNTS = b'<p id="counts"></p>'
_LINKS = b'<p class="quiet"><a href="/site/">Pages</a> \xc2\xb7 <a href="/query">Query</a> \xc2\xb7 <a href="/api">API</a></p>'


async def home(request: Request) -> Response:
    """Answer with the explorer if there is one, else with an overview."""
    if await AsyncPath(request.app.state.path / EXPLORER).is_file():
        return await explorer(request)
    return page("overview.html", summary=await asked_json(request, "summary", {}), name=request.app.state.path.name)


async def explorer(request: Request) -> Response:
    """Answer with the explorer, which also leads to the other pages."""
    file = AsyncPath(request.app.state.path / EXPLORER)
    if not await file.is_file():
        raise RefusedError(HTTPStatus.NOT_FOUND, "this graph has no explorer: build it with --format html")
    return explorer_page(await file.read_bytes())


def explorer_page(text: bytes) -> Response:
    """Return the explorer with links to the other pages, under its own policy.

    Args:
        text: As `kgbuild.export.html` wrote it.
    """
    policy = _POLICY.search(text, 0, _HEAD)
    own = {"content-security-policy": f"{unescape(policy[1].decode())}; frame-ancestors 'none'"} if policy else {}
    headers = {"content-type": "text/html; charset=utf-8", "cache-control": "no-cache", **own}
    return Response(text.replace(_COUNTS, _COUNTS + _LINKS, 1), headers=headers)


def graph_files(path: Path) -> Mapping[str, Path]:
    """Return the files that may be fetched, by name: those that `kgbuild build` and `export` write, in that folder itself.

    Args:
        path: A graph directory or an RDF file.
    """
    if not path.is_dir():
        return {}
    names = sorted({exporter.filename for exporter in EXPORTERS.values()} | {"manifest.json"})
    return {name: path / name for name in names if (path / name).is_file() and not (path / name).is_symlink()}


async def graph_file(request: Request) -> Response:
    """Answer with a file of the graph directory."""
    name = request.path_params["name"]
    file = graph_files(request.app.state.path).get(name)
    if file is None:
        raise RefusedError(HTTPStatus.NOT_FOUND, f"this graph has no file {name}")
    return FileResponse(file, filename=name, content_disposition_type="attachment")


HOME_ROUTES = [Route("/", home), Route("/files/{name}", graph_file)]
