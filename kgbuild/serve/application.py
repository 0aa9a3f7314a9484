"""The web application: which address is answered by what."""

from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from kgbuild.serve.answers import RefusedError
from kgbuild.serve.api.routes import api_routes
from kgbuild.serve.editor import EDITOR_ROUTES
from kgbuild.serve.endpoint import sparql
from kgbuild.serve.entities import ENTITY_ROUTES
from kgbuild.serve.explorer import HOME_ROUTES
from kgbuild.serve.headers import Guard
from kgbuild.serve.limits import Limits
from kgbuild.serve.pool import Pool
from kgbuild.serve.refusals import not_found, refusal
from kgbuild.serve.site_pages import SITE_ROUTES, SitePages


def application(  # noqa: PLR0913 - the last two by name, each with a plain default
    pool: Pool, site: SitePages, path: Path, limits: Limits, *, hosts: Sequence[str] = (), origins: Sequence[str] = ()
) -> ASGIApp:
    """Return the application that serves a graph.

    Args:
        pool: Answers queries; it is started and ended by the caller.
        site: Has the pages, likewise.
        path: A graph directory or an RDF file.
        limits: What one request may take.
        hosts: Names under which the server may be called; empty for any.
        origins: Sites whose pages may read answers (CORS), or `*`.
    """
    routes = [
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/sparql/", sparql, methods=["GET", "POST"]),
        Route("/health", health),
        *HOME_ROUTES,
        *ENTITY_ROUTES,
        *SITE_ROUTES,
        *EDITOR_ROUTES,
        *api_routes(),
    ]
    sharing = [Middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET", "POST"])] if origins else []
    app = Starlette(routes=routes, middleware=sharing, exception_handlers={RefusedError: refusal, HTTPException: not_found})
    app.state.pool, app.state.site, app.state.limits, app.state.path = pool, site, limits, path
    return Guard(app, limits.url, hosts, shared=bool(origins))


async def health(request: Request) -> JSONResponse:
    """Tell whether queries can be answered."""
    pool: Pool = request.app.state.pool
    return JSONResponse(
        {"status": "ok" if pool.ready else "starting", "triples": pool.about["triples"]},
        200 if pool.ready else 503,
        {"cache-control": "no-store"},
    )
