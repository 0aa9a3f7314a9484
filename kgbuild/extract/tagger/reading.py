"""A document as the tagger takes it."""

from collections.abc import Iterable, Sequence

from kgbuild.extract.candidates.candidate import Candidate
from kgbuild.extract.candidates.lexicon import LEXICON
from kgbuild.extract.tagger.features import Known, Text
from kgbuild.extract.tagger.layers import Floats
from kgbuild.extract.tagger.model import Tagger
from kgbuild.extract.text.document import Document


def text_of(document: Document, known: Iterable[Candidate] = ()) -> Text:
    """Return a document as the tagger takes it: `load_tagger()(*text_of(document, known))`.

    Args:
        document: A paper.
        known: The lexicon's candidates in it.

    Example:
        >>> from kgbuild.extract.text.document import DocumentReader
        >>> from kgbuild.models import Paper
        >>> text_of(DocumentReader()(Paper(title="BERT", abstract="It works."))).sentence_starts
        [0, 2]
    """
    starts = [document.words_in(sentence.start, sentence.end)[0] for sentence in document.sentences]
    title_length = document.words_in(0, document.abstract_start - 1)[1]
    names = tuple(Known(*document.words_in(found.start, found.end), found.kind) for found in known)
    return Text(document.forms, starts, title_length, names)


class DocumentTagger:
    """Gives a tagger's probabilities for documents, told the names that the lexicon found in each.

    Args:
        tagger: The network.
    """

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def __call__(self, document: Document, candidates: Sequence[Candidate]) -> Floats:
        """Return the probabilities (tokens x fields x states).

        Args:
            document: A paper.
            candidates: From the other components.
        """
        return self._tagger(*text_of(document, [one for one in candidates if one.source == LEXICON]))
