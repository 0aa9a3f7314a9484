"""What the extractor's tests share: a reader of documents, and a way to write down what a component proposes."""

from collections.abc import Callable, Iterable

import pytest

from kgbuild.extract.candidates import Candidate
from kgbuild.extract.document import Document, DocumentReader
from kgbuild.models import Paper


@pytest.fixture(scope="session")
def read() -> Callable[..., Document]:
    """Return a function that reads a title and an abstract into a document."""
    reader = DocumentReader()
    return lambda title, abstract="": reader(Paper(title=title, abstract=abstract))


@pytest.fixture(scope="session")
def texts() -> Callable[[Document, Iterable[Candidate]], list[str]]:
    """Return a function that gives the words of candidates, in order."""
    return lambda document, candidates: [document.text[one.start : one.end] for one in sorted(candidates)]
