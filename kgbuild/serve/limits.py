"""What one request may take, and how many are answered at once."""

import os
from dataclasses import dataclass, field


def _processes() -> int:
    return max(2, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep the server alive whatever it is asked.

    Attributes:
        seconds: For one query; a request waits for its turn twice as long.
        memory: Bytes that one query may take beyond what the open store takes (Linux and other Unix systems that enforce
            `RLIMIT_AS`).
        answer: Bytes of one answer.
        body: Bytes of the body of a request.
        url: Bytes of the address of a request.
        workers: Queries that run at the same time, each in a process of its own; one more process stands ready to take the place
            of one that is killed.
        waiting: Requests that may wait for a worker; the next ones are told to come back.
        connections: Connections that are open at the same time.
    """

    seconds: float = 30.0
    memory: int = 1 << 30
    answer: int = 256 << 20
    body: int = 1 << 20
    url: int = 32 << 10
    workers: int = field(default_factory=_processes)
    waiting: int = 1_000
    connections: int = 2_000
