"""What components propose: stretches of a document that may name something."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from kgbuild.extract.text.document import Document


class Candidate(NamedTuple):
    """A stretch of a document that may name something.

    Attributes:
        start: First character in the document's text.
        end: One past the last.
        source: The component that proposes it.
        kind: What the component takes it for: an entity type, a field of the tagger, or `Name` where it cannot tell.
        concept: IRI of the vocabulary's concept, or an empty string.
    """

    start: int
    end: int
    source: str
    kind: str
    concept: str = ""


class Proposer(Protocol):
    """A component of the extractor: reads a document and proposes candidates, in any order, overlapping as they may."""

    def __call__(self, document: Document) -> Iterable[Candidate]:
        """Return what this component finds."""
