"""The workers: idle ones wait in a line, and one that takes too long is killed and replaced."""

import asyncio
import contextlib
import itertools
import json
import os
import signal
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kgbuild.errors import QueryError
from kgbuild.query.frames import DATA, ERROR, HEAD, Frame
from kgbuild.serve.answers import RefusedError, Reply
from kgbuild.serve.limits import Limits

_SPARES = 1
_PATIENCE = 2  # a request waits for its turn so many times as long as a query may take
_SECONDS_TO_REPLACE = 1.0  # before another try, when a worker does not start


class Pool:
    """Answers requests in worker processes that each hold the same graph.

    Args:
        path: A graph directory or an RDF file.
        limits: How many workers, and what each request may take.
        module: The module of the workers.

    Attributes:
        about: What the workers say of what they hold; of a store, its `base` and number of `triples`.
    """

    def __init__(self, path: Path, limits: Limits, module: str = "kgbuild.serve.worker") -> None:
        self.about: dict[str, Any] = {}
        self._module = module
        self._path = path
        self._limits = limits
        self._turns = asyncio.Semaphore(limits.workers)
        self._idle: asyncio.Queue[Process] = asyncio.Queue()
        self._workers: set[Process] = set()
        self._replacing: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._closing = False
        self._numbers = itertools.count()
        self._folder = tempfile.TemporaryDirectory(prefix="kgbuild-serve-")

    async def __aenter__(self) -> Self:
        """Start the workers, the first alone, since it may have to build the store on disk.

        Raises:
            QueryError: If there is no such graph, or it is no RDF.
        """
        async with contextlib.AsyncExitStack() as undo:
            undo.push_async_exit(self.__aexit__)
            self._idle.put_nowait(await self._started())
            for worker in await asyncio.gather(*(self._started() for _ in range(self._limits.workers + _SPARES - 1))):
                self._idle.put_nowait(worker)
            undo.pop_all()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End all workers and remove what they wrote."""
        self._closing = True
        for task in self._replacing:
            task.cancel()
        await asyncio.gather(*self._replacing, return_exceptions=True)
        await asyncio.gather(*map(self._ended, list(self._workers)))
        self._folder.cleanup()

    @property
    def ready(self) -> bool:
        """Whether there is a worker that lives."""
        return any(worker.returncode is None for worker in self._workers)

    async def ask(self, operation: str, parameters: Mapping[str, Any]) -> Reply:
        """Have a request answered; if the caller is cancelled, so is the work.

        Args:
            operation: One that the workers know.
            parameters: What that operation takes.

        Raises:
            RefusedError: If the request is wrong, takes too much, or waits too long for its turn.
        """
        file = Path(self._folder.name) / str(next(self._numbers))
        request = json.dumps({"operation": operation, "parameters": parameters, "file": str(file)}).encode() + b"\n"
        async with self._worker() as worker:
            body, said = await self._asked(worker, request)
        if said.kind == ERROR:
            problem = json.loads(said.content)
            raise RefusedError(HTTPStatus(problem["status"]), problem["message"])
        about = json.loads(said.content)
        return Reply(about["media_type"], body, file if about["long"] else None)

    @contextlib.asynccontextmanager
    async def _worker(self) -> AsyncIterator[Process]:
        """Lend a worker; one that did not end its work is killed, and another takes its place."""
        await self._turn()
        try:
            worker = await self._living()
            with contextlib.ExitStack() as undo:
                undo.callback(self._replace, worker)
                yield worker
                undo.pop_all()
            self._idle.put_nowait(worker)
        finally:
            self._turns.release()

    async def _living(self) -> Process:
        """Take an idle worker; one that the system has killed meanwhile, as when memory is short, is replaced."""
        while (worker := await self._idle.get()).returncode is not None:
            self._replace(worker)
        return worker

    async def _turn(self) -> None:
        """Wait until fewer requests are being answered than there are workers.

        Raises:
            RefusedError: If too many wait already, or it takes too long.
        """
        busy = RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, "the server is busy: try again in a few seconds")
        if self._waiting >= self._limits.waiting:
            raise busy
        self._waiting += 1
        try:
            await asyncio.wait_for(self._turns.acquire(), _PATIENCE * self._limits.seconds)
        except TimeoutError:
            raise busy from None
        finally:
            self._waiting -= 1

    async def _asked(self, worker: Process, request: bytes) -> tuple[bytes, Frame]:
        """Return the bytes of an answer and the frame after them."""
        assert worker.stdin is not None  # noqa: S101 - narrows the type: it was started with pipes
        try:
            worker.stdin.write(request)
            return await asyncio.wait_for(_received(worker), self._limits.seconds)
        except TimeoutError:
            message = f"the query takes longer than {self._limits.seconds:g} seconds: ask for less, or narrow it down"
            raise RefusedError(HTTPStatus.GATEWAY_TIMEOUT, message) from None
        except (asyncio.IncompleteReadError, ConnectionError):  # Oxigraph aborts when it gets no memory
            message = (
                f"the query needs more than {self._limits.memory / (1 << 20):,.0f} MiB of memory: ask for less, or narrow it down"
            )
            raise RefusedError(HTTPStatus.INTERNAL_SERVER_ERROR, message) from None

    def _replace(self, worker: Process) -> None:
        if self._closing:
            return
        task = asyncio.create_task(self._replaced(worker))
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    async def _replaced(self, worker: Process) -> None:
        await self._ended(worker)
        while True:
            try:
                self._idle.put_nowait(await self._started())
            except (QueryError, OSError):  # the graph is being built anew, or the machine is short of memory
                await asyncio.sleep(_SECONDS_TO_REPLACE)
            else:
                return

    async def _started(self) -> Process:
        limits = self._limits
        words = (self._path.resolve(), limits.memory, limits.seconds, limits.answer)
        worker = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", self._module, *map(str, words), stdin=PIPE, stdout=PIPE, start_new_session=True
        )
        self._workers.add(worker)
        async with contextlib.AsyncExitStack() as undo:
            undo.push_async_callback(self._ended, worker)
            try:
                _, said = await _received(worker)
            except asyncio.IncompleteReadError:
                code = await worker.wait()
                raise QueryError(f"a worker ended with code {code} while it opened {self._path}: is there memory left?") from None
            about = json.loads(said.content)
            if said.kind == ERROR:
                raise QueryError(about["message"])
            undo.pop_all()
        self.about = about
        return worker

    async def _ended(self, worker: Process) -> None:
        if worker.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker.pid, signal.SIGTERM)  # `Process.kill` would reap it behind asyncio's back
        await worker.wait()
        self._workers.discard(worker)


async def _received(worker: Process) -> tuple[bytes, Frame]:
    """Read the next frame that is no data, and return it with the data before it."""
    assert worker.stdout is not None  # noqa: S101 - narrows the type: it was started with pipes
    body = b""
    while True:
        head = await worker.stdout.readexactly(HEAD.size)
        kind, length = HEAD.unpack(head)
        frame = Frame(kind, await worker.stdout.readexactly(length))
        if frame.kind != DATA:
            return body, frame
        body += frame.content
