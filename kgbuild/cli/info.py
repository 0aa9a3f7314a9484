"""`kgbuild info`."""

from collections.abc import Callable, Iterator

import click

import kgbuild
from kgbuild.cli.terminal import columns
from kgbuild.export import EXPORTERS
from kgbuild.sources import READERS
from kgbuild.vocabulary import load_vocabulary

_Rows = Iterator[tuple[str, ...]]


def _readers() -> _Rows:
    return ((reader.name, " ".join(reader.suffixes), reader.description) for reader in READERS.values())


def _exporters() -> _Rows:
    return ((exporter.name, exporter.description) for exporter in EXPORTERS.values())


def _classes() -> _Rows:
    return ((item.name, item.comment) for item in load_vocabulary().classes.values())


def _relations() -> _Rows:
    for item in load_vocabulary().relations.values():
        yield item.name, f"{' or '.join(item.domain)} → {' or '.join(item.range)}", item.comment


_TOPICS: dict[str, Callable[[], _Rows]] = {
    "readers": _readers,
    "exporters": _exporters,
    "classes": _classes,
    "relations": _relations,
}


@click.command(
    epilog="""\b
Examples:
  kgbuild info
  kgbuild info readers
  kgbuild info classes relations

Readers recognise their files by content, plain or compressed (gzip, xz, bzip2, Zstandard), in folders and zip archives; the
endings are only the usual ones. `--from NAME` names a reader where content should not decide."""
)
@click.argument("topics", nargs=-1, metavar="[TOPIC]…", type=click.Choice(tuple(_TOPICS)))
def info(topics: tuple[str, ...]) -> None:
    """List what this kgbuild reads and writes, and the words of its ontology.

    TOPIC is one of readers, exporters, classes and relations; without one, all are listed.
    """
    if not topics:
        vocabulary = load_vocabulary()
        click.echo(f"kgbuild {kgbuild.__version__}, ontology {vocabulary.version}, {len(vocabulary.concepts):,} concepts\n")
    for topic in topics or _TOPICS:
        click.echo(topic.capitalize())
        for line in columns(_TOPICS[topic]()):
            click.echo(line)
        click.echo()
