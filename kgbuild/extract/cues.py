"""Words that say what part a name plays in a paper: "we propose", "fine-tune", "outperforms", "such as"."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kgbuild.extract.document import Document
from kgbuild.extract.wordlists import read_wordlist

CUE_OF_WORD: Mapping[str, str] = {word: cue for cue, words in read_wordlist("cues.tsv").items() for word in words}
"""What each cue word is a cue of."""

_FAR = 12


class CueIndex:
    """The cues of one document, by token and by sentence.

    Args:
        document: What to read.

    Example:
        >>> from kgbuild.extract.document import DocumentReader
        >>> from kgbuild.models import Paper
        >>> doc = DocumentReader()(Paper(title="T", abstract="We adapt BERT, which outperforms ELMo."))
        >>> CueIndex(doc).around(doc.text.index("BERT"), doc.text.index("BERT") + 4)
        (['based'], ['outperform'])
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found = [(token, cue) for token, word in enumerate(document.words) if (cue := CUE_OF_WORD.get(word))]
        self._tokens = [token for token, _ in self._found]
        self.by_sentence: Mapping[int, Sequence[str]] = self._group()

    def _group(self) -> dict[int, list[str]]:
        groups: dict[int, set[str]] = defaultdict(set)
        for token, cue in self._found:
            groups[self._document.sentence_at(self._document.word_starts[token]).index].add(cue)
        return {index: sorted(names) for index, names in groups.items()}

    def around(self, start: int, end: int) -> tuple[list[str], list[str]]:
        """Return the two nearest cues before and after a stretch of text, nearest first, in its sentence and within 12 tokens."""
        sentence = self._document.sentence_at(start)
        first, after = self._document.words_in(start, end)
        lowest = max(first - _FAR, self._document.words_in(sentence.start, sentence.end)[0])
        highest = min(after + _FAR, self._document.words_in(sentence.start, sentence.end)[1])
        return list(self._names(range(bisect_left(self._tokens, first) - 1, -1, -1), lowest, highest)), list(
            self._names(range(bisect_left(self._tokens, after), len(self._tokens)), lowest, highest)
        )

    def _names(self, places: range, lowest: int, highest: int) -> Iterator[str]:
        for place in places[:2]:
            token, cue = self._found[place]
            if lowest <= token < highest:
                yield cue
