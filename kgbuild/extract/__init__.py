"""From papers to extractions: the contract of an extractor, and a way to run one over many papers."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context
from typing import Protocol

from kgbuild.models import Extraction, Paper

__all__ = ["Extractor", "default_extractor", "extract", "truncated"]

_CHUNK = 100
_CHUNKS_IN_FLIGHT_PER_WORKER = 3


class Extractor(Protocol):
    """Reads one paper at a time. Whatever has a name and these arguments can stand in for the one that ships.

    Attributes:
        name: Stands in each claim as its extractor; letters, digits, dots and hyphens.
    """

    name: str

    def __call__(self, paper: Paper) -> Extraction:
        """Return what the paper says; the same for the same paper, whatever was read before."""


def extract(papers: Iterable[Paper], *, extractor: Extractor | None = None, workers: int = 1) -> Iterator[Extraction]:
    """Yield the extraction of each paper, in order.

    Args:
        papers: Read as they are needed: memory does not grow with their number.
        extractor: Reads each; by default the one that ships. With several workers it must be picklable.
        workers: Number of processes.

    Example:
        >>> papers = [Paper(title="SpanBERT: Pre-training by Spans", abstract="We present SpanBERT, which extends BERT.")]
        >>> [entity.name for entity in next(extract(papers)).entities if entity.type == "Model"]
        ['SpanBERT', 'BERT']
    """
    if workers > 1:
        return _in_processes(iter(papers), extractor, workers)
    return map(extractor or default_extractor(), papers)


@lru_cache(maxsize=1)
def default_extractor() -> Extractor:
    """Return the extractor that ships, with its vocabulary and weights loaded (about a second, once)."""
    from kgbuild.extract.standard import StandardExtractor  # noqa: PLC0415 - spaCy takes half a second to import

    return StandardExtractor()


def truncated(paper: Paper) -> bool:
    """Say whether the paper has more text than is read: 1,000 characters of title and 20,000 of abstract.

    Args:
        paper: Any paper.

    Example:
        >>> truncated(Paper(title="BERT", abstract="x" * 20_001))
        True
    """
    from kgbuild.extract.limits import LONGEST_ABSTRACT, LONGEST_TITLE  # noqa: PLC0415 - beside its one use

    return len(paper.title) > LONGEST_TITLE or len(paper.abstract) > LONGEST_ABSTRACT


def _in_processes(papers: Iterator[Paper], extractor: Extractor | None, workers: int) -> Iterator[Extraction]:
    # Fresh interpreters: a fork would copy the locks of threads that libraries of the parent may run.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[list[Extraction]]] = deque()
        while chunk := list(islice(papers, _CHUNK)):
            waiting.append(pool.submit(_extract_chunk, chunk, extractor))
            if len(waiting) >= workers * _CHUNKS_IN_FLIGHT_PER_WORKER:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _extract_chunk(papers: list[Paper], extractor: Extractor | None) -> list[Extraction]:
    return list(map(extractor or default_extractor(), papers))
