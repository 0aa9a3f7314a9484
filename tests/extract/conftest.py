"""What the extractor's tests share: a reader of documents, and a way to write down what a component proposes."""

import pytest
from extract_fixtures import Read, Texts

from kgbuild.extract.text.document import DocumentReader
from kgbuild.models import Paper


@pytest.fixture(scope="session")
def read() -> Read:
    """Return a function that reads a title and an abstract into a document."""
    reader = DocumentReader()
    return lambda title, abstract="": reader(Paper(title=title, abstract=abstract))


@pytest.fixture(scope="session")
def texts() -> Texts:
    """Return a function that gives the words of candidates, in order."""
    return lambda document, candidates: [document.text[one.start : one.end] for one in sorted(candidates)]
