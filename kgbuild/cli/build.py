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
from kgbuild.cli.paths import NamedPath
from kgbuild.cli.summary import nothing_usable, summary
from kgbuild.cli.terminal import progress
from kgbuild.directory import REJECTS
from kgbuild.errors import SourceError
from kgbuild.export import DEFAULT_FORMATS, EXPORTERS, Exporter, exporter_named
from kgbuild.identifiers import BASE
from kgbuild.manifest import MANIFEST


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
@click.option("-o", "--output", required=True, type=NamedPath(), metavar="DIR", help="Folder for the graph; made if need be.")
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
    if not exporters:
        raise click.BadParameter(f"name one format at least, such as {DEFAULT_FORMATS[0]}", param_hint="--format")
    _check_base(base_iri)
    from kgbuild.extract import extract  # noqa: PLC0415 - `--help` needs no pipeline
    from kgbuild.pipeline import build_directory  # noqa: PLC0415 - as above
    from kgbuild.sources import read  # noqa: PLC0415 - as above

    lexicon = read_lexicon(lexicon_path)
    decisions = read_links(links_path, output)
    corpus = read(*inputs, reader=reader)
    if not corpus.papers and ((output / MANIFEST).exists() or not corpus.rejects):  # an earlier graph stays
        raise nothing_usable(corpus)
    extractor = chosen_extractor(lexicon, model, extractor_name, fast=fast)
    extractions = extract(corpus, extractor=extractor, workers=workers_for(len(corpus.papers), workers))
    manifest = build_directory(
        corpus,
        output,
        progress(extractions, len(corpus.papers), "extracting"),
        _announced(exporters),
        extractor=extractor.name,
        lexicon=lexicon,
        decisions=decisions,
        min_confidence=min_confidence,
        related=related,
        base=base_iri,
    )
    click.echo("\n".join(summary(manifest, output)))
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
