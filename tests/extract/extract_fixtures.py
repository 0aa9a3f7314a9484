"""The types of the fixtures that the extractor's tests share."""

from collections.abc import Callable, Iterable

from kgbuild.extract.candidates.candidate import Candidate
from kgbuild.extract.text.document import Document

Read = Callable[..., Document]
"""Reads a title and an abstract."""

Texts = Callable[[Document, Iterable[Candidate]], list[str]]
"""Gives the words of candidates, in order."""
