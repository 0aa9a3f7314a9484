"""The workers: waiting, leaving, replacing."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path

import pytest

from kgbuild.errors import QueryError
from kgbuild.serve.answers import RefusedError
from kgbuild.serve.limits import Limits
from kgbuild.serve.pool import Pool

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def query(text: str) -> dict[str, object]:
    """Return what the worker's operation takes."""
    return {"query": text, "base": "urn:x", "accept": "text/csv", "default_graphs": None, "named_graphs": None}


def with_pool(folder: Path, limits: Limits, use: Callable[[Pool], Awaitable[None]]) -> None:
    """Run a coroutine on a pool over a thousand triples."""
    file = folder / "a.ttl"
    file.write_text("".join(f"<urn:a{n}> <urn:b> {n} .\n" for n in range(1_000)), encoding="utf-8")

    async def run() -> None:
        async with Pool(file, limits) as pool:
            await use(pool)

    run_apart(run())


def run_apart(work: Coroutine[object, object, None]) -> None:
    """Run a coroutine in a thread of its own: the browser of other tests has a loop that runs in the main one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


def test_too_many_waiting_are_sent_away(tmp_path: Path) -> None:
    """When as many wait as may, the next one is told at once to come back; those that wait too long are told so too."""

    async def use(pool: Pool) -> None:
        found = await asyncio.gather(*(pool.ask("query", query(SLOW)) for _ in range(4)), return_exceptions=True)
        statuses = sorted(error.status for error in found if isinstance(error, RefusedError))
        assert statuses == [HTTPStatus.SERVICE_UNAVAILABLE] * 2 + [HTTPStatus.GATEWAY_TIMEOUT] * 2
        assert (await pool.ask("query", query("ASK {}"))).body == b"true"

    with_pool(tmp_path, Limits(seconds=0.4, workers=1, waiting=2), use)


def test_memory_is_limited(tmp_path: Path) -> None:
    """A query that sorts a million rows ends when its memory is up, and the next one is answered."""

    async def use(pool: Pool) -> None:
        with pytest.raises(RefusedError, match="needs more than 64 MiB of memory") as caught:
            await pool.ask("query", query("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c"))
        assert caught.value.status == HTTPStatus.INTERNAL_SERVER_ERROR
        assert (await pool.ask("query", query("ASK {}"))).body == b"true"

    with_pool(tmp_path, Limits(seconds=120, memory=64 << 20, workers=1), use)


def test_cancelled_work_frees_the_worker(tmp_path: Path) -> None:
    """Who gives up a query gets its worker killed, and the next one a new worker, long before the limit."""

    async def use(pool: Pool) -> None:
        asking = asyncio.create_task(pool.ask("query", query(SLOW)))
        await asyncio.sleep(0.2)
        asking.cancel()
        assert (await asyncio.wait_for(pool.ask("query", query("ASK {}")), 30)).body == b"true"

    with_pool(tmp_path, Limits(seconds=600, workers=1), use)


def test_workers_that_the_system_kills_are_replaced(tmp_path: Path) -> None:
    """When every idle worker is killed from outside, the next request is answered all the same."""

    async def use(pool: Pool) -> None:
        for worker in list(pool._workers):  # noqa: SLF001 - no one else should know them
            os.kill(worker.pid, signal.SIGTERM)
        await asyncio.sleep(0.5)
        assert (await asyncio.wait_for(pool.ask("query", query("ASK {}")), 30)).body == b"true"

    with_pool(tmp_path, Limits(seconds=20, workers=1), use)


@pytest.mark.parametrize("name", ["missing.ttl", "broken.ttl"])
def test_no_graph(tmp_path: Path, name: str) -> None:
    """A graph that is not there, or no RDF, is told in one line that names the file."""
    (tmp_path / "broken.ttl").write_text("<urn:a> <urn:b> .", encoding="utf-8")

    async def start() -> None:
        async with Pool(tmp_path / name, Limits(workers=1)):
            pass

    with pytest.raises(QueryError, match=name):
        run_apart(start())
