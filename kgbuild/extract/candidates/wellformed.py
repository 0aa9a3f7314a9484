"""What cannot be a name or term, whoever proposes it: fragments, clauses, markup."""

import re
from functools import lru_cache

_LONGEST = 90
_MOST_WORDS = 9
_UNFIT = re.compile(
    r"^[\W_]*$|^[-–/,.:;)\]]|[-–/,:;(\[]$|[\\\n<>|]|[,:;?!] |(?<!\b[MD]r)\. |"
    r"\b(?:we|our|their|its|this|these|which|that|is|are|was|were|can|introduces?|proposes?|presents?|encompassing|such|more|including)\b",
    re.IGNORECASE,
)
_BARE = frozenset(
    "adjacency computation comparison convolutional cross deep deeper dual generative graph graphical hybrid joint "  # noqa: SIM905 - words
    "language large meta multi neural new non normalized novel pointer post pre recurrent self semi small standard stochastic "
    "success topic world".split()
)
"""Adjectives and first halves of compounds, which name nothing when they stand alone in lower case."""
_MODIFIER = re.compile(
    r"(?<=\w)[-–](?:based|like|style|centric|aware|free|driven|guided|specific|oriented|inspired|enhanced|augmented|only)s?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=50_000)
def is_well_formed(text: str) -> bool:
    """Say whether a stretch of text can be a name or term.

    Args:
        text: Words of a candidate.

    Example:
        >>> is_well_formed("Swin Transformer"), is_well_formed("Transformer-"), is_well_formed("strategies, and introduce Merging")
        (True, False, False)
        >>> is_well_formed("pre"), is_well_formed("generative"), is_well_formed("pruning")
        (False, False, True)
    """
    return (
        len(text) <= _LONGEST
        and text not in _BARE
        and text.count(" ") < _MOST_WORDS
        and text.count("(") == text.count(")")
        and text.count("{") == text.count("}")
        and not _UNFIT.search(text)
    )


@lru_cache(maxsize=50_000)
def without_modifier(text: str) -> int:
    """Return the length of a name without what makes it an adjective.

    Args:
        text: Words of a candidate.

    Example:
        >>> "WaveNet-based"[: without_modifier("WaveNet-based")]
        'WaveNet'
    """
    modifier = _MODIFIER.search(text)
    return modifier.start() if modifier else len(text)
