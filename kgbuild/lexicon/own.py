"""A user's own table, beside the shipped ones: all that is wrong with it, and its canonical form."""

import re
from collections.abc import Iterable, Iterator

from kgbuild.lexicon.checks import Problem, check, merged
from kgbuild.lexicon.tables import USER_COLUMNS, Entry, format_table, parse_table

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def check_own(text: str, file: str, shipped: Iterable[Entry]) -> list[Problem]:
    r"""Return every finding about a user's own table as it lies over the shipped ones.

    Beside the rules of `kgbuild.lexicon.checks.check`: names that no text is searched for, links that are no IRIs, and lines that
    are not in canonical form.

    Args:
        text: The table's text, with a column `type`.
        file: The file's name, for messages.
        shipped: The entries of the shipped lexicon.

    Returns:
        The findings in the table by line, then those it causes in shipped tables.

    Raises:
        VocabularyError: If the table breaks the rules of its form so that it cannot be read.

    Example:
        >>> [str(problem) for problem in check_own("type\tname\tbroader\nTask\tfrobnication\tmagic\n", "my.tsv", [])]
        ["my.tsv:2: broader 'magic' names no Task: add it or mend the name"]
    """
    known = list(shipped)
    own = parse_table(text, file)
    problems = [*check(merged(known, own)), *_unfound(own, known), *_no_iris(own), *_out_of_form(text, file)]
    return sorted(problems, key=lambda problem: (problem.file != file, problem))


def canonical_own(text: str, file: str) -> str:
    r"""Return the text of a user's own table in canonical form: columns, rows and lists in order, equal rows once.

    Args:
        text: The text as it is.
        file: The file's name, for messages.

    Raises:
        VocabularyError: If the table breaks the rules of its form.

    Example:
        >>> canonical_own("name\ttype\nViT\tModel\nBERT\tModel\nViT\tModel\n", "my.tsv")
        'type\tname\nModel\tBERT\nModel\tViT\n'
    """
    present = text.partition("\n")[0].rstrip("\r").split("\t")
    columns = tuple(column for column in USER_COLUMNS if column in present)
    return format_table(dict.fromkeys(entry.concept for entry in parse_table(text, file)), columns)


def _unfound(own: list[Entry], shipped: list[Entry]) -> Iterator[Problem]:
    domains = {entry.concept.iri for entry in shipped if entry.concept.type == "Domain"}
    for entry in own:
        if entry.concept.type == "Domain" and entry.concept.iri not in domains:
            message = f"{entry.concept.name!r} is none of the closed scheme of domains, so no paper will have it: remove the line"
            yield Problem(entry.file, entry.line, message)
        for name in entry.concept.names:
            if len(name) == 1:
                yield Problem(entry.file, entry.line, f"{name!r} is one character, which no text is searched for: remove it")
            elif not name.isprintable():
                yield Problem(entry.file, entry.line, f"{name!r} holds a character that cannot be seen: write the name anew")


def _no_iris(own: list[Entry]) -> Iterator[Problem]:
    for entry in own:
        for column, iris in (("exact_match", entry.concept.exact_match), ("close_match", entry.concept.close_match)):
            for iri in iris:
                if not _IRI.fullmatch(iri):
                    yield Problem(entry.file, entry.line, f"{column} {iri!r} is no IRI: write it in full, such as https://…")


def _out_of_form(text: str, file: str) -> Iterator[Problem]:
    found, wanted = text.split("\n"), canonical_own(text, file).split("\n")
    for number, (line, right) in enumerate(zip(found, wanted, strict=False), start=1):
        if line != right:
            yield Problem(file, number, f"is not in canonical form from here on: run 'kgbuild lexicon format {file}'")
            return
    if len(found) != len(wanted):
        yield Problem(
            file, min(len(found), len(wanted)), f"is not in canonical form at its end: run 'kgbuild lexicon format {file}'"
        )
