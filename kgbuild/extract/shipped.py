"""The extractors that ship, ready to be called; what they read with is loaded at their first paper."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.extract.contract import FAST, STANDARD, Extractor

if TYPE_CHECKING:
    from kgbuild.models import Extraction, Paper
    from kgbuild.vocabulary import Lexicon


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
