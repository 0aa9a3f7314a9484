"""`kgbuild train`."""

from pathlib import Path

import click

from kgbuild.cli.paths import NamedPath
from kgbuild.cli.terminal import columns
from kgbuild.errors import ModelError

_FILE = NamedPath(must_be_file=True)


@click.command(
    epilog="""\b
Examples:
  kgbuild train gold.jsonl -o model
  kgbuild train gold.jsonl --more theirs.jsonl --corpus abstracts.jsonl.xz -o model
  kgbuild build page.txt --model model -o graph"""
)
@click.argument("gold", nargs=-1, required=True, type=_FILE)
@click.option("-o", "--output", required=True, type=NamedPath(), metavar="DIR", help="Folder for the model; made if need be.")
@click.option(
    "--more",
    multiple=True,
    type=_FILE,
    metavar="FILE",
    help="Papers of other annotators: learned from, and no measure. Records without text take it from the corpus, by id.",
)
@click.option(
    "--corpus",
    type=_FILE,
    default=None,
    metavar="FILE",
    help="Papers without annotations (JSON Lines, plain or .xz), from which the domains learn; else those that ship are copied.",
)
def train(gold: tuple[Path, ...], output: Path, more: tuple[Path, ...], corpus: Path | None) -> None:
    """Learn weights of your own from annotated papers; `kgbuild build --model DIR` then uses them.

    GOLD is JSON Lines: a paper a line with title, abstract, and for each field a list of what a careful reader finds there
    ('kgbuild evaluate --help' names the fields). The model's note, DIR/model.json, says what it was learned from and how good it
    was in cross-validation. The same files give the same model. A thousand papers take about a quarter of an hour.
    """
    try:
        from kgbuild.training.model import train_model  # noqa: PLC0415 - takes a second to import
    except ModuleNotFoundError as error:
        raise ModelError(f"training needs {error.name}: pip install 'kgbuild[train]'") from None

    note = train_model(gold, output, more=more, corpus=corpus, tell=lambda line: click.echo(line, err=True))
    click.echo("cross-validation:")
    for line in columns((name, f"F1 {figures['f1']:.3f}") for name, figures in note.figures.items()):
        click.echo(line)
