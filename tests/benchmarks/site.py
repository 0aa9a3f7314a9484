"""How fast `kgbuild site` writes pages, and how large they are.

python tests/benchmarks/site.py PAPERS.jsonl --papers 4000
python tests/benchmarks/site.py EXTRACTIONS.jsonl            # what `kgbuild extract` wrote: skips the extraction
"""

import argparse
import json
import tempfile
from collections import Counter
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.directory import read_graph
from kgbuild.pipeline import build
from kgbuild.site import Site, write_site
from kgbuild.sources import read


def graph_of(path: Path, papers: int) -> KnowledgeGraph:
    """Return the graph of extractions, or of the first papers of any other input."""
    with path.open("rb") as lines:
        told = path.suffix == ".jsonl" and "claims" in json.loads(next(lines))
    return read_graph(path) if told else build(islice(read(path), papers))


def main() -> None:
    """Time each step and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=Path)
    parser.add_argument("--papers", type=int, default=4000)
    given = parser.parse_args()
    graph = graph_of(given.input, given.papers)
    start, busy = perf_counter(), process_time()
    site = Site(graph, explorer=bytes)
    ready = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "site"
        write_site(site, target)
        done, worked = perf_counter(), process_time()
        sizes: Counter[str] = Counter()
        for path in target.rglob("*.*"):
            sizes[path.suffix] += path.stat().st_size
    pages = sum(path.endswith(".html") for path in site.paths())
    print(f"{sum(1 for _ in graph.nodes('Paper')):,} papers, {graph.nx.number_of_nodes():,} nodes")
    print(f"prepared in {ready - start:.1f} s, {pages:,} pages ({len(site.paths()):,} files) written in {done - ready:.1f} s")
    each = 5000 / pages
    print(f"5,000 pages with their data: {each * (done - start):.1f} s, of which {each * (worked - busy):.1f} s on the processor")
    print(", ".join(f"{suffix} {size / 1e6:.1f} MB" for suffix, size in sizes.most_common(5)))


if __name__ == "__main__":
    main()
