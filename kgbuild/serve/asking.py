"""One request, from the worker's answer to the HTTP response."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from kgbuild.serve.answers import RefusedError, Reply
from kgbuild.serve.formats import content_type
from kgbuild.serve.pool import Pool

_BLOCK = 1 << 16  # bytes that are sent at once


async def asked(request: Request, operation: str, parameters: Mapping[str, Any], pool: Pool | None = None) -> Reply:
    """Have a worker answer; if the client leaves meanwhile, the work is stopped.

    Args:
        request: Its body has been read.
        operation: One that the workers know.
        parameters: What that operation takes.
        pool: Whose workers answer; by default those that hold the store.

    Raises:
        RefusedError: As `Pool.ask` does.
    """
    answering: Pool = pool or request.app.state.pool
    work = asyncio.create_task(answering.ask(operation, parameters))
    leaving = asyncio.create_task(_left(request))
    try:
        await asyncio.wait({work, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            return work.result()
        raise RefusedError(HTTPStatus.BAD_REQUEST, "the client has left")
    finally:
        for task in (work, leaving):
            task.cancel()


async def asked_json(request: Request, operation: str, parameters: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
    """Have a worker answer as `asked` does, and read its JSON."""
    return json.loads(content(await asked(request, operation, parameters)))


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def response(reply: Reply, headers: Mapping[str, str] | None = None) -> Response:
    """Return an answer as a response; a long one is read from its file as fast as the client takes it.

    Args:
        reply: What a worker answered.
        headers: More of them.
    """
    sent = {**(headers or {}), "content-type": content_type(reply.media_type), "cache-control": "no-cache"}
    if reply.file is None:
        return Response(reply.body, headers=sent)
    return StreamingResponse(_blocks(_taken(reply.file)), headers=sent)


def content(reply: Reply) -> bytes:
    """Return an answer as bytes."""
    if reply.file is None:
        return reply.body
    with _taken(reply.file) as stream:
        return stream.read()


def _taken(file: Path) -> BinaryIO:
    """Open a file and remove it: it is gone when it is closed, whatever becomes of the client."""
    stream = file.open("rb")
    with suppress(PermissionError):  # Windows removes it with its folder, when the server ends
        file.unlink()
    return stream


async def _blocks(stream: BinaryIO) -> AsyncIterator[bytes]:
    with stream:
        while block := await to_thread.run_sync(stream.read, _BLOCK):
            yield block
