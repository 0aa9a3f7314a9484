"""A document as the tagger takes it."""

from collections.abc import Iterable

from kgbuild.extract.candidates import Candidate
from kgbuild.extract.document import Document
from kgbuild.extract.tagger.features import Known, Text


def text_of(document: Document, known: Iterable[Candidate] = ()) -> Text:
    """Return a document as the tagger takes it: `load_tagger()(*text_of(document, known))`.

    Args:
        document: A paper.
        known: The lexicon's candidates in it.

    Example:
        >>> from kgbuild.extract.document import DocumentReader
        >>> from kgbuild.models import Paper
        >>> text_of(DocumentReader()(Paper(title="BERT", abstract="It works."))).sentence_starts
        [0, 2]
    """
    starts = [document.words_in(sentence.start, sentence.end)[0] for sentence in document.sentences]
    title_length = document.words_in(0, document.abstract_start - 1)[1]
    names = tuple(Known(*document.words_in(found.start, found.end), found.kind) for found in known)
    return Text([token.text for token in document.tokens], starts, title_length, names)
