"""Which sentence of a document states a relation between two things, and by which words."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kgbuild.extract.candidates.grouping import Group
from kgbuild.extract.scoring import RELATIONS
from kgbuild.extract.text.document import Document
from kgbuild.extract.text.wordlists import read_wordlist

_LISTED = read_wordlist("relation_cues.tsv")


def _relations_of_word(listed: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    words = frozenset().union(*listed.values())
    return {word: tuple(relation for relation in RELATIONS if word in listed[relation]) for word in words}


RELATIONS_OF_WORD: Mapping[str, tuple[str, ...]] = _relations_of_word(_LISTED)
"""The relations that each cue word may state."""

_REFERRING = frozenset({"it", "its", "our", "ours", "we", "this", "these", "which", "that", "they", "both", "proposed"})
_BEFORE, _AFTER = 10, 4
_DENYING = frozenset({"not", "never", "cannot"})
_AFFIRMING = frozenset({"only", "just", "merely", "simply"})


class Place(NamedTuple):
    """A mention: its sentence, its first token, and one past its last."""

    sentence: int
    first: int
    after: int


class Statement(NamedTuple):
    """How well a sentence states a relation; of two the greater states it better.

    Attributes:
        level: 5 where both ends and a cue stand in it, 4 where one end is only referred to, 3 where it is not; 2, 1, 0 without cue.
        telling: Whether the cue seldom says anything else.
        order: The sentence's number, negative, so that the first is the greatest; the title is the last.
        cue: The word nearest to the end that the sentence must name; empty where there is none.
        distance: How many tokens the cue stands before that end, negative if it stands after.
        place: Of that end.
        other: Of the other end; None where it is not named.
    """

    level: int
    telling: bool
    order: int
    cue: str
    distance: int
    place: Place
    other: Place | None

    @property
    def sentence(self) -> int:
        """Number of the sentence."""
        return self.place.sentence


class StatementIndex:
    """The mentions, and the cues of relations, of one document.

    Args:
        document: What to read.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._last = len(document.sentences)
        self._places: dict[Group, list[Place]] = {}
        self._nearest: dict[tuple[str, Place], tuple[str, int]] = {}
        self._cues: dict[str, tuple[list[int], list[str]]] = {relation: ([], []) for relation in RELATIONS}
        self._denied: dict[str, list[int]] = {relation: [] for relation in RELATIONS}
        referring = []
        for token, word in enumerate(document.words):
            if word in _REFERRING:
                referring.append(token)
            for relation in RELATIONS_OF_WORD.get(word, ()):
                if _is_denied(document.words, token):
                    self._denied[relation].append(token)
                    continue
                tokens, words = self._cues[relation]
                tokens.append(token)
                words.append(word)
        self._referring = {document.sentence_at(document.word_starts[token]).index for token in referring}

    def places(self, group: Group) -> list[Place]:
        """Return where a thing is named, in order."""
        if group not in self._places:
            found = [
                Place(self._document.sentence_at(start).index, *self._document.words_in(start, end)) for start, end in group.spans
            ]
            self._places[group] = found
        return self._places[group]

    def best(self, relation: str, subject: Group, other: Group) -> Statement:
        """Return the best statement of a relation: the sentence names its object, or of `partOf` the subject, the component.

        Args:
            relation: One of `RELATIONS`.
            subject: Its subject.
            other: Its object.
        """
        named, free = (subject, other) if relation == "partOf" else (other, subject)
        partners: dict[int, Place] = {}
        for place in self.places(free):
            partners.setdefault(place.sentence, place)
        return max(self._statement(relation, place, partners.get(place.sentence)) for place in self.places(named))

    def denies(self, relation: str, stated: Statement) -> bool:
        """Tell whether a sentence says of its two things that they are not so related: "X does not outperform Y".

        Args:
            relation: One of `RELATIONS`.
            stated: The best statement of it.
        """
        if stated.cue or stated.other is None:
            return False
        between = range(*sorted((stated.place.first, stated.other.first)))
        return any(token in between for token in self._denied[relation])

    def _statement(self, relation: str, place: Place, other: Place | None) -> Statement:
        if (relation, place) not in self._nearest:
            self._nearest[relation, place] = self._cue(relation, place)
        cue, distance = self._nearest[relation, place]
        level = 2 if other else 1 if place.sentence in self._referring else 0
        return Statement(
            level + 3 * bool(cue),
            bool(cue) and cue not in _LISTED["weak"],
            -(place.sentence or self._last),
            cue,
            distance,
            place,
            other,
        )

    def _cue(self, relation: str, place: Place) -> tuple[str, int]:
        """Return the cue of a relation before a mention (the nearest telling one, else the nearest) or just after; its distance."""
        sentence = self._document.sentences[place.sentence]
        tokens, words = self._cues[relation]
        first, after = self._document.words_in(sentence.start, sentence.end)
        end = bisect_left(tokens, place.first)
        before = range(bisect_left(tokens, max(first, place.first - _BEFORE)), end)
        if before:
            at = next((one for one in reversed(before) if words[one] not in _LISTED["weak"]), end - 1)
            return words[at], place.first - tokens[at]
        at = bisect_left(tokens, place.after)
        if at < len(tokens) and tokens[at] < min(after, place.after + _AFTER):
            return words[at], place.after - 1 - tokens[at]
        return "", 0


def _is_denied(words: Sequence[str], token: int) -> bool:
    """Tell whether a word follows a "not", with at most one word between; "not only" affirms."""
    before = words[max(0, token - 2) : token]
    return not _DENYING.isdisjoint(before) and _AFFIRMING.isdisjoint(before)
