"""How long the first and the later queries take on a graph, beside the start of Python and of kgbuild alone, in one run.

    python tests/benchmarks/first_and_second_query.py GRAPH

The machine may be shared, so the processor's time stands beside that of the clock.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from kgbuild.query import open_store
from kgbuild.query.store import STORES

QUERY = "SELECT ?paper { ?paper kg:usesBaseModel ?model } LIMIT 3"
COUNT = "SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }"


def timed(name: str, *command: str) -> None:
    """Run a command and print how long it took."""
    before, start = os.times(), time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    after, elapsed = os.times(), time.perf_counter() - start
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    print(f"{name:34} {elapsed:7.2f} s by the clock {busy:7.2f} s of processor")


def main() -> None:
    """Time a fresh store, then the same store again."""
    graph = sys.argv[1]
    shutil.rmtree(Path(graph) / STORES, ignore_errors=True)
    timed("Python alone", "-c", "pass")
    timed("kgbuild --version", "-m", "kgbuild", "--version")
    timed("first query (builds the store)", "-m", "kgbuild", "query", graph, QUERY)
    for number in ("second", "third", "fourth"):
        timed(f"{number} query", "-m", "kgbuild", "query", graph, QUERY)
    timed("count of all triples", "-m", "kgbuild", "query", graph, COUNT)
    timed("ready question", "-m", "kgbuild", "ask", graph, "base-models-by-domain", "--limit", "3")
    print(f"{len(open_store(Path(graph))):,} triples")


if __name__ == "__main__":
    main()
