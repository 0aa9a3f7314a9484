"""What the relation model looks at: facts about two things of one document, each a short string."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from kgbuild.extract.candidates.grouping import Group, mention_key
from kgbuild.extract.candidates.lexicon import LEXICON
from kgbuild.extract.relations.statements import RELATIONS_OF_WORD, Place, StatementIndex
from kgbuild.extract.text.document import Document

_STEPS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_WRITTEN_STEPS = tuple(map(str, _STEPS))
_SURE_ENOUGH = 0.3
_READ = 3
_SHORTEST = 3
_JOINING = frozenset({",", "and", "or", "/", "(", ")", "&", "the", "as", "well"})
_PARTNERS = ("usesBaseModel", "usesArchitecture", "comparesWith", "appliesTechnique", "introduces")

Roles = Mapping[str, float]


class PairFeatures:
    """The features of the pairs of one document.

    Args:
        document: What was read.
        roles: How probable each role of each thing is.
        statements: Of the document.
    """

    def __init__(self, document: Document, roles: Mapping[Group, Roles], statements: StatementIndex) -> None:
        self._document = document
        self._roles = roles
        self._statements = statements
        introduced = [(-one["introduces"], group.spans, group) for group, one in roles.items() if "introduces" in one]
        self._rank = {group: number for number, (*_, group) in enumerate(sorted(introduced, key=lambda one: one[:2]))}
        self._introduced = sum(-one[0] >= _SURE_ENOUGH for one in introduced)
        self._inside = {
            token for group in roles for place in statements.places(group)[:_READ] for token in range(place.first, place.after)
        }
        self._things: dict[tuple[str, Group], list[str]] = {}
        self._keys: dict[Group, frozenset[str]] = {}

    def of(self, subject: Group, other: Group, relations: Sequence[str]) -> list[str]:
        """Return the features of a pair.

        Args:
            subject: The one.
            other: The other.
            relations: Those that their roles allow.
        """
        return ["1", *self._side("s", subject), *self._side("o", other), *self._both(subject, other, relations)]

    def lengthens(self, one: Group, other: Group) -> bool:
        """Tell whether a name of the one holds one of the other's (GPT-2 XL, GPT-2), and not the other way round."""
        return set(self._names(other, one)) == {"s in o"}

    def _side(self, side: str, group: Group) -> list[str]:
        if (side, group) not in self._things:
            self._things[side, group] = [f"{side} {name}" for name in dict.fromkeys(self._thing(group))]
        return self._things[side, group]

    def _thing(self, group: Group) -> Iterator[str]:
        document, roles = self._document, self._roles[group]
        for role, probability in roles.items():
            yield from _reached(role, probability)
        yield f"best={_best(roles)}"
        yield f"rank={min(self._rank.get(group, 4), 4)}"
        places = self._statements.places(group)
        yield f"n={min(len(places), 4)}"
        yield f"in={min(places[0].sentence, 4)}" if places[0].sentence or len(places) == 1 else "in=title+"
        if places[-1].sentence == document.sentences[-1].index:
            yield "last"
        start, end = max(group.spans, key=lambda span: span[1] - span[0])
        words = document.text[start:end].lower().split()
        yield f"head={words[-1]}"
        yield f"words={min(len(words), 4)}"
        for kind in {one.kind: None for one in group.proposals if one.source == LEXICON}:
            yield f"lex={kind}"
        for place in places[:_READ]:
            yield from self._around(place)

    def _around(self, place: Place) -> Iterator[str]:
        words = self._document.words
        at = self._list_start(place.first)
        yield f"-1 {words[at - 1] if at else ''}"
        if at > 1:
            yield f"-2 {words[at - 2]} {words[at - 1]}"
        if at != place.first:
            yield "listed"
        yield f"+1 {words[place.after] if place.after < len(words) else ''}"

    def _list_start(self, token: int) -> int:
        """Return the first token of the list of names ("A, B and C") that a mention at this token ends."""
        words, at = self._document.words, token
        while at > 1 and words[at - 1] in _JOINING:
            before = at - 1
            while before > 0 and words[before - 1] in _JOINING:
                before -= 1
            if before - 1 not in self._inside:
                break
            at = before - 1
            while at - 1 in self._inside:
                at -= 1
        return at

    def _both(self, subject: Group, other: Group, relations: Sequence[str]) -> Iterator[str]:
        ours, theirs = self._roles[subject], self._roles[other]
        yield f"both={_best(ours)}/{_best(theirs)}"
        yield f"introduced={min(self._introduced, 4)}"
        if introduced := ours.get("introduces"):
            for role in _PARTNERS:
                if role in theirs:
                    yield from _reached(f"joint {role}", introduced * theirs[role])
        if "introduces" in theirs and "appliesTechnique" in ours:
            yield from _reached("joint part", theirs["introduces"] * ours["appliesTechnique"])
        yield from self._names(subject, other)
        yield f"ranks={min(self._rank.get(subject, 3), 3)}/{min(self._rank.get(other, 3), 3)}"
        yield f"order={subject.spans[0] < other.spans[0]}"
        for relation in relations:
            yield relation
            best = self._statements.best(relation, subject, other)
            yield f"{relation} level={best.level}"
            if best.cue:
                yield f"{relation} cue={best.cue}"
                yield f"{relation} level={best.level} {max(-2, min(best.distance, 6))}"
        yield from self._between(subject, other)

    def _names(self, subject: Group, other: Group) -> Iterator[str]:
        """Yield whether the one's name is part of the other's: RoBERT is a BERT."""
        for name in self._key(subject):
            for part in self._key(other):
                if len(part) >= _SHORTEST and part in name and part != name:
                    yield "o in s"
                if len(name) >= _SHORTEST and name in part and part != name:
                    yield "s in o"

    def _key(self, group: Group) -> frozenset[str]:
        if group not in self._keys:
            self._keys[group] = frozenset(map(mention_key, {self._document.text[start:end] for start, end in group.spans}))
        return self._keys[group]

    def _between(self, subject: Group, other: Group) -> Iterator[str]:
        theirs: dict[int, Place] = {}
        for place in self._statements.places(other):
            theirs.setdefault(place.sentence, place)
        shared = [(place, theirs[place.sentence]) for place in self._statements.places(subject) if place.sentence in theirs]
        yield f"shared={min(len(shared), 3)}"
        words = self._document.words
        for ours, place in sorted(shared, key=lambda pair: not pair[0].sentence)[:1]:
            order = "so" if ours < place else "os"
            first, last = sorted((ours, place))
            between = words[first.after : last.first]
            yield order
            yield f"{order} {'' if ours.sentence else 'title '}distance={min(len(between) // 3, 6)}"
            for relation in {relation: None for word in between for relation in RELATIONS_OF_WORD.get(word, ())}:
                yield f"{order} between cue {relation}"


def _best(roles: Roles) -> str:
    return max(roles, key=roles.__getitem__)


def _reached(name: str, probability: float) -> list[str]:
    """Return the steps that a probability reaches."""
    return [f"{name}>{step}" for step in _WRITTEN_STEPS[: bisect_right(_STEPS, probability)]]
