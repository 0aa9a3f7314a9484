"""Export time and memory on a large graph, beside networkx's writers on the same graph in the same run.

usage: python tests/benchmarks/exports.py [GRAPH] [--edges 1000000] [--formats graphml gexf …] [--rounds 3]

GRAPH is a graph directory or a file that kgbuild reads a graph from; without one, a graph shaped like a corpus is made: papers with
abstracts over entities whose frequency follows a power law. Measures and layout are computed before, for every format shares them
and networkx has neither; networkx gets the same attributes that our GraphML has, read back by its own reader. Each writer
runs in rounds, ours and theirs in turn, and the best of each counts. Seconds are of the processor, so that other work on the
machine counts little. Memory is the growth of the process's peak while writing.
"""

import argparse
import codecs
import gc
import io
import json
import random
import resource
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node, Passage
from kgbuild.assemble.measures import measures
from kgbuild.directory import read_graph
from kgbuild.export import EXPORTERS, exporter_named
from kgbuild.export.layout import positions
from kgbuild.identifiers import Identifiers

_TEXT = "we introduce a model that learns from text and images, is trained on large corpora and outperforms strong baselines on "
_EDGES_PER_PAPER = 14
_KINDS = (("Model", "usesBaseModel"), ("Technique", "appliesTechnique"), ("Task", "addressesTask"), ("Dataset", "usesDataset"))


def made(edges: int, seed: int = 7) -> KnowledgeGraph:
    """Return a graph with about this many edges."""
    rng, ids, graph = random.Random(seed), Identifiers(), KnowledgeGraph()
    papers = edges // _EDGES_PER_PAPER
    for number in range(papers):
        paper, year = ids.paper(f"paper-{number}"), 2010 + number % 15
        abstract = _TEXT * 9
        details = (("abstract", abstract), ("authors", "A. Author; B. Author"), ("id", f"paper-{number}"), ("year", year))
        graph.add_node(Node(paper, "Paper", f"Paper {number} about R&D", first_year=year, last_year=year, details=details))
        for _ in range(_EDGES_PER_PAPER):
            kind, predicate = rng.choice(_KINDS)
            name = f"{kind} {int(papers / 3 * rng.random() ** 3)}"
            entity = ids.entity(kind, name)
            if entity not in graph.nx:
                graph.add_node(Node(entity, kind, name, first_year=2010, last_year=2024))
            start = rng.randrange(400)
            passage = Passage(
                paper, "abstract", start, start + 140, abstract[start : start + 140], ((start, start + 5),), 0.9, "tagger"
            )
            confidence = round(rng.uniform(0.3, 1), 4)
            edge = Edge(ids.statement(paper, predicate, entity), paper, predicate, entity, confidence, 1, (passage,))
            graph.add_edge(edge)
    return graph


class Sink(io.RawIOBase):
    """Counts what is written and keeps none of it, so that only the writer's own memory shows."""

    def __init__(self) -> None:
        super().__init__()
        self.bytes = 0

    def writable(self) -> bool:
        """Say yes."""
        return True

    def seekable(self) -> bool:
        """Say no, as a pipe does."""
        return False

    def write(self, data: bytes) -> int:  # type: ignore[override]  # any buffer
        """Count."""
        self.bytes += len(data)
        return len(data)


def timed(work: Callable[[Sink], object]) -> tuple[float, float, float]:
    """Return seconds of the processor, megabytes written, and by how many megabytes the peak of the process grew."""
    gc.collect()
    before, sink, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, Sink(), time.process_time()
    work(sink)
    seconds = time.process_time() - start
    return seconds, sink.bytes / 1e6, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def measure(graph: KnowledgeGraph, formats: list[str]) -> dict[str, float]:
    """Print a line for each format and return its seconds."""
    found = {}
    for name in formats:
        writer = exporter_named(name).writer()
        seconds, size, grown = timed(lambda sink, writer=writer: writer(graph, sink))  # type: ignore[misc]  # bound now
        found[name] = seconds
        print(f"{name:10s} {seconds:8.2f} s {size:9.1f} MB {size / seconds:7.1f} MB/s {grown:9.1f} MB more memory", flush=True)
    return found


def node_link(graph: "nx.MultiDiGraph[str]", stream: io.BufferedWriter) -> None:
    """Write node-link JSON with networkx and Python's json."""
    json.dump(nx.node_link_data(graph, edges="edges"), codecs.getwriter("utf-8")(stream), ensure_ascii=False)


def cytoscape(graph: "nx.MultiDiGraph[str]", stream: io.BufferedWriter) -> None:
    """Write Cytoscape JSON with networkx and Python's json."""
    json.dump(nx.cytoscape_data(graph), codecs.getwriter("utf-8")(stream), ensure_ascii=False)


def compare(graph: KnowledgeGraph, rounds: int) -> None:
    """Run networkx's writers and ours in turn on the same graph."""
    stream = io.BytesIO()
    exporter_named("graphml").writer()(graph, stream)
    stream.seek(0)
    copy = nx.read_graphml(stream, force_multigraph=True)
    del stream
    peers = (
        ("graphml", nx.write_graphml_lxml),
        ("graphml", nx.write_graphml_xml),
        ("gexf", nx.write_gexf),
        ("json", node_link),
        ("cyjs", cytoscape),
    )
    for name, theirs in peers:
        ours, writer = [], exporter_named(name).writer()
        others = []
        for _ in range(rounds):
            ours.append(timed(lambda sink, writer=writer: writer(graph, sink))[0])  # type: ignore[misc]  # bound now
            others.append(timed(lambda sink, theirs=theirs: theirs(copy, io.BufferedWriter(sink)))[0])  # type: ignore[misc]  # as above
        best, peer = min(ours), min(others)
        print(f"{name:10s} ours {best:7.2f} s, {theirs.__name__} {peer:7.2f} s: {peer / best:.1f} times as fast", flush=True)


def main() -> None:
    """Parse the arguments, make or read the graph, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path, nargs="?")
    parser.add_argument("--edges", type=int, default=1_000_000)
    parser.add_argument("--formats", nargs="*", default=[name for name in EXPORTERS if name not in {"html", "obsidian", "rocrate"}])
    parser.add_argument("--rounds", type=int, default=2, help="0 leaves networkx out")
    arguments = parser.parse_args()
    graph = read_graph(arguments.graph) if arguments.graph else made(arguments.edges)
    nodes, edges = graph.size
    print(f"{nodes:,} nodes, {edges:,} edges")
    for what, prepare in (("measures", measures), ("layout", positions)):
        start = time.process_time()
        prepare(graph)
        print(f"{what:10s} {time.process_time() - start:8.2f} s", flush=True)
    measure(graph, arguments.formats)
    if arguments.rounds:
        compare(graph, arguments.rounds)


if __name__ == "__main__":
    main()
