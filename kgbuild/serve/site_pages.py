"""The pages of `kgbuild.site`, made by a worker that starts behind the server's back, for it has to read the whole graph."""

import asyncio
import contextlib
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kgbuild.directory import EXTRACTIONS
from kgbuild.errors import QueryError
from kgbuild.serve.answers import RefusedError
from kgbuild.serve.asking import asked, content, response
from kgbuild.serve.explorer import EXPLORER, explorer_page
from kgbuild.serve.limits import Limits
from kgbuild.serve.pool import Pool


class SitePages:
    """The pages of a graph directory; of an RDF file there are none.

    Args:
        path: A graph directory or an RDF file.
        limits: What one page may take.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self._possible = (path / EXTRACTIONS).is_file()
        self._pool = Pool(path, replace(limits, workers=1), "kgbuild.serve.site_worker")
        self._starting: asyncio.Task[Pool] | None = None

    async def __aenter__(self) -> Self:
        """Start the worker, and do not wait for it."""
        if self._possible:
            self._starting = asyncio.create_task(self._pool.__aenter__())
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the worker."""
        if self._starting is not None:
            self._starting.cancel()
            with contextlib.suppress(asyncio.CancelledError, QueryError):
                await self._starting
        await self._pool.__aexit__(kind, error, trace)

    @property
    def pool(self) -> Pool | None:
        """Whose worker makes the pages; None while it reads the graph, and where it cannot."""
        started = self._starting
        return (
            self._pool if started is not None and started.done() and not started.cancelled() and not started.exception() else None
        )

    @property
    def coming(self) -> bool:
        """Whether there will be pages soon."""
        return self._starting is not None and not self._starting.done()

    async def address(self, iri: str) -> str | None:
        """Return the path of a node's page; None if it has none, or none yet."""
        if self.pool is None:
            return None
        return (await self.pool.ask("address", {"iri": iri})).body.decode() or None


async def site_file(request: Request) -> Response:
    """Answer with a file of the site."""
    site: SitePages = request.app.state.site
    path = request.path_params["path"]
    if site.coming:
        raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, "the pages are being made: try again in a few seconds")
    if site.pool is not None:
        reply = await asked(request, "file", {"path": path if path and not path.endswith("/") else f"{path}index.html"}, site.pool)
        if reply.media_type:
            return explorer_page(content(reply)) if path == EXPLORER else response(reply)
    raise RefusedError(HTTPStatus.NOT_FOUND, f"there is no page /site/{path}")


SITE_ROUTES = [Route("/site/{path:path}", site_file)]
