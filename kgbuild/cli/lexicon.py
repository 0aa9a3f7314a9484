"""`kgbuild lexicon`."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from kgbuild.cli.paths import NamedPath

_files_argument = click.argument("files", metavar="[FILE]…", nargs=-1, type=NamedPath())


@click.group(
    epilog="""\b
Examples:
  kgbuild lexicon check my.tsv
  kgbuild lexicon format my.tsv
  kgbuild build page.txt -o graph --lexicon my.tsv"""
)
def lexicon() -> None:
    """Check and format tables of names: the shipped ones, or your own for --lexicon.

    A table is tab-separated text. Its first line names the columns: type and name, and any of aliases, broader, variant_of,
    based_on, higher_is_better, exact_match, close_match, source. A type is Model, Architecture, Method, Technique, Task, Dataset,
    Metric or Tool. Lists are separated by |. A row with the type and name of a shipped concept replaces it.
    """


@lexicon.command(epilog="Example:  kgbuild lexicon check my.tsv")
@_files_argument
def check(files: tuple[Path, ...]) -> None:
    """List what is wrong with tables, one finding a line, each with its place and how to mend it.

    FILE is a table of your own; without any, the shipped tables are checked. Ends with exit code 1 if there is a finding.
    """
    findings = 0
    for finding in _findings(files):
        click.echo(finding)
        findings += 1
    click.echo("no findings" if not findings else f"{findings:,} {'finding' if findings == 1 else 'findings'}", err=True)
    sys.exit(1 if findings else 0)


@lexicon.command("format", epilog="Example:  kgbuild lexicon format my.tsv")
@_files_argument
def format_(files: tuple[Path, ...]) -> None:
    """Rewrite tables in canonical form: columns, rows and lists in order, equal rows once.

    FILE is a table of your own; without any, the shipped tables are rewritten. A file that cannot be read is left as it is.
    """
    from kgbuild.files import atomic_write  # noqa: PLC0415 - `--help` needs no files

    for path, wanted in _canonical(files):
        data = wanted.encode()
        before = path.read_bytes()
        if data != before:
            with atomic_write(path) as stream:
                stream.write(data)
        click.echo(f"{path}: {'as it was' if data == before else ', '.join(_changes(before, data))}")


def _findings(files: Iterable[Path]) -> Iterator[str]:
    from kgbuild.errors import VocabularyError  # noqa: PLC0415 - `--help` needs no tables
    from kgbuild.lexicon.folder import check_folder, read_lexicon, read_text  # noqa: PLC0415 - as above
    from kgbuild.lexicon.own import check_own  # noqa: PLC0415 - as above

    folder = _shipped()
    if not files:
        yield from map(str, check_folder(folder))
        return
    shipped = read_lexicon(folder)
    for path in files:
        try:
            if path.resolve().parent == folder.resolve():
                yield from (str(problem) for problem in check_folder(folder) if problem.file == path.name)
            else:
                yield from map(str, check_own(read_text(path), str(path), shipped))
        except VocabularyError as error:  # a finding like the others: it must not hide those of the next file
            yield str(error)


def _canonical(files: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    from kgbuild.lexicon.folder import canonical_files, read_text  # noqa: PLC0415 - `--help` needs no tables
    from kgbuild.lexicon.own import canonical_own  # noqa: PLC0415 - as above

    folder = _shipped()
    for path in files or (folder / name for name in sorted(canonical_files(folder))):
        if path.resolve().parent == folder.resolve():
            yield path, canonical_files(folder)[path.name]
        else:
            yield path, canonical_own(read_text(path), str(path))


def _shipped() -> Path:
    from kgbuild.vocabulary import ontology_folder  # noqa: PLC0415 - `--help` needs no tables

    return ontology_folder() / "lexicon"


def _changes(before: bytes, after: bytes) -> Iterator[str]:
    """Yield what formatting did to the lines of a file."""
    text = before.decode("utf-8-sig")
    old, new = text.splitlines(), after.decode().splitlines()
    rewritten = (Counter(new) - Counter(old)).total()
    removed = len(old) - len(new)
    if rewritten:
        yield f"{rewritten:,} {'line' if rewritten == 1 else 'lines'} rewritten"
    if removed > 0:
        yield f"{removed:,} empty or repeated {'line' if removed == 1 else 'lines'} removed"
    kept = Counter(old) & Counter(new)
    if [line for line in old if line in kept] != [line for line in new if line in kept]:
        yield "lines put in order"
    if before != text.replace("\r\n", "\n").encode():
        yield "line ends and byte order mark mended"
