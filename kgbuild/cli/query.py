"""`kgbuild query`."""

import sys
from pathlib import Path

import click

from kgbuild.cli.answers import answer_options, print_answer
from kgbuild.cli.paths import NamedPath
from kgbuild.errors import QueryError


@click.command(
    epilog="""\b
Examples:
  kgbuild query demo 'SELECT ?paper { ?paper kg:usesBaseModel model:bert }'
  kgbuild query demo --format csv 'SELECT ?m (COUNT(?p) AS ?papers) { ?p kg:usesBaseModel ?m } GROUP BY ?m'
  kgbuild query demo --file question.rq --timeout 30
  kgbuild query demo 'DESCRIBE model:bert' --format ttl
  kgbuild query theirs.nt.gz 'SELECT ?type (COUNT(*) AS ?n) { ?s a ?type } GROUP BY ?type ORDER BY DESC(?n)'
  curl https://example.org/data.ttl | kgbuild query - 'ASK { ?s ?p ?o }'

Without SPARQL: kgbuild ask demo"""
)
@click.argument("graph", type=NamedPath())
@click.argument("sparql", required=False)
@click.option("--file", "file", type=NamedPath(), default=None, metavar="FILE", help="Read the query from a file.")
@answer_options
def query(
    graph: Path, sparql: str | None, file: Path | None, format_: str | None, limit: int | None, timeout: float | None
) -> None:
    """Ask a graph in SPARQL 1.1.

    GRAPH is a graph directory, or any RDF file: Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD, also compressed, or `-` for
    standard input. SPARQL is the query, or `-` to read it from standard input. Prefixes need not be declared: kg: is the ontology;
    paper:, model:, dataset:, … the data; skos:, dcterms:, schema:, prov: and others as usual.
    """
    from kgbuild.query.process import Request  # noqa: PLC0415 - `--help` needs no store

    text = _query_text(graph, sparql, file)
    print_answer(graph, Request(format_ or "table", sparql=text, most=limit), timeout)


def _query_text(graph: Path, sparql: str | None, file: Path | None) -> str:
    if (sparql is None) == (file is None):
        raise click.UsageError("Give the query as SPARQL or with --file FILE, one of them.")
    if str(graph) == "-" and (sparql == "-" or str(file) == "-"):
        raise click.UsageError("Standard input cannot be both the graph and the query: name a file for one of them.")
    try:
        if sparql == "-" or str(file) == "-":
            return sys.stdin.buffer.read().decode()
        return file.read_bytes().decode("utf-8-sig") if file is not None else str(sparql)
    except UnicodeDecodeError:
        raise QueryError(f"the query in {file or 'standard input'} is no UTF-8: save it as UTF-8") from None
