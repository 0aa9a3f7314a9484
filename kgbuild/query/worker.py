"""The process that answers: it opens a store, answers one request after another, and can be killed at any moment.

Oxigraph has no way to stop a query, and a query can take any time and memory. So whoever must stay alive asks through
`kgbuild.query.process`, which starts this module. Requests come as lines of JSON; answers go as frames.
"""

import io
import json
import os
import queue
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

from kgbuild.errors import KgbuildError, QueryError
from kgbuild.query.evaluate import Rows, Solutions, as_rows, base_of, run
from kgbuild.query.frames import DATA, DONE, ERROR, READY, Frame, send
from kgbuild.query.memory import give_way, limit_data
from kgbuild.query.questions import answer, question_named
from kgbuild.query.results import write
from kgbuild.query.store import open_store
from kgbuild.query.syntax import QuerySyntaxError

_BLOCK = 65_536  # bytes a frame


class _Data(io.RawIOBase):
    """A stream that sends what is written to it as frames of data."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__()
        self.out = out

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 - any buffer, as RawIOBase has it
        send(Frame(DATA, bytes(data)), self.out)
        return len(data)


def main() -> None:
    """Answer the requests of standard input; the arguments are a graph's path, and the bytes of memory to be had, or 0."""
    path, memory = Path(sys.argv[1]), int(sys.argv[2])
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing else may write between the frames
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    try:
        give_way()
        if memory:
            limit_data(memory)
        store = open_store(path)
    except (KgbuildError, OSError, RuntimeError) as error:
        send(Frame(ERROR, _problem(error)), out)
        return
    send(Frame(READY, b""), out)
    while True:
        _answer(store, json.loads(requests.get()), out)


def _listen(requests: "queue.SimpleQueue[bytes]") -> None:
    """Pass requests on, and end this process with the one that asks, even in the midst of a query."""
    for line in sys.stdin.buffer:
        requests.put(line)
    os._exit(0)


def _answer(store: ox.Store, request: dict[str, Any], out: BinaryIO) -> None:
    stream = io.BufferedWriter(_Data(out), _BLOCK)
    try:
        found, notes = _found(store, request)
        written = write(found, request["format"], stream, base=base_of(store), most=request["most"], width=request["width"])
        stream.flush()
        send(Frame(DONE, json.dumps({**asdict(written), "notes": notes}).encode()), out)
    except (KgbuildError, OSError, RuntimeError) as error:  # the last two from the store, in the midst of an answer
        stream.flush()
        send(Frame(ERROR, _problem(error)), out)


def _found(store: ox.Store, request: dict[str, Any]) -> tuple[Solutions | Rows, tuple[str, ...]]:
    if request["question"]:
        return answer(store, question_named(request["question"]), request["values"] or {})
    default_graph, named_graphs = (_graphs(request[name]) for name in ("default_graph", "named_graphs"))
    found = run(store, request["sparql"], default_graph=default_graph, named_graphs=named_graphs)
    return as_rows(found).in_order_of(request["sparql"]) if isinstance(found, ox.QuerySolutions) else found, ()


def _graphs(iris: list[str] | None) -> list[ox.NamedNode] | None:
    try:
        return None if iris is None else [ox.NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QueryError(f"a graph must be named by an absolute IRI: {error}") from None


def _problem(error: Exception) -> bytes:
    place = {"line": error.line, "column": error.column, "pointer": error.pointer} if isinstance(error, QuerySyntaxError) else {}
    return json.dumps({"message": str(error), **place}).encode()


if __name__ == "__main__":
    main()
