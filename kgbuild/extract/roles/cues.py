"""Words that say what part a name plays in a paper: "we propose", "fine-tune", "outperforms", "such as"."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kgbuild.extract.text.document import Document
from kgbuild.extract.text.wordlists import read_wordlist

CUE_OF_WORD: Mapping[str, str] = {word: cue for cue, words in read_wordlist("cues.tsv").items() for word in words}
"""What each cue word is a cue of."""

_FAR = 12


class CueIndex:
    """The cues of one document, by token and by sentence.

    Args:
        document: What to read.

    Example:
        >>> from kgbuild.extract.text.document import DocumentReader
        >>> from kgbuild.models import Paper
        >>> doc = DocumentReader()(Paper(title="T", abstract="We adapt BERT, which outperforms ELMo."))
        >>> cues, bert = CueIndex(doc), doc.words.index("bert")
        >>> cues.before(bert), cues.after(bert + 1)
        (['based'], ['outperform'])
    """

    def __init__(self, document: Document) -> None:
        self._cues = [(token, cue) for token, word in enumerate(document.words) if (cue := CUE_OF_WORD.get(word))]
        self._tokens = [token for token, _ in self._cues]
        self._starts = [document.words_in(sentence.start, sentence.end)[0] for sentence in document.sentences]
        self.by_sentence: Mapping[int, Sequence[str]] = self._group(document)

    def _group(self, document: Document) -> dict[int, list[str]]:
        groups: dict[int, set[str]] = defaultdict(set)
        for token, cue in self._cues:
            groups[document.sentence_at(document.word_starts[token]).index].add(cue)
        return {index: sorted(names) for index, names in groups.items()}

    def before(self, token: int) -> list[str]:
        """Return the two nearest cues before a token, nearest first, in its sentence and within 12 tokens."""
        lowest = max(token - _FAR, self._starts[max(0, bisect_right(self._starts, token) - 1)])
        at = bisect_left(self._tokens, token)
        return [cue for place, cue in self._cues[max(0, at - 2) : at][::-1] if place >= lowest]

    def after(self, token: int) -> list[str]:
        """Return the two nearest cues from a token on, nearest first, in the sentence before it and within 12 tokens."""
        ends = bisect_right(self._starts, token - 1)
        highest = min(token + _FAR, self._starts[ends] if ends < len(self._starts) else token + _FAR)
        at = bisect_left(self._tokens, token)
        return [cue for place, cue in self._cues[at : at + 2] if place < highest]
