"""Lists of words that ship as tables: a key, a tab, words; a key may have several lines."""

from importlib.resources import files


def read_wordlist(name: str) -> dict[str, frozenset[str]]:
    """Return the words of each key of a table.

    Args:
        name: A file in the package's `data` folder.

    Example:
        >>> "datasets" in read_wordlist("head_nouns.tsv")["Dataset"]
        True
    """
    words: dict[str, set[str]] = {}
    for line in (files("kgbuild.extract") / "data" / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            key, _, listed = line.partition("\t")
            words.setdefault(key, set()).update(listed.split())
    return {key: frozenset(found) for key, found in words.items()}
