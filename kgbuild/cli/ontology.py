"""`kgbuild ontology`."""

import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.cli.paths import NamedPath
from kgbuild.cli.terminal import columns

if TYPE_CHECKING:
    from kgbuild.documentation.terms import Ontology

_NARROWEST = 24


@click.command(
    epilog="""\b
Examples:
  kgbuild ontology
  kgbuild ontology --html ontology.html
  kgbuild ontology --ttl > kgbuild.ttl"""
)
@click.option("--html", type=NamedPath(), default=None, metavar="FILE", help="Write a page of documentation instead.")
@click.option("--ttl", is_flag=True, help="Print Turtle instead: the ontology, and every known concept as SKOS.")
def ontology(html: Path | None, *, ttl: bool) -> None:
    """Print the ontology: its classes, relations, properties and concept schemes.

    The page that --html writes needs no network and no scripts; the anchor of each term is the fragment of its IRI.
    """
    if html is not None and ttl:
        raise click.UsageError("--html and --ttl are two answers: ask for one at a time")
    from kgbuild.vocabulary import load_vocabulary  # noqa: PLC0415 - `--help` needs no tables

    vocabulary = load_vocabulary()
    if ttl:
        from kgbuild.documentation.concepts import write_ontology  # noqa: PLC0415 - as above

        write_ontology(vocabulary, sys.stdout.buffer)
    elif html is not None:
        from kgbuild.documentation.page import write_page  # noqa: PLC0415 - as above
        from kgbuild.files import atomic_write  # noqa: PLC0415 - as above

        with atomic_write(html) as stream:
            write_page(vocabulary, stream)
        click.echo(f"open {html} in a browser")
    else:
        from kgbuild.documentation.terms import read_ontology  # noqa: PLC0415 - as above

        for line in _listing(read_ontology(vocabulary)):
            click.echo(line)


def _listing(words: "Ontology") -> Iterator[str]:
    def ends(iris: Iterable[str]) -> str:
        return ", ".join(map(words.short, iris))

    yield f"{words.title}, version {words.version}"
    yield f"prefix {words.prefix}: <{words.iri}>"
    yield from _section("Classes", [(term.name, term.comment) for term in words.classes])
    relations = [(term.name, f"{ends(term.domain)} → {ends(term.range)}", term.comment) for term in words.relations]
    yield from _section("Relations", relations)
    properties = [(term.name, f"{ends(term.domain)} → {ends(term.range)}", term.comment) for term in words.properties]
    yield from _section("Properties", properties)
    schemes = [
        (scheme.name, scheme.type, len(scheme.concepts), f"concepts, {len(scheme.tops):,} of them at the top")
        for scheme in words.schemes
    ]
    yield from _section("Concept schemes", schemes)


def _section(title: str, rows: Sequence[tuple[object, ...]]) -> Iterator[str]:
    """Yield a table; on a terminal the last column is wrapped, elsewhere each row is one line."""
    yield ""
    yield title
    if not sys.stdout.isatty():
        yield from columns(rows)
        return
    for line, row in zip(list(columns(rows)), rows, strict=True):
        indent = len(line) - len(str(row[-1]))
        width = max(shutil.get_terminal_size().columns, indent + _NARROWEST)
        yield textwrap.fill(line, width, subsequent_indent=" " * indent, drop_whitespace=True, replace_whitespace=False)
