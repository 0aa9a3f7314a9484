"""How much processor time and memory linking takes, from 10,000 papers to 100,000.

usage: python tests/benchmarks/linking.py EXTRACTIONS [--papers 10000 30000 100000]

EXTRACTIONS is a file of real papers that `kgbuild extract` wrote. What it lacks is drawn from it again, with the paper and its
names that stand in one paper only made new, so that names grow as in a corpus: the common ones stay, the rare ones are many.
Each size runs in a process of its own so that its peak memory is its own.
"""

import argparse
import multiprocessing
import resource
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from kgbuild.assemble.corpus import gather, link
from kgbuild.assemble.spelling import spelling_key
from kgbuild.directory import read_extractions
from kgbuild.identifiers import BASE
from kgbuild.models import Extraction
from kgbuild.vocabulary import load_vocabulary


def grown(source: Path, papers: int) -> Iterator[Extraction]:
    """Yield so many papers: the real ones, then copies with rare names of their own."""
    count = 0
    for one in islice(read_extractions(source), papers):
        count += 1
        yield one
    if count < papers:
        real = list(read_extractions(source))
        seen = Counter(key for one in real for key in {spelling_key(entity.name) for entity in one.entities})
        for place in range(count, papers):
            yield _renewed(real[place % count], place // count, seen)


def _renewed(one: Extraction, turn: int, seen: Counter[str]) -> Extraction:
    """Return a copy as another paper; names that only this paper has get a syllable more, whatever else it says of them."""
    mark = "".join("bdfgklmnpr"[int(digit)] + "ao"[turn % 2] for digit in str(turn))
    entities = tuple(
        entity
        if entity.concept or seen[spelling_key(entity.name)] > 1
        else entity.model_copy(
            update={
                "name": f"{entity.name}{mark}",
                "mentions": tuple(mention.model_copy(update={"text": f"{mention.text}{mark}"}) for mention in entity.mentions),
            }
        )
        for entity in one.entities
    )
    paper = one.paper.model_copy(update={"id": f"{one.paper.id}/{turn}", "title": f"{one.paper.title} ({turn})"})
    return one.model_copy(update={"paper": paper, "entities": entities})


def measure(source: Path, papers: int) -> None:
    """Link so many papers and print the processor time of each step."""
    vocabulary = load_vocabulary()
    start = time.process_time()
    count = sum(1 for _ in grown(source, papers))
    making = time.process_time() - start
    start = time.process_time()
    records = gather(grown(source, papers), BASE)
    gathering = time.process_time() - start - making
    start = time.process_time()
    graph = link(records, vocabulary, BASE)
    linking = time.process_time() - start
    nodes, edges = graph.size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count:8,d} {gathering:9.1f} {linking:8.1f} {count / (gathering + linking):9,.0f} {nodes:10,d} {edges:11,d} {peak:9,.0f}",
        flush=True,
    )


def main() -> None:
    """Parse the arguments and measure each size in its own process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("extractions", type=Path)
    parser.add_argument("--papers", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    arguments = parser.parse_args()
    print("  papers  gather s   link s  papers/s      nodes       edges  peak MiB")
    for size in arguments.papers:
        process = multiprocessing.get_context("spawn").Process(target=measure, args=(arguments.extractions, size))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
