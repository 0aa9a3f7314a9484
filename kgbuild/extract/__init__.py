"""From papers to extractions: the contract of an extractor, and a way to run one over many papers."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kgbuild.models import Extraction, Paper
    from kgbuild.vocabulary import Lexicon

__all__ = ["FAST", "STANDARD", "Extractor", "default_extractor", "extract"]

STANDARD = "standard"
"""Name of the extractor that ships."""

FAST = "fast"
"""Name of the one that reads without models."""


class Extractor(Protocol):
    """Reads one paper at a time. Whatever has a name and these arguments can stand in for the one that ships.

    Attributes:
        name: Stands in each claim as its extractor; letters, digits, dots and hyphens.
    """

    name: str

    def __call__(self, paper: "Paper") -> "Extraction":
        """Return what the paper says; the same for the same paper, whatever was read before."""


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


def fast_extractor(lexicon: "Lexicon | None" = None) -> Extractor:
    """Return the extractor that reads without models: some ten times as fast as the default, and less well.

    Args:
        lexicon: A table of the user's own names, to be found beside the shipped ones.
    """
    return _FastExtractor(lexicon)


def default_extractor(lexicon: "Path | Lexicon | None" = None, model: "Path | None" = None) -> Extractor:
    """Return the extractor that ships; it loads its vocabulary and weights when it reads its first paper (about a second, once).

    Args:
        lexicon: A table of the user's own names, to be found beside the shipped ones.
        model: A folder of weights that `kgbuild train` wrote; by default those that ship.

    Raises:
        VocabularyError: If the table cannot be read.
        ModelError: If the folder is no model.
    """
    if isinstance(lexicon, Path):
        from kgbuild.vocabulary import Lexicon  # noqa: PLC0415 - only who has an own table needs it at once

        lexicon = Lexicon.read(lexicon)
    if model is None:
        return _ShippedExtractor(lexicon)
    from kgbuild.extract.weights import read_note  # noqa: PLC0415 - only who has an own model needs it at once

    return _ShippedExtractor(lexicon, model, f"{STANDARD}-{read_note(model).digest}")


class _ShippedExtractor:
    """The extractor that ships, known by its lexicon and its model's folder alone, so that it travels light to other processes."""

    def __init__(self, lexicon: "Lexicon | None", model: "Path | None" = None, name: str = STANDARD) -> None:
        self.name = name
        self._lexicon = lexicon
        self._model = model

    def __call__(self, paper: "Paper") -> "Extraction":
        return _standard(self._lexicon, self._model, self.name)(paper)


class _FastExtractor:
    """The fast extractor, known by its lexicon alone, as above."""

    name = FAST

    def __init__(self, lexicon: "Lexicon | None") -> None:
        self._lexicon = lexicon

    def __call__(self, paper: "Paper") -> "Extraction":
        return _fast(self._lexicon)(paper)


@lru_cache(maxsize=1)
def _fast(lexicon: "Lexicon | None") -> Extractor:
    from kgbuild.extract.fast import FastExtractor  # noqa: PLC0415 - as below
    from kgbuild.vocabulary import load_vocabulary  # noqa: PLC0415 - as below

    return FastExtractor(load_vocabulary(lexicon))


@lru_cache(maxsize=1)
def _standard(lexicon: "Lexicon | None", model: "Path | None", name: str) -> Extractor:
    from kgbuild.extract.standard import StandardExtractor  # noqa: PLC0415 - spaCy takes half a second to import
    from kgbuild.extract.weights import read_weights, shipped_weights  # noqa: PLC0415 - as above
    from kgbuild.vocabulary import load_vocabulary  # noqa: PLC0415 - as above

    weights = shipped_weights() if model is None else read_weights(model)
    return StandardExtractor(load_vocabulary(lexicon), weights=weights, name=name)
