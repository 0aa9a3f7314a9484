"""Papers per second by stage and peak memory, beside what a user would pick instead, in one run.

usage: python tests/benchmarks/stages.py PAPERS [--papers 1000 10000]

PAPERS is any input that kgbuild reads. Each size runs in a process of its own so that its peak memory is its own. The peers
read and write the same data: spaCy's EntityRuler with our lexicon for the extraction, networkx's writers and rdflib's serializer
for the exports.
"""

import argparse
import io
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import networkx as nx
import spacy

from kgbuild.assemble import assemble
from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.directory import read_extractions
from kgbuild.export import EXPORTERS
from kgbuild.export.layout import positions
from kgbuild.extract import Extractor, default_extractor, extract, fast_extractor
from kgbuild.extract.lines import extract_lines
from kgbuild.models import Extraction, Paper
from kgbuild.sources import read
from kgbuild.vocabulary import load_vocabulary

T = TypeVar("T")
PEER_PAPERS = 200
"""The peers are slow: they get this many papers at most, and their rate is what counts."""


class Table:
    """Prints one measured step a line."""

    def __init__(self, papers: int) -> None:
        self.papers = papers
        self.rates: dict[str, float] = {}
        print(f"\n{papers:,} papers\n{'step':34s} {'seconds':>8s} {'papers/s':>10s}")

    def time(self, step: str, work: Callable[[], T], papers: int | None = None) -> T:
        """Run one step and print how long it took."""
        start = time.perf_counter()
        value = work()
        seconds = time.perf_counter() - start
        self.rates[step] = (papers or self.papers) / seconds
        print(f"{step:34s} {seconds:8.2f} {self.rates[step]:10,.0f}", flush=True)
        return value

    def ratio(self, ours: str, peer: str) -> None:
        """Print how many times faster one step is than another."""
        print(f"  {ours} is {self.rates[ours] / self.rates[peer]:.1f} times as fast as {peer}")


def entity_ruler(papers: list[Paper]) -> int:
    """Find lexicon names with spaCy's EntityRuler, as its documentation shows."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    concepts = load_vocabulary().concepts.values()
    ruler.add_patterns([{"label": item.type, "pattern": name} for item in concepts for name in (item.name, *item.aliases)])
    return sum(len(doc.ents) for doc in nlp.pipe(paper.abstract for paper in papers))


def as_networkx_reads_it(graph: KnowledgeGraph) -> "nx.MultiDiGraph[str]":
    """Copy a graph through our own GraphML, so that networkx's writers get the same attributes that ours wrote."""
    stream = io.BytesIO()
    EXPORTERS["graphml"].writer()(graph, stream)
    stream.seek(0)
    return nx.read_graphml(stream, force_multigraph=True)


def write_lines(file: Path, papers: list[Paper], extractor: Extractor, workers: int) -> None:
    """Extract as `kgbuild extract` does."""
    with file.open("wb") as stream:
        stream.writelines(line.text + b"\n" for line in extract_lines(papers, extractor=extractor, workers=workers))


def measure(source: Path, size: int) -> None:
    """Run every stage on the first papers of a source."""
    corpus = read(source)
    papers = list(corpus)[:size]
    table = Table(len(papers))
    folder = Path(tempfile.mkdtemp())
    for name, extractor in (("extract", default_extractor()), ("extract --fast", fast_extractor())):
        list(extract(papers[:10], extractor=extractor))  # the first paper loads the model
        file = folder / f"{extractor.name}.jsonl"
        table.time(f"{name}, one process", partial(write_lines, file, papers, extractor, workers=1))
        table.time(f"{name}, two processes", partial(write_lines, file, papers, extractor, workers=2))
    graph = table.time("assemble (from the file)", lambda: assemble(stream_of(folder / "standard.jsonl")))
    table.time("lay out", lambda: positions(graph))
    for exporter in EXPORTERS.values():
        write = exporter.writer()
        table.time(f"write {exporter.name}", lambda write=write: write(graph, io.BytesIO()))
    print(f"  {graph.nx.number_of_nodes():,} nodes, {graph.nx.number_of_edges():,} edges")
    peers(table, papers, graph)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    print(f"  peak memory of the largest process, peers included: {peak:,.0f} MiB")


def peers(table: Table, papers: list[Paper], graph: KnowledgeGraph) -> None:
    """Run what a user would pick instead."""
    some = papers[:PEER_PAPERS]
    table.time("peer: EntityRuler, our lexicon", lambda: entity_ruler(some), len(some))
    copy = as_networkx_reads_it(graph)
    table.time("peer: networkx write_graphml", lambda: nx.write_graphml(copy, io.BytesIO()))
    table.time("peer: networkx write_gexf", lambda: nx.write_gexf(copy, io.BytesIO()))
    rdf = graph.rdf()
    table.time("peer: rdflib serialize turtle", lambda: rdf.serialize(format="turtle"))
    table.ratio("extract, one process", "peer: EntityRuler, our lexicon")
    table.ratio("write graphml", "peer: networkx write_graphml")
    table.ratio("write gexf", "peer: networkx write_gexf")
    table.ratio("write ttl", "peer: rdflib serialize turtle")


def stream_of(path: Path) -> Iterator[Extraction]:
    """Read the extractions as `kgbuild export` does."""
    return read_extractions(path)


def main() -> None:
    """Parse the arguments and measure each size in its own process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--papers", type=int, nargs="+", default=[1000, 10000])
    arguments = parser.parse_args()
    for size in arguments.papers:
        process = multiprocessing.get_context("spawn").Process(target=measure, args=(arguments.source, size))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
