"""`kgbuild query`."""

import sys
from itertools import islice
from pathlib import Path

import click

from kgbuild.cli.terminal import columns

FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl", "nt")


@click.command(
    epilog="""\b
Examples:
  kgbuild query demo 'SELECT ?paper { ?paper kg:usesBaseModel model:bert }'
  kgbuild query demo --format csv 'SELECT ?m (COUNT(?p) AS ?papers) { ?p kg:usesBaseModel ?m } GROUP BY ?m'
  kgbuild query demo - < question.rq"""
)
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("sparql")
@click.option(
    "-f", "--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print the answer."
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=None, help="Print at most this many rows of the table; says if there are more."
)
def query(graph: Path, sparql: str, format_: str, limit: int | None) -> None:
    """Ask a graph in SPARQL 1.1.

    GRAPH is a graph directory or an RDF file. SPARQL is the query, or `-` to read it from standard input. Prefixes need not be
    declared: kg: is the ontology; paper:, model:, dataset:, … the data; skos:, dcterms:, schema:, prov: and others as usual.
    """
    from kgbuild.query import base_of, open_store, run, serialize, table  # noqa: PLC0415 - `--help` needs no store

    text = sys.stdin.read() if sparql == "-" else sparql
    store = open_store(graph)
    answer, base = run(store, text), base_of(store)
    if format_ != "table":
        sys.stdout.buffer.write(serialize(answer, format_, base))
        return
    names, rows = table(answer, base)
    shown = list(islice(rows, limit))
    for line in columns([names, ["─" * len(name) for name in names], *shown], indent=0):
        click.echo(line)
    more = sum(1 for _ in rows)
    noun = "row" if len(shown) == 1 else "rows"
    click.echo(f"{len(shown):,} {noun}" + (f", {more:,} more not shown" if more else ""), err=True)
