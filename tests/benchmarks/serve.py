"""Two hundred clients at once for a minute: requests per second, latency, errors and memory, beside an rdflib endpoint.

usage: python tests/benchmarks/serve.py GRAPH [--clients 200] [--seconds 60]

GRAPH is a graph directory with graph.ttl. `kgbuild serve` and the peer (rdflib-endpoint, which needs `pip install rdflib-endpoint`)
hold the same data and get the same queries in one run, one after the other. Each answer is compared with the first one to the same
query. Memory is what the server's processes hold together (PSS, Linux), at the
beginning, in the middle and at the end.
"""

import argparse
import asyncio
import itertools
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

PREFIXES = """PREFIX kg: <https://w3id.org/kgbuild/ontology#> PREFIX model: <https://w3id.org/kgbuild/id/model/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX dcterms: <http://purl.org/dc/terms/> """
QUERIES = {
    "ask": "ASK { ?paper kg:usesBaseModel model:bert }",
    "label": "SELECT ?label { model:bert rdfs:label ?label }",
    "papers": "SELECT ?title ?y { ?p kg:usesBaseModel model:bert ; dcterms:title ?title ; dcterms:issued ?y } ORDER BY ?y ?title",
    "count": "SELECT ?m (COUNT(?p) AS ?n) { ?p kg:usesBaseModel ?m } GROUP BY ?m ORDER BY DESC(?n) ?m LIMIT 10",
    "path": "SELECT DISTINCT ?m { ?m kg:basedOn+ model:bert } ORDER BY ?m",
    "search": 'SELECT ?s ?l { ?s rdfs:label ?l FILTER(CONTAINS(LCASE(?l), "bert")) } ORDER BY ?l ?s LIMIT 20',
}
PEER = """
import sys, rdflib, uvicorn
from rdflib_endpoint import SparqlEndpoint
graph = rdflib.Graph().parse(sys.argv[1])
uvicorn.run(SparqlEndpoint(graph=graph, path="/sparql"), port=int(sys.argv[2]), log_level="error", access_log=False)
"""
WARM_UP = 15.0  # seconds before memory and time are measured, in which kgbuild reads the graph for its pages
PATIENCE = 120.0  # seconds that a client waits for one answer


@dataclass
class Measured:
    """What the clients saw.

    Attributes:
        latencies: Seconds of each answered request, by query.
        problems: What went wrong, with its number.
        memory: MiB of the server's processes: at the beginning, in the middle, at the end.
    """

    latencies: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    problems: Counter[str] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)


class Client:
    """One connection that asks one query after another.

    Args:
        port: Of the server.
        answers: The first answer to each query, which all clients share.
    """

    def __init__(self, port: int, answers: dict[str, bytes]) -> None:
        self.port = port
        self.answers = answers

    async def run(self, names: "itertools.cycle[str]", end: float, measured: Measured) -> None:
        """Ask until the time is up."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        while time.monotonic() < end:
            name = next(names)
            start = time.perf_counter()
            try:
                status, body = await asyncio.wait_for(self._asked(reader, writer, name), PATIENCE)
            except (TimeoutError, OSError, asyncio.IncompleteReadError) as error:
                measured.problems[type(error).__name__] += 1
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                continue
            measured.latencies[name].append(time.perf_counter() - start)
            if status != 200:
                measured.problems[f"status {status}"] += 1
            elif self.answers.setdefault(name, body) != body:
                measured.problems["another answer"] += 1
        writer.close()

    async def _asked(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, name: str) -> tuple[int, bytes]:
        path = f"/sparql?query={quote(PREFIXES + QUERIES[name])}"
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/sparql-results+json\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.partition(b"content-length: ")[2].split(b"\r\n")[0])
        return int(head.split()[1]), await reader.readexactly(length)


async def load(port: int, process: int, clients: int, seconds: float) -> Measured:
    """Let all clients ask for a while, and watch the server's memory meanwhile."""
    answers: dict[str, bytes] = {}
    names = itertools.cycle(QUERIES)
    await Client(port, answers).run(itertools.cycle(QUERIES), time.monotonic() + WARM_UP, Measured())
    measured = Measured(memory=[memory(process)])
    end = time.monotonic() + seconds
    running = asyncio.gather(*(Client(port, answers).run(names, end, measured) for _ in range(clients)))
    await asyncio.sleep(seconds / 2)
    measured.memory.append(memory(process))
    await asyncio.sleep(max(0.0, end - time.monotonic() - 1))
    measured.memory.append(memory(process))
    await running
    return measured


def memory(process: int) -> float:
    """Return the MiB that a process and its descendants hold, shared pages by their share."""
    parents = {int(stat.parent.name): int(stat.read_text().rpartition(")")[2].split()[1]) for stat in stats()}
    family = {process}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(pss(each) for each in family) / 1024


def stats() -> list[Path]:
    """Return the `stat` file of each process."""
    return [path for path in Path("/proc").glob("[0-9]*/stat") if path.exists()]


def pss(process: int) -> int:
    """Return the KiB that a process holds."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def report(name: str, measured: Measured, seconds: float) -> None:
    """Print what the clients of one server saw."""
    every = sorted(itertools.chain.from_iterable(measured.latencies.values()))
    print(f"\n{name}: {len(every):,} answers, {len(every) / seconds:,.0f} a second; problems: {dict(measured.problems) or 'none'}")
    print(f"  memory in MiB: {' → '.join(f'{each:,.0f}' for each in measured.memory)}")
    print(f"  {'query':8s} {'answers':>8s} {'median ms':>10s} {'p95 ms':>10s} {'worst ms':>10s}")
    for query, latencies in {**measured.latencies, "all": every}.items():
        cuts = statistics.quantiles(latencies, n=20) if len(latencies) > 1 else latencies * 19
        shown = (1000 * value for value in (statistics.median(latencies), cuts[-1], max(latencies)))
        print(f"  {query:8s} {len(latencies):8,d} " + " ".join(f"{value:10,.1f}" for value in shown))


def wait_for(port: int) -> None:
    """Wait until a server answers."""
    for _ in range(600):
        try:
            answered, _ = asyncio.run(first_answer(port))
        except (OSError, asyncio.IncompleteReadError):
            time.sleep(0.2)
        else:
            if answered == 200:
                return
    sys.exit("a server does not start")


async def first_answer(port: int) -> tuple[int, bytes]:
    """Ask once."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = await Client(port, {})._asked(reader, writer, "ask")  # noqa: SLF001 - its own module
    writer.close()
    return answer


def main() -> None:
    """Parse the arguments and measure one server after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--port", type=int, default=8765)
    arguments = parser.parse_args()
    servers = {
        "kgbuild serve": [sys.executable, "-m", "kgbuild", "serve", str(arguments.graph), "--port", str(arguments.port)],
        "rdflib-endpoint": [sys.executable, "-c", PEER, str(arguments.graph / "graph.ttl"), str(arguments.port)],
    }
    print(f"{arguments.clients} clients, {arguments.seconds:g} seconds, {len(QUERIES)} queries in turn")
    for name, command in servers.items():
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                wait_for(arguments.port)
                report(
                    name, asyncio.run(load(arguments.port, process.pid, arguments.clients, arguments.seconds)), arguments.seconds
                )
            finally:
                process.terminate()


if __name__ == "__main__":
    main()
