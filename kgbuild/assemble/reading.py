"""What a name says of itself: which of its spellings abbreviates which."""

from collections.abc import Mapping
from typing import NamedTuple

from kgbuild.assemble.abbreviation import expands, unfolded
from kgbuild.assemble.record import Name
from kgbuild.assemble.spellings import Spellings


class Reading(NamedTuple):
    """The spellings of one name of one paper, by their canonical keys.

    Attributes:
        main: The key that identifies it: of the name, spelled out where the paper does so.
        longs: Keys of the forms that the paper abbreviates, sorted.
        shorts: Keys of the abbreviations, sorted.
        keys: Keys of all forms, sorted.
    """

    main: str
    longs: tuple[str, ...]
    shorts: tuple[str, ...]
    keys: tuple[str, ...]


def read(name: Name, spellings: Spellings) -> Reading:
    """Return the reading of a name.

    Args:
        name: What one paper calls one thing.
        spellings: Knows the canonical key of each form.
    """
    keys = {form: spellings.key(name.type, form) for form in name.forms}
    every = tuple(sorted(set(keys.values())))
    own = spellings.key(name.type, unfolded(name.name)[0])
    pairs = _pairs(name, keys) if len(every) > 1 else set()
    shorts = {short for short, _ in pairs}
    longs = {long for _, long in pairs} - shorts
    # The name decides: by being spelled out itself, else by what it abbreviates. Other long forms must share its abbreviation.
    mains = {own} & longs or {long for short, long in pairs if short == own} & longs
    if not mains:
        return Reading(own, (), (), every)
    shorts = {short for short, long in pairs if long in mains}
    longs = {long for short, long in pairs if short in shorts} & longs
    return Reading(min(mains), tuple(sorted(longs)), tuple(sorted(shorts)), every)


def _pairs(name: Name, keys: Mapping[str, str]) -> set[tuple[str, str]]:
    return {
        (keys[short], keys[long])
        for short in name.forms
        for long in name.forms
        if keys[short] != keys[long] and expands(short, long)
    }
