"""The folder `ontology/lexicon/`: one table for each class, and the names that two classes may share."""

from pathlib import Path

from kgbuild.errors import VocabularyError
from kgbuild.identifiers import name_key
from kgbuild.lexicon.checks import Problem, check
from kgbuild.lexicon.tables import COLUMNS, TYPES, Entry, canonical, name_order, parse_table

HOMONYMS = "homonyms.tsv"
"""Names that stand in the tables of several classes on purpose, each with these classes."""


def read_text(path: Path) -> str:
    """Read a file of names.

    Raises:
        VocabularyError: If it cannot be read or is no UTF-8.
    """
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise VocabularyError(f"{path}: cannot be read ({error.strerror}): check the path") from None
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise VocabularyError(f"{path.name}:{line}: is no UTF-8: save the file as UTF-8") from None


def read_lexicon(folder: Path) -> list[Entry]:
    """Read the tables of a lexicon folder.

    Args:
        folder: Holds the tables named in `kgbuild.lexicon.tables.TYPES`.

    Returns:
        The entries of all tables.

    Raises:
        VocabularyError: If a table is absent or breaks the rules of its form.

    Example:
        >>> from kgbuild.vocabulary import ontology_folder
        >>> read_lexicon(ontology_folder() / "lexicon")[-1].file
        'tools.tsv'
    """
    paths = ((folder / f"{table}.tsv", node_type) for table, node_type in sorted(TYPES.items()))
    return [entry for path, node_type in paths for entry in parse_table(read_text(path), path.name, node_type)]


def read_homonyms(folder: Path) -> dict[str, frozenset[str]]:
    """Read the names that several classes share on purpose.

    Args:
        folder: The lexicon folder.

    Returns:
        The classes by `name_key` of the name.

    Raises:
        VocabularyError: If a line has not two cells.

    Example:
        >>> from kgbuild.vocabulary import ontology_folder
        >>> sorted(read_homonyms(ontology_folder() / "lexicon")["mae"])
        ['Metric', 'Model']
    """
    homonyms = {}
    for number, line in enumerate(read_text(folder / HOMONYMS).splitlines()[1:], start=2):
        name, tab, types = line.partition("\t")
        if not tab or "\t" in types:
            raise VocabularyError(f"{HOMONYMS}:{number}: write the name, a tab, and the types separated by |")
        homonyms[name_key(name)] = frozenset(types.split("|"))
    return homonyms


def canonical_files(folder: Path) -> dict[str, str]:
    """Return the canonical text of every file of a lexicon folder.

    Args:
        folder: The lexicon folder.

    Returns:
        The text by file name.

    Raises:
        VocabularyError: If a file breaks the rules of its form.

    Example:
        >>> from kgbuild.vocabulary import ontology_folder
        >>> len(canonical_files(ontology_folder() / "lexicon"))
        10
    """
    texts = {file: canonical(read_text(folder / file), file) for file in (f"{table}.tsv" for table in sorted(TYPES))}
    header, *rows = read_text(folder / HOMONYMS).splitlines()
    rows = [
        "\t".join((name, "|".join(sorted(types.split("|"))))) for name, _, types in (row.partition("\t") for row in rows if row)
    ]
    texts[HOMONYMS] = "".join(
        f"{line}\n" for line in (header, *sorted(set(rows), key=lambda row: name_order(row.partition("\t")[0])))
    )
    return texts


def check_folder(folder: Path) -> list[Problem]:
    """Return every broken rule of a lexicon folder: those of `check`, and files that are not in canonical form.

    Args:
        folder: The lexicon folder.

    Returns:
        The problems by file and line; none if all is well.

    Raises:
        VocabularyError: If a file breaks the rules of its form so that it cannot be read.

    Example:
        >>> from kgbuild.vocabulary import ontology_folder
        >>> check_folder(ontology_folder() / "lexicon")
        []
    """
    entries, homonyms = read_lexicon(folder), read_homonyms(folder)
    problems = check(entries, homonyms)
    keys = {name_key(name) for entry in entries for name in entry.concept.names}
    for number, line in enumerate(read_text(folder / HOMONYMS).splitlines()[1:], start=2):
        if name_key(line.partition("\t")[0]) not in keys:
            problems.append(Problem(HOMONYMS, number, f"{line.partition(chr(9))[0]!r} names no concept: remove the line"))
    for file, text in canonical_files(folder).items():
        problems += _form(file, read_text(folder / file), text)
    return sorted(problems)


def _form(file: str, text: str, wanted: str) -> list[Problem]:
    columns = COLUMNS.get(file.removesuffix(".tsv"), ("name", "types"))
    if text.partition("\n")[0] != "\t".join(columns):
        return [Problem(file, 1, f"the columns must be {', '.join(columns)}: mend the first line")]
    if text == wanted:
        return []
    pairs = zip(text.split("\n"), wanted.split("\n"), strict=False)
    line = next((number for number, (found, right) in enumerate(pairs, start=1) if found != right), text.count("\n"))
    return [Problem(file, line, "is not in canonical form from here on: run `kgbuild lexicon format`")]
