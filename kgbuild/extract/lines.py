"""From papers to extractions as the lines of a file, in as many processes as there are.

Between processes an extraction passes as the text that it is written as: objects would take longer to pack and unpack than a fast
extractor takes to read the paper.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

from kgbuild.errors import ExtractorError
from kgbuild.extract.contract import Extractor
from kgbuild.extract.shipped import default_extractor

if TYPE_CHECKING:
    from kgbuild.models import Extraction, Paper

_CHUNK = 50
_CHUNKS_IN_FLIGHT_PER_WORKER = 4


class Line(NamedTuple):
    """An extraction as it stands in a file.

    Attributes:
        text: The extraction as JSON in UTF-8, without a line's end.
        unread: What of the paper was not read, and why; None where all was.
    """

    text: bytes
    unread: str | None


def extract_lines(papers: "Iterable[Paper]", *, extractor: Extractor | None = None, workers: int = 1) -> Iterator[Line]:
    """Yield the extraction of each paper, in order, as a line for a file.

    Args:
        papers: Read as they are needed: memory does not grow with their number.
        extractor: Reads each; by default the one that ships. With several workers it must be picklable.
        workers: Number of processes.

    Example:
        >>> from kgbuild.extract import fast_extractor
        >>> from kgbuild.models import Paper
        >>> line = next(extract_lines([Paper(id="p", title="Bare")], extractor=fast_extractor()))
        >>> line.text[:30], line.unread
        (b'{"paper":{"id":"p","title":"Ba', 'the abstract, for there is none')
    """
    extractor = extractor or default_extractor()
    if workers > 1:
        return _in_processes(iter(papers), extractor, workers)
    return (_line(extractor(paper)) for paper in papers)


def _line(extraction: "Extraction") -> Line:
    return Line(extraction.model_dump_json().encode(), extraction.unread)


def _in_processes(papers: "Iterator[Paper]", extractor: Extractor, workers: int) -> Iterator[Line]:
    # Fresh interpreters: a fork would copy the locks of threads that libraries of the parent may run.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[list[Line]]] = deque()
        try:
            while chunk := list(islice(papers, _CHUNK)):
                waiting.append(pool.submit(_extract_chunk, chunk, extractor))
                if len(waiting) >= workers * _CHUNKS_IN_FLIGHT_PER_WORKER:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            raise ExtractorError("a process that extracts was killed (is memory short?): try again with fewer --workers") from None


def _extract_chunk(papers: "list[Paper]", extractor: Extractor) -> list[Line]:
    return [_line(extractor(paper)) for paper in papers]
