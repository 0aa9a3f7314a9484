"""What of a paper cannot be read, and why: reasons instead of nonsense."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from kgbuild.extract.text.document import Sentence
from kgbuild.extract.text.limits import LONGEST_ABSTRACT, LONGEST_SENTENCE, LONGEST_TITLE
from kgbuild.models import Paper

NOT_ENGLISH = "all of it, for it is no English prose"
NO_PROSE = "all of it, for it is a table or list of numbers"
ILLEGIBLE = frozenset({NOT_ENGLISH, NO_PROSE})
"""Reasons for which nothing but links is read."""

NO_ABSTRACT = "the abstract, for there is none"

_COMMON = frozenset(
    "the of and to in we is for that with on by as are this from an be our it which can a at or these have has not "  # noqa: SIM905 - words
    "their using based show such".split()
)
_NO_LETTER = re.compile(r"(?<!\S)(?:[^\w\s]|[\d_])+(?!\S)")
_WORD = re.compile(r"[^\W\d_]+")
# Of 25,000 abstracts every one below this share of common English words is Chinese, French, or broken.
_LEAST_COMMON = 0.12
_LEAST_WORDS = 15
_MOST_NUMBERS = 0.5


def illegible(paper: Paper) -> str | None:
    """Return why the text of a paper cannot be read as English sentences, or None.

    Args:
        paper: Any paper; of its abstract as much counts as is read.

    Example:
        >>> text = "Nous montrons que les modèles de langue apprennent mieux sans données annotées, et nous les publions."
        >>> illegible(Paper(title="Modèles", abstract=text))
        'all of it, for it is no English prose'
    """
    text = paper.abstract[:LONGEST_ABSTRACT]
    pieces = text.split()
    if len(pieces) >= _LEAST_WORDS and _is_table(text, pieces):
        return NO_PROSE
    words = _WORD.findall(text.lower())
    foreign = not text.isascii() and sum(len(word) for word in words if not word.isascii()) > sum(map(len, words)) / 2
    rare = len(words) >= _LEAST_WORDS and sum(map(_COMMON.__contains__, words)) < _LEAST_COMMON * len(words)
    return NOT_ENGLISH if foreign or rare else None


def _is_table(text: str, pieces: Sequence[str]) -> bool:
    """Return whether most pieces of a text are without letters; mostly it is seen at once that most are words."""
    if sum(map(str.isalpha, pieces)) >= _MOST_NUMBERS * len(pieces):
        return False
    return len(_NO_LETTER.findall(text)) > _MOST_NUMBERS * len(pieces)


def unread(paper: Paper, sentences: tuple[Sentence, ...]) -> str | None:
    """Return what of a paper is not read, and why; None where all is.

    Args:
        paper: Any paper.
        sentences: What is read of it.
    """
    if reason := illegible(paper):
        return reason
    reasons = []
    if len(paper.title) > LONGEST_TITLE:
        reasons.append(f"of the title, what follows {LONGEST_TITLE:,} characters")
    if len(paper.abstract) > LONGEST_ABSTRACT:
        reasons.append(f"of the abstract, what follows {LONGEST_ABSTRACT:,} characters")
    if any(len(sentence.text) > LONGEST_SENTENCE for sentence in sentences):
        reasons.append(f"numbers in sentences of more than {LONGEST_SENTENCE:,} characters")
    if not paper.abstract.strip():
        reasons.append(NO_ABSTRACT)
    return "; ".join(reasons) or None


class Read(Protocol):
    """What came of reading a paper."""

    @property
    def unread(self) -> str | None:
        """What of the paper was not read, and why."""


R = TypeVar("R", bound=Read)


def tally(read: Iterable[R], reasons: Counter[str]) -> Iterator[R]:
    """Pass on what was read while counting the reasons for which papers were not read, or not whole.

    Args:
        read: Any stream.
        reasons: What is counted.

    Example:
        >>> from kgbuild.models import Extraction
        >>> reasons = Counter()
        >>> _ = list(tally([Extraction(paper=Paper(title="Bare"), unread=NO_ABSTRACT)], reasons))
        >>> dict(reasons)
        {'the abstract, for there is none': 1}
    """
    for one in read:
        if one.unread is not None:
            reasons[one.unread] += 1
        yield one
