"""Features of the place of a mention: the words and cues before and after it, and its sentence."""

from collections.abc import Iterator

from kgbuild.extract.roles.cues import CueIndex
from kgbuild.extract.text.document import Document
from kgbuild.extract.text.wordlists import read_wordlist

_TYPE_OF_NOUN = {word: kind for kind, words in read_wordlist("type_nouns.tsv").items() for word in words}
_NEAR = 9
_CLAUSE_ENDS = frozenset(".;?!")


class PlaceFeatures:
    """The features of places in one document; mentions that start or end at the same token share them, and so they are made once.

    Args:
        document: What is read.
        cues: Of the document.
    """

    def __init__(self, document: Document, cues: CueIndex) -> None:
        self._document = document
        self._cues = cues
        self._left: dict[int, list[str]] = {}
        self._right: dict[int, list[str]] = {}
        self._sentence: dict[int, list[str]] = {}

    def of(self, span: tuple[int, int]) -> list[str]:
        """Return the features of a mention's place.

        Args:
            span: Its offsets in the document's text.
        """
        first, after = self._document.words_in(*span)
        where = self._document.sentence_at(span[0]).index
        if first not in self._left:
            self._left[first] = list(self._before(first))
        if after not in self._right:
            self._right[after] = list(self._after(after))
        if where not in self._sentence:
            self._sentence[where] = list(self._around(where))
        return self._left[first] + self._right[after] + self._sentence[where]

    def _before(self, first: int) -> Iterator[str]:
        words = self._document.words
        three, two, one = ["^", "^", "^", *words[max(0, first - 3) : first]][-3:]
        yield f"l1={one}"
        yield f"l2={two} {one}"
        yield f"lw={two}"
        yield f"lw={three}"
        for word in reversed(words[max(0, first - _NEAR) : first]):
            if word in _CLAUSE_ENDS:
                break
            if word in _TYPE_OF_NOUN:
                yield f"nl={_TYPE_OF_NOUN[word]}"
                break
        cues = self._cues.before(first)
        yield f"cl={cues[0] if cues else '-'}"
        yield f"cl2={'+'.join(cues)}"

    def _after(self, after: int) -> Iterator[str]:
        words = self._document.words[after : after + _NEAR]
        one, two = [*words[:2], "$", "$"][:2]
        yield f"r1={one}"
        yield f"r2={one} {two}"
        yield f"rw={two}"
        for place, word in enumerate(words):
            if word in _CLAUSE_ENDS:
                break
            if word in _TYPE_OF_NOUN:
                yield f"nr={_TYPE_OF_NOUN[word]}"
                yield f"nr={_TYPE_OF_NOUN[word]}/{min(place // 3, 2)}{one if one in ',(:' else ''}"
                break
        cues = self._cues.after(after)
        yield f"cr={cues[0] if cues else '-'}"

    def _around(self, where: int) -> Iterator[str]:
        last = self._document.sentences[-1].index
        zone = "t" if where == 0 else "1" if where == 1 else "e" if where >= last - 1 else "m"
        yield f"z={zone}"
        for cue in self._cues.by_sentence.get(where, ()):
            yield f"sent={cue}"
            yield f"sent={zone}/{cue}"
