"""`kgbuild info`."""

import click

import kgbuild
from kgbuild.cli.terminal import columns
from kgbuild.export import EXPORTERS
from kgbuild.sources import READERS
from kgbuild.vocabulary import load_vocabulary


@click.command(epilog="Example:  kgbuild info")
def info() -> None:
    """List what this kgbuild reads and writes, and the words of its ontology."""
    vocabulary = load_vocabulary()
    click.echo(f"kgbuild {kgbuild.__version__}, ontology {vocabulary.version}, {len(vocabulary.concepts):,} concepts\n")
    _section("Readers", [(reader.name, reader.description) for reader in READERS.values()])
    _section("Exporters", [(exporter.name, exporter.description) for exporter in EXPORTERS.values()])
    _section("Classes", [(item.name, item.comment) for item in vocabulary.classes.values()])
    _section(
        "Relations",
        [
            (item.name, f"{' or '.join(item.domain)} → {' or '.join(item.range)}", item.comment)
            for item in vocabulary.relations.values()
        ],
    )


def _section(title: str, rows: list[tuple[str, ...]]) -> None:
    click.echo(title)
    for line in columns(rows):
        click.echo(line)
    click.echo()
