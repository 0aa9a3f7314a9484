"""A paper as the extractor's components see it: one text, its tokens, and its sentences."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kgbuild.extract.text.folding import fold
from kgbuild.extract.text.limits import LONGEST_ABSTRACT, LONGEST_TITLE
from kgbuild.models import Evidence, Mention, Paper, TextField

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

_LONGEST_RUN = 200
_TERMINATOR = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9$\\])|\n\s*\n")
# Words after which a full stop does not end the sentence.
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|vs|cf|Figs?|Tabs?|Eqs?|Secs?|Refs?|Nos?|approx|resp|w\.r\.t|a\.k\.a|etc|Dr|Mr|Mrs|Prof|St|U\.S|U\.K)"
    r"|\b[A-Z])\.$"
)
# A mark that stands for itself; a point or comma inside a number, and + or # after a letter (C++), do not.
_MARK = re.compile(r"[^\w\s.,+#]|_|(?<!\d)[.,]|[.,](?!\d)|(?<![A-Za-z+#\d])[+#]")
_LAST_MARK = re.compile(r"(?:[^\w\s+#]|_)$")
_PAPERS_PER_TOKENIZER = 4_000
# A run of hundreds of characters without a space is no word, and the tokenizer's time grows with its square.
_UNBROKEN = re.compile(rf"\S{{{_LONGEST_RUN},}}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the document's text that states one thing: the title, or a sentence of the abstract.

    Attributes:
        index: 0 for the title, then 1, 2, … in the abstract.
        start: First character in the document's text.
        end: One past the last.
        text: What stands there.
    """

    index: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, eq=False)
class Document:
    """A paper's title and abstract as one text, so that every component counts in the same offsets.

    Attributes:
        paper: Where it came from.
        text: The title, a line feed, and the abstract, both cut to the characters that are read.
        abstract_start: Offset of the abstract in the text.
        sentences: The title and the abstract's sentences, in order.
        forms: spaCy's tokens over the text, as they are written.
        words: The tokens in lower case.
        word_starts: Where each token starts in the text.
        sentence_starts: Where each sentence starts.
    """

    paper: Paper
    text: str
    abstract_start: int
    sentences: tuple[Sentence, ...]
    forms: list[str]
    words: list[str]
    word_starts: list[int]
    sentence_starts: list[int]

    @cached_property
    def folded(self) -> str:
        """The text in the form in which names are looked up."""
        return fold(self.text)

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that holds this character of the text."""
        return self.sentences[max(0, bisect_right(self.sentence_starts, offset) - 1)]

    def words_in(self, start: int, end: int) -> tuple[int, int]:
        """Return the numbers of the first token that ends after `start` and of the first that starts at `end` or later."""
        return max(0, bisect_right(self.word_starts, start) - 1), bisect_left(self.word_starts, end)

    def mention(self, start: int, end: int) -> Mention:
        """Return a stretch of the text as a mention with offsets into its own field."""
        return Mention(**self.span(start, end))

    def evidence(self, sentence: Sentence) -> Evidence:
        """Return a sentence as evidence with offsets into its own field."""
        return Evidence(**self.span(sentence.start, sentence.end))

    def span(self, start: int, end: int) -> dict[str, TextField | int | str]:
        """Return field, offsets into it, and words of a stretch of the text."""
        in_title = start < self.abstract_start
        shift = 0 if in_title else self.abstract_start
        return {
            "field": "title" if in_title else "abstract",
            "start": start - shift,
            "end": end - shift,
            "text": self.text[start:end],
        }


class DocumentReader:
    """Reads papers into documents with one spaCy tokenizer.

    The tokenizer is made anew after some thousand papers: spaCy keeps every word that it has seen, and memory would grow with the
    corpus.

    Example:
        >>> doc = DocumentReader()(Paper(title="BERT", abstract="We use e.g. BERT. It works."))
        >>> [sentence.text for sentence in doc.sentences]
        ['BERT', 'We use e.g. BERT.', 'It works.']
    """

    def __init__(self) -> None:
        from spacy.attrs import IDX, LENGTH  # noqa: PLC0415 - spaCy takes half a second to import; the fast extractor needs no tokens

        self._places = [IDX, LENGTH]
        self._tokenize = _tokenizer()
        self._left = _PAPERS_PER_TOKENIZER

    def __call__(self, paper: Paper) -> Document:
        """Return the paper's text with its tokens and sentences; text beyond what is read is left out."""
        if not self._left:
            self.__init__()  # type: ignore[misc]  # a fresh start is what the constructor does
        self._left -= 1
        text, abstract_start, sentences = parted(paper)
        tokens = self._tokenize(_UNBROKEN.sub(lambda run: " " * len(run[0]), text))
        places: list[tuple[int, int]] = tokens.to_array(self._places).tolist()
        forms, starts = [text[start : start + length] for start, length in places], [start for start, _ in places]
        words, sentence_starts = [form.lower() for form in forms], [sentence.start for sentence in sentences]
        return Document(paper, text, abstract_start, sentences, forms, words, starts, sentence_starts)


def parted(paper: Paper) -> tuple[str, int, tuple[Sentence, ...]]:
    """Return what is read of a paper as one text, where the abstract starts in it, and its sentences.

    Args:
        paper: Any paper.
    """
    title, abstract = paper.title[:LONGEST_TITLE], paper.abstract[:LONGEST_ABSTRACT]
    text = f"{title}\n{abstract}"
    return text, len(title) + 1, (Sentence(0, 0, len(title), title), *_sentences(text, len(title) + 1))


def _tokenizer() -> "Tokenizer":
    """Return a tokenizer whose tokens are words, numbers and single marks: hyphens and slashes part words.

    Its vocabulary knows words and nothing about them, since working out spaCy's attributes of a word takes longer than finding it.
    """
    from spacy.tokenizer import Tokenizer  # noqa: PLC0415 - as above
    from spacy.vocab import Vocab  # noqa: PLC0415 - as above

    return Tokenizer(Vocab(), prefix_search=_MARK.match, suffix_search=_LAST_MARK.search, infix_finditer=_MARK.finditer)


def _sentences(text: str, begin: int) -> Iterator[Sentence]:
    start, index = begin, 0
    for end in [*_boundaries(text, begin), len(text)]:
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            index += 1
            first = start + piece.index(stripped)
            yield Sentence(index, first, first + len(stripped), stripped)
        start = end


def _boundaries(text: str, begin: int) -> Iterator[int]:
    for match in _TERMINATOR.finditer(text, begin):
        if text[match.start()] != "." or not _ABBREVIATED.search(text, max(begin, match.start() - 8), match.start() + 1):
            yield match.end()
