"""`kgbuild evaluate`."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.cli.options import chosen_extractor, extractor_option, fast_option, model_option, workers_for, workers_option
from kgbuild.cli.paths import NamedPath
from kgbuild.cli.terminal import progress
from kgbuild.errors import SourceError

if TYPE_CHECKING:
    from kgbuild.annotations import AnnotatedPaper
    from kgbuild.extract import Extractor
    from kgbuild.models import Extraction


@click.command(
    epilog="""\b
Examples:
  kgbuild evaluate gold.jsonl
  kgbuild evaluate gold.jsonl extractions.jsonl --errors datasets
  kgbuild evaluate gold.jsonl --model model --by venue --json"""
)
@click.argument("gold", type=NamedPath(must_be_file=True))
@click.argument("extractions", required=False, type=NamedPath())
@click.option("--errors", metavar="FIELD", default=None, help="List what was missed and what was extra in this field, by paper.")
@click.option("--by", metavar="KEY", default=None, help="Figures too for each value of this key of GOLD's records, such as venue.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@model_option
@extractor_option
@fast_option
@workers_option
def evaluate(
    gold: Path,
    extractions: Path | None,
    errors: str | None,
    by: str | None,
    as_json: bool,  # noqa: FBT001 - click gives a flag by name
    model: Path | None,
    extractor_name: str | None,
    fast: bool,  # noqa: FBT001 - as above
    workers: int | None,
) -> None:
    """Compare extractions with annotated papers: precision, recall and F1 by field, and whether confidence means what it says.

    GOLD is JSON Lines: a paper a line with title, abstract, and lists of {"name", "aliases"}: introduces, base_models,
    architectures, compared, techniques, tasks, datasets, metrics, domains, code_urls; of results {"value"}; of relations
    {"s", "p", "o"}, where p is extends, outperforms or part_of. An entry with "agreed": false neither helps nor hurts.
    EXTRACTIONS is a file that `kgbuild extract` wrote or a graph directory; without it, the papers are extracted now.

    Intervals are 95 % over 1,000 draws of papers. A model that has learned from GOLD looks better here than it is.
    """
    from kgbuild.annotations import read_annotations  # noqa: PLC0415 - `--help` needs none of it
    from kgbuild.evaluation import report  # noqa: PLC0415 - as above
    from kgbuild.evaluation.evaluation import evaluate as compare  # noqa: PLC0415 - as above
    from kgbuild.evaluation.evaluation import grouped  # noqa: PLC0415 - as above
    from kgbuild.evaluation.judging import FIELDS  # noqa: PLC0415 - as above

    if errors is not None and errors not in FIELDS:
        raise click.BadParameter(f"'{errors}' is no field; fields are {', '.join(FIELDS)}", param_hint="--errors")
    papers = list(read_annotations(gold))
    if not papers:
        raise SourceError(f"{gold.name} holds no annotated paper")
    if by is not None and all(by not in one.record for one in papers):
        raise click.BadParameter(f"no record of {gold.name} has the key '{by}'", param_hint="--by")
    extractor = chosen_extractor(None, model, extractor_name, fast=fast)
    evaluation = compare(papers, _read(extractions) if extractions else _extract(papers, extractor, workers))
    if evaluation.absent == evaluation.papers:
        raise SourceError(f"no paper of {gold.name} has an extraction in {extractions}: are these of other papers?")
    groups = grouped(evaluation, lambda one: str(one.record.get(by) or "none")) if by else None
    if errors:
        lines: Iterable[str] = report.error_rows(evaluation, errors)
    elif as_json:
        lines = [report.as_json(evaluation, groups)]
    else:
        lines = [*report.report(evaluation), *(report.group_rows(groups) if groups is not None else ())]
    for line in lines:
        click.echo(line)


def _read(path: Path) -> "Iterable[Extraction]":
    from kgbuild.directory import read_extractions  # noqa: PLC0415 - as above

    return read_extractions(path)


def _extract(papers: "list[AnnotatedPaper]", extractor: "Extractor", workers: int | None) -> "Iterable[Extraction]":
    from kgbuild.extract import extract  # noqa: PLC0415 - as above

    extractions = extract((one.paper for one in papers), extractor=extractor, workers=workers_for(len(papers), workers))
    return progress(extractions, len(papers), "extracting")
