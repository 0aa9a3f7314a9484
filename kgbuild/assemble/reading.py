"""What a name says of itself: which of its spellings abbreviates which."""

from typing import NamedTuple

from kgbuild.assemble.abbreviation import expands
from kgbuild.assemble.record import Name
from kgbuild.assemble.spellings import Spellings


class Reading(NamedTuple):
    """The spellings of one name of one paper, by their canonical keys.

    Attributes:
        main: The key that identifies it: of its first long form, else of the name.
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
    if len(every) == 1:
        return Reading(every[0], (), (), every)
    pairs = [
        (keys[short], keys[long])
        for short in name.forms
        for long in name.forms
        if keys[short] != keys[long] and expands(short, long)
    ]
    longs = tuple(sorted({long for _, long in pairs} - {short for short, _ in pairs}))
    shorts = tuple(sorted({short for short, _ in pairs}))
    if not longs:
        return Reading(keys[name.name], (), (), every)
    return Reading(longs[0], longs, shorts, every)
