"""When a name abbreviates another, and when two expansions of one abbreviation mean the same."""

import re

from kgbuild.assemble.spelling import american, plain, singular

_WORD = re.compile(r"[^\W_]+")
_BRACKETED = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
LONGEST_SHORT = 12
_SHORTEST_COMPOUND = 8
_FUNCTION_WORDS = frozenset(("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "the", "to", "via", "with"))
_LEAST_PREFIX = 3
_LEAST_CONTAINED = 4
_LONGEST_WORD = 5


def expands(short: str, long: str) -> bool:
    """Tell whether one name can abbreviate another that stands for the same thing in the same paper.

    The letters of the short form must occur in the long form in order, the first at its beginning (Schwartz and Hearst, 2003,
    "A simple algorithm for identifying abbreviation definitions in biomedical text").

    Args:
        short: One word of at most 12 characters.
        long: Several words, or one lower-case compound of at least 8 letters.

    Example:
        >>> expands("ViT", "Vision Transformer"), expands("MAE", "mean absolute error"), expands("AE", "autoencoder")
        (True, True, True)
        >>> expands("RL", "deep reinforcement learning"), expands("GPT", "GPT-2"), expands("BERT", "RoBERTa")
        (False, False, False)
    """
    short, long = plain(short).strip(), plain(long).strip()
    if not 2 <= len(short) <= LONGEST_SHORT or " " in short or len(long) <= len(short):  # noqa: PLR2004 - one letter says nothing
        return False
    words = [word.lower() for word in _WORD.findall(long)]
    if short.lower() in words or (len(words) < 2 and not _is_compound(short, long)):  # noqa: PLR2004 - two words or more
        return False
    letters = [character for character in short.lower() if character.isalnum()]
    if _is_contained("".join(letters), "".join(words)) or (_is_word(short) and len(letters) > _LONGEST_WORD):
        return False
    if {character for character in long if character.isdigit()} - set(letters):
        return False
    return _aligned(_without_plural(short, letters), long.lower())


def _is_contained(short: str, long: str) -> bool:
    """Tell whether a long form holds the short one as it is, as in "pre-training efficiency" and "pretraining"."""
    return long.startswith(short) or (len(short) >= _LEAST_CONTAINED and short in long)


def _is_word(short: str) -> bool:
    return short[1:].islower() and short.isalpha()


def _is_compound(short: str, long: str) -> bool:
    return len(long) >= _SHORTEST_COMPOUND and long[1:].islower() and sum(map(str.isupper, short)) > 1


def _without_plural(short: str, letters: list[str]) -> list[str]:
    return letters[:-1] if short.endswith("s") and short[:-1].isupper() else letters


def _aligned(letters: list[str], long: str) -> bool:
    """Match letters from right to left; the first must begin the long form."""
    place = len(long)
    for index in range(len(letters) - 1, -1, -1):
        place = 0 if index == 0 and long[:1] == letters[0] and place > 0 else long.rfind(letters[index], 0, place)
        if place < 0:
            return False
    return bool(letters) and place == 0


def unfolded(name: str) -> tuple[str, ...]:
    """Return the two names in one such as "mean absolute error (MAE)", else the name alone.

    Example:
        >>> unfolded("mean absolute error (MAE)"), unfolded("MAE (mean absolute error)"), unfolded("accuracy (top-1)")
        (('mean absolute error', 'MAE'), ('MAE', 'mean absolute error'), ('accuracy (top-1)',))
    """
    match = _BRACKETED.fullmatch(name) if name.endswith(")") else None
    if match and (expands(match[2], match[1]) or expands(match[1], match[2])):
        return match[1], match[2]
    return (name,)


def same_expansion(one: str, other: str) -> bool:
    """Tell whether two expansions of one abbreviation are the same words in other clothes.

    Args:
        one: A long form.
        other: A long form that has the same abbreviation.

    Example:
        >>> same_expansion("Encoder Representations from Transformers", "encoder representation of transformer")
        True
        >>> same_expansion("recurrent neural network", "recursive neural network")
        False
    """
    ours, theirs = _content(one), _content(other)
    return "".join(ours) == "".join(theirs) or (len(ours) == len(theirs) and all(map(_same_word, ours, theirs)))


def begins_expansion(one: str, other: str) -> bool:
    """Tell whether one expansion is the other with more said, as in "vision transformer" and "Vision Transformer-Base".

    Example:
        >>> begins_expansion("vision transformer", "Vision Transformer-Base"), begins_expansion("vision", "language")
        (True, False)
    """
    pairs = list(zip(_content(one), _content(other), strict=False))
    return bool(pairs) and all(_same_word(ours, theirs) for ours, theirs in pairs)


def _content(name: str) -> list[str]:
    words = [american(word.lower()) for word in _WORD.findall(plain(name))]
    return [singular(word) or word for word in words if word not in _FUNCTION_WORDS]


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    shared = 0
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs:
            break
        shared += 1
    return shared >= max(_LEAST_PREFIX, min(len(one), len(other)) - 2)
