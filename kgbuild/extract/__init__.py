"""From papers to extractions: the contract of an extractor, those that ship, and a way to run one over many papers."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kgbuild.extract.contract import FAST, STANDARD, Extractor
from kgbuild.extract.shipped import default_extractor, fast_extractor

if TYPE_CHECKING:
    from kgbuild.models import Extraction, Paper

__all__ = ["FAST", "STANDARD", "Extractor", "default_extractor", "extract", "fast_extractor"]


def extract(papers: "Iterable[Paper]", *, extractor: Extractor | None = None, workers: int = 1) -> "Iterator[Extraction]":
    """Yield the extraction of each paper, in order.

    Args:
        papers: Read as they are needed: memory does not grow with their number.
        extractor: Reads each; by default the one that ships. With several workers it must be picklable.
        workers: Number of processes.

    Example:
        >>> from kgbuild.models import Paper
        >>> papers = [Paper(title="SpanBERT: Pre-training by Spans", abstract="We present SpanBERT, which extends BERT.")]
        >>> [entity.name for entity in next(extract(papers)).entities if entity.type == "Model"]
        ['SpanBERT', 'BERT']
    """
    if workers <= 1:
        return map(extractor or default_extractor(), papers)
    from kgbuild.extract.lines import extract_lines  # noqa: PLC0415 - it builds on this module
    from kgbuild.models import Extraction  # noqa: PLC0415 - pydantic takes its time to import

    lines = extract_lines(papers, extractor=extractor, workers=workers)
    return (Extraction.model_validate_json(line.text) for line in lines)
