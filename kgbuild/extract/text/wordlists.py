"""Lists of words that ship as tables: a key, a tab, words; where these are parted by spaces a key may have several lines."""

from collections.abc import Iterator
from importlib.resources import files


def read_terms(name: str) -> dict[str, list[str]]:
    """Return the terms of each key of a table whose terms are parted by commas.

    Args:
        name: A file in the package's `data` folder.

    Example:
        >>> "board game" in read_terms("domain_keywords.tsv")["games"]
        True
    """
    return {key: terms.split(",") for key, terms in _rows(name)}


def read_wordlist(name: str) -> dict[str, frozenset[str]]:
    """Return the words of each key of a table.

    Args:
        name: A file in the package's `data` folder.

    Example:
        >>> "datasets" in read_wordlist("head_nouns.tsv")["Dataset"]
        True
    """
    words: dict[str, set[str]] = {}
    for key, listed in _rows(name):
        words.setdefault(key, set()).update(listed.split())
    return {key: frozenset(found) for key, found in words.items()}


def _rows(name: str) -> Iterator[tuple[str, str]]:
    for line in (files("kgbuild.extract") / "data" / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, _, listed = line.partition("\t")
            yield key, listed
