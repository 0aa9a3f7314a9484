"""`kgbuild build`."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click

from kgbuild.cli.options import inputs_argument, reader_option, workers_option
from kgbuild.cli.terminal import columns, progress
from kgbuild.directory import REJECTS, Manifest
from kgbuild.export import EXPORTERS, exporter_named
from kgbuild.identifiers import BASE


@click.command(
    epilog="""\b
Examples:
  kgbuild build page.txt -o graph
  kgbuild build papers/ more.jsonl.gz -o graph --format ttl,gexf
  kgbuild sample | kgbuild build - -o demo"""
)
@inputs_argument
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Folder for the graph; made if need be.")
@click.option("-f", "--format", "formats", default=",".join(EXPORTERS), show_default=True, help="Which graph files to write, with commas.")
@click.option("--base-iri", default=BASE, show_default=True, help="IRI that the graph's own IRIs start with.")
@reader_option
@workers_option
def build(inputs: tuple[str, ...], output: Path, formats: str, base_iri: str, reader: str | None, workers: int) -> None:
    """Build a graph directory from papers.

    INPUT is a file, a folder, or `-` for standard input: saved Hugging Face Papers pages, JSON Lines or CSV, plain or compressed; the
    format is recognised by its content. The directory then holds extractions.jsonl, the graph files, manifest.json (what was made from
    what) and rejects.jsonl (each record that could not be used, and why).
    """
    exporters = [exporter_named(name.strip()) for name in formats.split(",") if name.strip()]
    _check_base(base_iri)
    from kgbuild.pipeline import build_directory  # noqa: PLC0415 - the extractor takes half a second to import
    from kgbuild.sources import read  # noqa: PLC0415 - as above

    corpus = read(*inputs, reader=reader)
    manifest = build_directory(
        corpus,
        output,
        exporters,
        workers=workers,
        base=base_iri,
        watch=partial(progress, total=len(corpus.papers), what="extracting"),
        say=partial(click.echo, err=True),
    )
    for line in summary(manifest, output):
        click.echo(line)


def _check_base(base: str) -> None:
    if not base.startswith(("http://", "https://", "urn:")) or not base.endswith(("/", "#", ":")) or any(c in base for c in ' <>"{}|\\^`'):
        raise click.BadParameter("give an IRI that ends with '/', '#' or ':', such as https://example.org/graph/", param_hint="--base-iri")


def summary(manifest: Manifest, directory: Path) -> Iterator[str]:
    """Yield the lines that tell what a build found and where to look next."""
    yield f"{manifest.papers:,} papers, {manifest.merged:,} duplicates merged, {manifest.rejected:,} records rejected"
    if manifest.rejected:
        yield f"  rejected records and why: {directory / REJECTS}"
    if manifest.truncated:
        yield f"  {manifest.truncated:,} papers were too long to be read to their end"
    for first, second in manifest.lookalikes[:5]:
        yield f"  kept apart, though their titles agree: {first} and {second}"
    if len(manifest.lookalikes) > 5:  # noqa: PLR2004 - a handful is enough for a summary
        yield f"  … and {len(manifest.lookalikes) - 5:,} more such pairs: see manifest.json"
    yield f"{sum(manifest.nodes.values()):,} nodes"
    yield from columns(_by_count(manifest.nodes))
    yield f"{sum(manifest.edges.values()):,} edges"
    yield from columns(_by_count(manifest.edges))
    yield "next:"
    if "graph.html" in manifest.outputs:
        yield f"  open {directory / 'graph.html'} in a browser"
    if "graph.ttl" in manifest.outputs:
        yield f"  kgbuild query {directory} 'SELECT ?model (COUNT(?p) AS ?n) {{ ?p kg:usesBaseModel ?model }} GROUP BY ?model ORDER BY DESC(?n)'"
    yield f"  kgbuild show {directory} BERT"


def _by_count(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
