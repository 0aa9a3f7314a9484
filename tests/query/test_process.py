"""Queries in a process of their own: stopped in time, with the asker alive and the next query answered."""

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgbuild.errors import QueryError
from kgbuild.query import QuerySyntaxError
from kgbuild.query.frames import receive
from kgbuild.query.process import QueryMemoryError, QueryTimeoutError, Request, Worker

MANY = "".join(f"<urn:s{n}> <urn:p> {n} .\n" for n in range(3000))
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c + ?f + ?i + ?l = 1) }"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An RDF file of 3,000 triples."""
    (tmp_path / "many.ttl").write_text(MANY, encoding="utf-8")
    return tmp_path / "many.ttl"


@pytest.fixture
def worker(file: Path) -> Iterator[Worker]:
    """A process that answers."""
    with Worker(file) as one:
        yield one


def ask(worker: Worker, sparql: str, **options: object) -> bytes:
    """Return an answer as CSV."""
    out = io.BytesIO()
    worker.ask(Request("csv", sparql, **options), out, seconds=60)  # type: ignore[arg-type]
    return out.getvalue()


def test_one_process_answers_many_requests(worker: Worker) -> None:
    """One after another, also after a mistake, and a large answer whole."""
    assert ask(worker, "ASK {}") == b"true"
    with pytest.raises(QuerySyntaxError) as caught:
        ask(worker, "SELECT\nnonsense")
    assert caught.value.line == 2
    with pytest.raises(QueryError, match="SERVICE"):
        ask(worker, "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    assert worker.alive
    assert len(ask(worker, "SELECT * { ?s ?p ?o . ?t ?q 1 }").splitlines()) == 3001


def test_a_runaway_query_is_stopped_in_time(worker: Worker) -> None:
    """After the time that was given, not when it is done."""
    start = time.monotonic()
    with pytest.raises(QueryTimeoutError, match=r"stopped after 0\.3 s"):
        worker.ask(Request("csv", RUNAWAY), io.BytesIO(), seconds=0.3)
    assert time.monotonic() - start < 5
    assert not worker.alive


def test_an_endless_answer_is_stopped_in_time(worker: Worker) -> None:
    """A query that finds rows without end is stopped as well; what was written is a part."""
    out = io.BytesIO()
    with pytest.raises(QueryTimeoutError):
        worker.ask(Request("csv", "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"), out, seconds=0.5)
    assert out.getvalue().startswith(b"a,b,c,d,e,f,g,h,i\r\n")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the data of a process")
def test_a_greedy_query_is_stopped(file: Path) -> None:
    """A query that sorts nine million rows does not get the memory of the machine."""
    with Worker(file, memory=600_000_000) as worker:
        with pytest.raises(QueryMemoryError, match="memory"):
            worker.ask(Request("csv", "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c"), io.BytesIO(), seconds=60)
        assert not worker.alive


def test_limits_graphs_and_questions_reach_the_process(tmp_path: Path) -> None:
    """What a request says is obeyed."""
    (tmp_path / "d.nq").write_text("<urn:a> <urn:b> 'c' .\n<urn:a> <urn:b> 'd' <urn:g> .\n".replace("'", '"'), encoding="utf-8")
    with Worker(tmp_path / "d.nq") as worker:
        assert ask(worker, "SELECT ?o { ?s ?p ?o }") == b"o\r\nc\r\n"
        assert ask(worker, "SELECT ?o { ?s ?p ?o }", default_graph=["urn:g"]) == b"o\r\nd\r\n"
        assert ask(worker, "SELECT ?g { GRAPH ?g { ?s ?p ?o } }", named_graphs=[]) == b"g\r\n"
        with pytest.raises(QueryError, match="absolute IRI"):
            ask(worker, "ASK {}", default_graph=["no iri"])
        reply = worker.ask(Request("csv", question="overview"), io.BytesIO(), seconds=60)
        assert (reply.count, reply.more, reply.noun, reply.notes) == (0, False, "row", ())


def test_a_graph_that_cannot_be_read_is_said_at_once(tmp_path: Path) -> None:
    """The error is that of the store."""
    with pytest.raises(QueryError, match=r"no missing\.ttl"):
        Worker(Path("missing.ttl"))
    (tmp_path / "broken.ttl").write_text("<urn:a> nope", encoding="utf-8")
    with pytest.raises(QueryError, match="no valid RDF"):
        Worker(tmp_path / "broken.ttl")


def test_a_process_that_dies_is_said(worker: Worker) -> None:
    """Whoever kills it: the asker gets one line."""
    os.kill(worker._process.pid, signal.SIGKILL)  # noqa: SLF001 - as an outsider would
    with pytest.raises(QueryError, match="has died"):
        ask(worker, "ASK {}")


def test_an_asker_that_fails_leaves_no_answer_behind(worker: Worker) -> None:
    """If the stream breaks, the process is ended: its answer must not be taken for the next one."""

    class Broken(io.BytesIO):
        def write(self, data: object) -> int:  # noqa: ARG002 - the signature of a stream
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        worker.ask(Request("csv", "SELECT * { ?s ?p ?o }"), Broken(), seconds=60)
    with pytest.raises(QueryError, match="has died"):
        ask(worker, "ASK {}")


@pytest.mark.slow
def test_the_process_ends_with_its_asker(file: Path) -> None:
    """A killed asker leaves no runaway query behind."""
    code = (
        "import io, os, sys, threading; from pathlib import Path; from kgbuild.query.process import Request, Worker\n"
        "worker = Worker(Path(sys.argv[1])); print(worker._process.pid, flush=True)\n"
        "worker.ask(Request('csv', sys.argv[2]), io.BytesIO())"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(file), RUNAWAY], stdout=subprocess.PIPE) as asker:
        assert asker.stdout is not None
        child = int(asker.stdout.readline())
        time.sleep(0.3)
        asker.kill()
    deadline = time.monotonic() + 10
    while Path(f"/proc/{child}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{child}").exists()


def test_a_broken_frame_is_an_end() -> None:
    """What was cut short is never taken for a whole."""
    for data in (b"", b"D\x00", b"D\x00\x00\x00\x05abc"):
        assert receive(io.BytesIO(data)) is None
