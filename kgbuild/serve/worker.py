"""A process that answers: it opens the store and takes one request at a time, and may be killed while it works.

A query cannot be stopped inside Oxigraph, nor its memory bounded, so each runs in such a process. The server starts it as
`python -m kgbuild.serve.worker PATH MEMORY SECONDS ANSWER`, writes requests to its standard input and reads replies from its
standard output.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

import pyoxigraph as ox

from kgbuild.errors import KgbuildError
from kgbuild.query import base_of, open_store
from kgbuild.query.frames import DATA, DONE, ERROR, READY, Frame, send
from kgbuild.query.memory import give_way, limit_growth
from kgbuild.serve.answers import RefusedError
from kgbuild.serve.operations import OPERATIONS
from kgbuild.serve.spill import Spill

if sys.platform != "win32":
    import resource

Held = TypeVar("Held")

_GRACE = 5.0  # seconds by which the server's own clock is faster


def work(
    arguments: list[str],
    hold: Callable[[Path], tuple[Held, dict[str, Any]]],
    operations: Mapping[str, Callable[[Held, Mapping[str, Any], BinaryIO], str]],
) -> None:
    """Open what a worker holds, say that it is open, and answer until standard input ends.

    Args:
        arguments: A graph directory or an RDF file; bytes of memory that a request may take beyond what is open; seconds that it
            may take, to which the server sees (the worker's own clock ends one whose server is gone); bytes of the longest answer.
        hold: Opens it, and returns it and what the server should know of it.
        operations: What can be asked of it, by name: writes the answer to a stream and returns its media type.
    """
    path, memory, seconds, most = Path(arguments[0]), int(arguments[1]), float(arguments[2]), int(arguments[3])
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no reply
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends its workers itself
    try:
        held, about = hold(path)
    except (KgbuildError, OSError) as error:
        send(_error(error, HTTPStatus.BAD_REQUEST), replies)
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # Rust would write a page when it gets no memory
    _let_grow(memory)
    send(Frame(READY, json.dumps(about).encode()), replies)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        write = partial(operations[request["operation"]], held, request["parameters"])
        _set_alarm(seconds + _GRACE)
        _answer(write, Spill(Path(request["file"]), most), replies)
        _set_alarm(0)


def _answer(write: Callable[[BinaryIO], str], spill: Spill, replies: BinaryIO) -> None:
    """Send a whole answer: its bytes, if they are few, then what it is."""
    try:
        with spill:
            media_type = write(cast("BinaryIO", spill))
    except RefusedError as error:
        send(_error(error, error.status), replies)
    except KgbuildError as error:
        send(_error(error, HTTPStatus.BAD_REQUEST), replies)
    except MemoryError:
        send(_error("the request needs more memory than it may take", HTTPStatus.INTERNAL_SERVER_ERROR), replies)
    except (RuntimeError, OSError) as error:
        send(_error(f"the request cannot be answered: {error}", HTTPStatus.INTERNAL_SERVER_ERROR), replies)
    else:
        send(Frame(DATA, spill.short or b""), replies)
        send(Frame(DONE, json.dumps({"media_type": media_type, "long": spill.short is None}).encode()), replies)


def _error(error: object, status: HTTPStatus) -> Frame:
    return Frame(ERROR, json.dumps({"message": " ".join(str(error).split()), "status": status}).encode())


def _let_grow(memory: int) -> None:
    """Let the process grow by so much and no more: Oxigraph then aborts, which ends this process and no other."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    give_way()
    limit_growth(memory)


def _set_alarm(seconds: float) -> None:
    """End the process after a while even if the server is gone; what SIGALRM does by default needs no help from Python."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _store(path: Path) -> tuple[ox.Store, dict[str, Any]]:
    store = open_store(path)
    return store, {"base": base_of(store), "triples": len(store)}


if __name__ == "__main__":
    work(sys.argv[1:], _store, OPERATIONS)
