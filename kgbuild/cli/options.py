"""Arguments and options that several commands share."""

import math
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.cli.paths import NamedPath

if TYPE_CHECKING:
    from kgbuild.assemble.decisions import Decisions
    from kgbuild.extract import Extractor
    from kgbuild.vocabulary import Lexicon

_PAPERS_PER_WORKER = 500  # a process takes about as long to start as to extract these


def _number(_ctx: click.Context, _param: click.Parameter, value: float) -> float:
    """Refuse `nan`, which lies beyond no bound."""
    if math.isnan(value):
        raise click.BadParameter("give a number from 0 to 1")
    return value


inputs_argument = click.argument("inputs", metavar="INPUT…", nargs=-1, required=True)

reader_option = click.option(
    "--from",
    "reader",
    default=None,
    metavar="READER",
    help="Read every input in this format instead of recognising it; see 'kgbuild info'.",
)

lexicon_option = click.option(
    "--lexicon",
    "lexicon_path",
    type=NamedPath(),
    default=None,
    metavar="FILE",
    help="A table of your own names (tab-separated; see 'kgbuild lexicon --help'), found and linked beside the shipped ones.",
)

links_option = click.option(
    "--links",
    "links_path",
    type=NamedPath(),
    default=None,
    metavar="FILE",
    help="Your decisions about names (tab-separated; see 'kgbuild link-report --help'); by default DIR/links.tsv, if there.",
)

model_option = click.option(
    "--model",
    type=NamedPath(),
    default=None,
    metavar="DIR",
    help="Weights of your own, made by 'kgbuild train'; by default those that ship.",
)

confidence_option = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    callback=_number,
    default=0.0,
    metavar="P",
    help="Leave out claims and results below this probability, and things of which no claim is left; how many is said.",
)

related_option = click.option(
    "--related", is_flag=True, help="Tie each paper to the five most like it by the rare things that both name (relatedTo)."
)

fast_option = click.option(
    "--fast",
    is_flag=True,
    help="Read without models: some ten times as fast, less well, without results and relations between things.",
)

extractor_option = click.option(
    "--extractor",
    "extractor_name",
    default=None,
    metavar="NAME",
    help="An extractor of your own instead: module:object, or an installed entry point of the group kgbuild.extractors.",
)

workers_option = click.option(
    "-j",
    "--workers",
    type=click.IntRange(min=1),
    default=None,
    show_default="one for every 500 papers, up to the number of cores",
    help="Processes that extract; the files are the same for any number.",
)


def chosen_extractor(lexicon: "Lexicon | None", model: Path | None, name: str | None, *, fast: bool) -> "Extractor":
    """Return what the options ask for, checked before any other work.

    Raises:
        ExtractorError: If there is no such extractor.
        ModelError: If the model is none.
    """
    from kgbuild.extract import default_extractor, fast_extractor  # noqa: PLC0415 - `--help` needs no extractor

    if sum(map(bool, (model, name, fast))) > 1:
        raise click.UsageError("--model, --fast and --extractor are three ways to extract: leave out all but one")
    if name is None:
        return fast_extractor(lexicon) if fast else default_extractor(lexicon, model)
    from kgbuild.extract.plugins import NamedExtractor  # noqa: PLC0415 - as above

    if (folder := str(Path.cwd())) not in sys.path:
        sys.path.insert(0, folder)
    return NamedExtractor(name)


def read_lexicon(path: Path | None) -> "Lexicon | None":
    """Read and check the table that `--lexicon` names, before any other work.

    Raises:
        VocabularyError: If it cannot be read or breaks a rule; the message names file and line.
    """
    if path is None:
        return None
    from kgbuild.vocabulary import Lexicon, load_vocabulary  # noqa: PLC0415 - only who has an own table needs it here

    lexicon = Lexicon.read(path)
    load_vocabulary(lexicon)
    return lexicon


def read_links(path: Path | None, directory: Path) -> "Decisions | None":
    """Read and check the decisions that `--links` names, else those that an earlier build left in the directory.

    Raises:
        LinkError: If they cannot be read or contradict themselves; the message names file and line.
    """
    from kgbuild.assemble.decisions import Decisions  # noqa: PLC0415 - only `build` needs it
    from kgbuild.directory import LINKS  # noqa: PLC0415 - as above

    kept = directory / LINKS
    if path is None and kept.is_file():
        click.echo(f"obeying {kept}", err=True)
        path = kept
    return None if path is None else Decisions.read(path)


def workers_for(papers: int, asked: int | None) -> int:
    """Return how many processes to use: as asked, else as many as pay for their start.

    Args:
        papers: How many papers there are to extract.
        asked: What the user said, if anything.

    Example:
        >>> workers_for(60, None), workers_for(60, 4)
        (1, 4)
    """
    return asked or max(1, min(os.cpu_count() or 1, papers // _PAPERS_PER_WORKER))
