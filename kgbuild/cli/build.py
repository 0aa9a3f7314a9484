"""`kgbuild build`."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from kgbuild.cli.options import (
    chosen_extractor,
    confidence_option,
    extractor_option,
    fast_option,
    inputs_argument,
    lexicon_option,
    links_option,
    model_option,
    read_lexicon,
    read_links,
    reader_option,
    related_option,
    workers_for,
    workers_option,
)
from kgbuild.cli.terminal import columns, progress
from kgbuild.directory import REJECTS, LeftOut, LinksFile, Manifest
from kgbuild.errors import SourceError
from kgbuild.export import DEFAULT_FORMATS, EXPORTERS, Exporter, exporter_named
from kgbuild.identifiers import BASE

_FIRST_QUERY = "SELECT ?model (COUNT(?p) AS ?n) { ?p kg:usesBaseModel ?model } GROUP BY ?model ORDER BY DESC(?n) LIMIT 10"
_EXAMPLES_SHOWN = 5


@click.command(
    epilog="""\b
Examples:
  kgbuild build page.txt -o graph
  kgbuild build zotero.bib works.json -o graph
  kgbuild build papers/ arxiv-metadata.jsonl.zst -o graph --format ttl,gexf
  curl -s 'https://export.arxiv.org/api/query?search_query=all:graph' | kgbuild build - --from arxiv-atom -o graph
  kgbuild build page.txt -o graph --lexicon my.tsv --links links.tsv
  kgbuild sample | kgbuild build - -o demo"""
)
@inputs_argument
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Folder for the graph; made if need be."
)
@click.option(
    "-f",
    "--format",
    "formats",
    default=",".join(DEFAULT_FORMATS),
    show_default=True,
    help=f"Which graph files to write, with commas: {', '.join(EXPORTERS)}.",
)
@click.option("--base-iri", default=BASE, show_default=True, help="IRI that the graph's own IRIs start with.")
@lexicon_option
@links_option
@model_option
@extractor_option
@fast_option
@confidence_option
@related_option
@reader_option
@workers_option
def build(
    inputs: tuple[str, ...],
    output: Path,
    formats: str,
    base_iri: str,
    lexicon_path: Path | None,
    links_path: Path | None,
    model: Path | None,
    extractor_name: str | None,
    fast: bool,  # noqa: FBT001 - click gives a flag by name
    min_confidence: float,
    related: bool,  # noqa: FBT001 - click gives a flag by name
    reader: str | None,
    workers: int | None,
) -> None:
    """Build a graph directory from papers.

    INPUT is a file, a folder, or `-` for standard input, plain or compressed (gzip, xz, bzip2, Zstandard, zip); the format is
    recognised by its content: BibTeX, RIS and CSL-JSON of reference managers, arXiv's API and its metadata dump, OpenAlex,
    Semantic Scholar, ACL Anthology, PubMed, OpenReview, Hugging Face Papers pages (HTML or text), PDF, Markdown lists, CSV, and
    JSON Lines with title and abstract. 'kgbuild info readers' lists them.

    The directory then holds extractions.jsonl, the graph files, manifest.json (what was made from what), rejects.jsonl (each
    record that could not be used, and why), and copies of your own files, if any: lexicon.tsv and links.tsv.
    """
    exporters = [exporter_named(name.strip()) for name in formats.split(",") if name.strip()]
    _check_base(base_iri)
    from kgbuild.extract import extract  # noqa: PLC0415 - `--help` needs no pipeline
    from kgbuild.pipeline import build_directory  # noqa: PLC0415 - as above
    from kgbuild.sources import read  # noqa: PLC0415 - as above

    lexicon = read_lexicon(lexicon_path)
    decisions = read_links(links_path, output)
    corpus = read(*inputs, reader=reader)
    extractor = chosen_extractor(lexicon, model, extractor_name, fast=fast)
    extractions = extract(corpus, extractor=extractor, workers=workers_for(len(corpus.papers), workers))
    watched = progress(extractions, len(corpus.papers), "extracting")
    files = _announced(exporters)
    manifest = build_directory(
        corpus,
        output,
        watched,
        files,
        extractor=extractor.name,
        lexicon=lexicon,
        decisions=decisions,
        min_confidence=min_confidence,
        related=related,
        base=base_iri,
    )
    for line in summary(manifest, output):
        click.echo(line)
    if not manifest.papers:
        raise SourceError(f"no record could be used, so the graph is empty: {output / REJECTS} says why")


def _announced(exporters: Iterable[Exporter]) -> Iterator[Exporter]:
    for exporter in exporters:
        click.echo(f"writing {exporter.filename}", err=True)
        yield exporter


def _check_base(base: str) -> None:
    if (
        not base.startswith(("http://", "https://", "urn:"))
        or not base.endswith(("/", "#", ":"))
        or any(c in base for c in ' <>"{}|\\^`')
    ):
        raise click.BadParameter(
            "give an IRI that ends with '/', '#' or ':', such as https://example.org/graph/", param_hint="--base-iri"
        )


def summary(manifest: Manifest, directory: Path) -> Iterator[str]:
    """Yield the lines that tell what a build found and where to look next."""
    yield f"{manifest.papers:,} papers, {manifest.merged:,} duplicates merged, {manifest.rejected:,} records rejected"
    if manifest.rejected:
        yield f"  rejected records and why: {directory / REJECTS}"
    for reason, papers in manifest.unread.items():
        yield f"  not read in {papers:,} of the papers: {reason}"
    for one in manifest.lookalikes[:_EXAMPLES_SHOWN]:
        yield f"  kept apart ({one.reason}): {' and '.join(one.papers)}"
    if len(manifest.lookalikes) > _EXAMPLES_SHOWN:
        yield f"  … and {len(manifest.lookalikes) - _EXAMPLES_SHOWN:,} more kept apart: see manifest.json"
    if manifest.links is not None:
        yield from _obeyed(manifest.links)
    if manifest.left_out is not None:
        yield f"  left out {left_out_in_words(manifest.left_out)}"
    yield from circles_in_words(manifest.circles)
    yield f"{sum(manifest.nodes.values()):,} nodes"
    yield from columns((*row, _share(manifest, row[0])) for row in _by_count(manifest.nodes))
    yield f"{sum(manifest.edges.values()):,} edges"
    yield from columns(_by_count(manifest.edges))
    if not manifest.papers:
        return
    yield "next:"
    if "graph.html" in manifest.outputs:
        yield f"  open {directory / 'graph.html'} in a browser"
    if "graph.ttl" in manifest.outputs:
        yield f"  kgbuild query {directory} '{_FIRST_QUERY}'"
    yield f"  kgbuild show {directory} BERT"


def left_out_in_words(one: LeftOut) -> str:
    """Say how much was left out for want of confidence.

    Example:
        >>> left_out_in_words(LeftOut(below=0.5, claims=3, results=1))
        'below confidence 0.5: 3 claims, 1 results, 0 entities of papers'
    """
    told = f"{one.claims:,} claims, {one.results:,} results, {one.entities:,} entities of papers"
    return f"below confidence {one.below:g}: {told}"


def circles_in_words(circles: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """Yield what is said of things that papers state to be based on each other."""
    if circles:
        yield f"{len(circles):,} circles of what is based on what, as papers state it:"
        yield from (f"  {' → '.join((*circle, circle[0]))}" for circle in circles[:_EXAMPLES_SHOWN])
    if len(circles) > _EXAMPLES_SHOWN:
        yield f"  … and {len(circles) - _EXAMPLES_SHOWN:,} more: see manifest.json"


def _obeyed(links: LinksFile) -> Iterator[str]:
    yield f"{links.decisions - len(links.idle):,} of {links.decisions:,} decisions of {links.name} applied"
    if links.idle:
        lines = ", ".join(map(str, links.idle[:_EXAMPLES_SHOWN])) + (" …" if len(links.idle) > _EXAMPLES_SHOWN else "")
        yield f"  these lines name nothing of their class in these papers: {lines}"
    if links.unfit:
        yield f"  {links.unfit:,} statements left out: no relation suits the class that a retype gives"


def _share(manifest: Manifest, node_type: str) -> str:
    """Return which share of a class is grounded in the vocabulary, empty where the class has no concepts."""
    if node_type not in manifest.grounded:
        return ""
    return f"{manifest.grounded[node_type] / manifest.nodes[node_type]:.0%} in the vocabulary"


def _by_count(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
