"""Queries that can be stopped: asked of a process of their own, which is killed when its time or memory is up."""

import json
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, BinaryIO, Self

from kgbuild.errors import QueryError
from kgbuild.query.frames import DATA, ERROR, receive
from kgbuild.query.syntax import QuerySyntaxError

_OUT_OF_MEMORY = (
    "memory allocation",
    "MemoryError",
    "bad_alloc",
    "capacity overflow",
    "Cannot allocate",
    "temporarily unavailable",
)


class QueryTimeoutError(QueryError):
    """A query that was stopped because its time was up."""


class QueryMemoryError(QueryError):
    """A query that was stopped because it needed too much memory."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a worker: SPARQL, or a ready question with values.

    Attributes:
        format: One of `kgbuild.query.FORMATS`.
        sparql: A query; empty for a ready question.
        question: Name of a ready question; empty for SPARQL.
        values: What a person said, by the question's parameters.
        most: Answer with at most so many rows or triples.
        width: Columns of the terminal, for a table.
        default_graph: IRIs of the graphs that make up the default graph, if they are not as in the store or in the query.
        named_graphs: IRIs of the graphs that GRAPH can name, likewise.
    """

    format: str
    sparql: str = ""
    question: str = ""
    values: Mapping[str, str] | None = None
    most: int | None = None
    width: int | None = None
    default_graph: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker says when it has answered.

    Attributes:
        count: How many rows or triples it wrote.
        more: Whether there are more, which a limit has kept back.
        noun: What they are: `row` or `triple`.
        notes: What the person should know.
    """

    count: int
    more: bool
    noun: str
    notes: tuple[str, ...]


class Worker:
    r"""A process that holds a store open and answers one request at a time.

    When it had to be killed it is no longer `alive`: start another.

    Args:
        path: A graph directory or RDF file, as for `open_store`.
        memory: Bytes of memory that it may use for its data; None for no limit. Only where the system can limit it (not Windows).

    Raises:
        QueryError: As `open_store` does.

    Example:
        >>> import io, tempfile
        >>> file = Path(tempfile.mkdtemp()) / "a.nt"
        >>> _ = file.write_text("<urn:a> <urn:b> <urn:c> .")
        >>> out = io.BytesIO()
        >>> with Worker(file) as worker:
        ...     reply = worker.ask(Request("csv", "SELECT ?s { ?s ?p ?o }"), out, seconds=30)
        >>> reply.count, out.getvalue()
        (1, b's\r\nurn:a\r\n')
    """

    def __init__(self, path: Path, *, memory: int | None = None) -> None:
        self.memory = memory
        self._process = subprocess.Popen(  # noqa: S603 - our own module, and a path as one argument
            [sys.executable, "-m", "kgbuild.query.worker", str(path), str(memory or 0)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        with ExitStack() as undo:
            undo.callback(self.close)
            try:
                self._reply(None)
            except _DiedError:
                raise self._death(f"reading {path}") from None
            undo.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def alive(self) -> bool:
        """Whether it can answer another request."""
        return self._process.poll() is None

    def ask(self, request: Request, stream: BinaryIO, seconds: float | None = None) -> Reply:
        """Answer a request into a stream, as it is found.

        Args:
            request: What is asked.
            stream: Where the answer goes; after an error it holds a part of it.
            seconds: How long the whole answer may take; then the process is killed.

        Raises:
            QuerySyntaxError: If the query is no SPARQL.
            QueryTimeoutError: If the time is up.
            QueryMemoryError: If the memory is.
            QueryError: If it cannot be answered for another reason.
        """
        if not self.alive:
            raise self._death("the query")
        overdue = threading.Event()
        timer = threading.Timer(seconds or threading.TIMEOUT_MAX, self._stop, [overdue])
        timer.daemon = True
        timer.start()
        try:
            with suppress(BrokenPipeError):  # it has died: the reply tells why
                _pipe(self._process.stdin).write(json.dumps(asdict(request)).encode() + b"\n")
                _pipe(self._process.stdin).flush()
            done = self._reply(stream)
        except _DiedError:
            if overdue.is_set():
                message = f"the query was stopped after {seconds:g} s: ask for less, or give it more time"
                raise QueryTimeoutError(message) from None
            raise self._death("the query") from None
        finally:
            timer.cancel()
        return Reply(done["count"], done["more"], done["noun"], tuple(done["notes"]))

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            with suppress(BrokenPipeError):
                _pipe(pipe).close()

    def _stop(self, overdue: threading.Event) -> None:
        overdue.set()
        self._process.kill()

    def _reply(self, stream: BinaryIO | None) -> dict[str, Any]:
        """Pass on the data of an answer and return what comes at its end."""
        finished = False
        try:
            while (frame := receive(_pipe(self._process.stdout))) is not None and frame.kind == DATA:
                _pipe(stream).write(frame.content)
            finished = frame is not None
        finally:
            if not finished:  # what is left of the answer must not be taken for the next one
                self._process.kill()
                self._process.wait()
        if frame is None:
            raise _DiedError
        said: dict[str, Any] = json.loads(frame.content or b"{}")
        if frame.kind != ERROR:
            return said
        if "line" in said:
            raise QuerySyntaxError(said["message"], said["line"], said["column"], said["pointer"])
        raise QueryError(said["message"])

    def _death(self, what: str) -> QueryError:
        """Say why the process died over something."""
        self._process.wait()
        said = _pipe(self._process.stderr).read().decode(errors="replace")
        if any(sign in said for sign in _OUT_OF_MEMORY):
            return QueryMemoryError(f"{what} needs more than {(self.memory or 0) / 2**30:.1f} GiB of memory: ask for less")
        last = next((line for line in reversed(said.splitlines()) if line and not line.startswith("note:")), "")
        return QueryError(f"the process that answers has died ({last or f'exit code {self._process.returncode}'}): ask again")


class _DiedError(Exception):
    """The process has ended before its reply."""


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # noqa: S101 - narrows the type; all three are pipes
    return pipe
