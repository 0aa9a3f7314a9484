"""`kgbuild extract`."""

from collections import Counter
from pathlib import Path

import click

from kgbuild.cli.options import (
    chosen_extractor,
    extractor_option,
    fast_option,
    inputs_argument,
    lexicon_option,
    model_option,
    read_lexicon,
    reader_option,
    workers_for,
    workers_option,
)
from kgbuild.cli.terminal import output, progress


@click.command(
    epilog="""\b
Examples:
  kgbuild extract page.txt -o extractions.jsonl
  kgbuild extract page.txt --lexicon my.tsv
  kgbuild sample | kgbuild extract - | head -1"""
)
@inputs_argument
@click.option("-o", "--output", "path", default="-", show_default=True, metavar="FILE", help="Where the lines go.")
@lexicon_option
@model_option
@extractor_option
@fast_option
@reader_option
@workers_option
def extract(
    inputs: tuple[str, ...],
    path: str,
    lexicon_path: Path | None,
    model: Path | None,
    extractor_name: str | None,
    fast: bool,  # noqa: FBT001 - click gives a flag by name
    reader: str | None,
    workers: int | None,
) -> None:
    """Write what each paper says: entities, claims and results with their evidence, one line of JSON a paper.

    Papers come in the order of their sources; a paper that stands in several inputs comes once.
    """
    from kgbuild.cli.summary import nothing_usable, unread_in_words  # noqa: PLC0415 - `--help` needs none of it
    from kgbuild.extract.lines import extract_lines  # noqa: PLC0415 - as above
    from kgbuild.extract.text.legible import tally  # noqa: PLC0415 - as above
    from kgbuild.sources import read  # noqa: PLC0415 - as above

    extractor = chosen_extractor(read_lexicon(lexicon_path), model, extractor_name, fast=fast)
    corpus = read(*inputs, reader=reader)
    for reject in corpus.rejects:
        click.echo(f"rejected {reject.file}:{reject.line}: {reject.reason}", err=True)
    if not corpus.papers:
        raise nothing_usable(corpus)
    papers = corpus.papers.by_source()
    lines = extract_lines(papers, extractor=extractor, workers=workers_for(len(papers), workers))
    unread: Counter[str] = Counter()
    with output(path) as stream:
        for line in tally(progress(lines, len(papers), "extracting"), unread):
            stream.write(line.text + b"\n")
    for told in unread_in_words(unread):
        click.echo(told, err=True)
