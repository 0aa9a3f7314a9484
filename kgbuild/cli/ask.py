"""`kgbuild ask`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.cli.answers import answer_options, print_answer
from kgbuild.cli.paths import NamedPath
from kgbuild.cli.terminal import columns

if TYPE_CHECKING:
    from kgbuild.query.questions import Parameter, Question


class Questions(click.Group):
    """The ready questions as commands: each is made from its file when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all questions."""
        from kgbuild.query.questions import questions  # noqa: PLC0415 - `--help` of the others needs no store

        return [question.name for question in questions()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Return one question as a command; an unknown name gets an error that names what is alike."""
        from kgbuild.query.questions import question_named  # noqa: PLC0415 - as above

        return _command(question_named(cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """List the questions with their titles."""
        from kgbuild.query.questions import questions  # noqa: PLC0415 - as above

        with formatter.section("Questions"):
            formatter.write_dl([(question.name, question.title) for question in questions()])


@click.group(
    cls=Questions,
    invoke_without_command=True,
    subcommand_metavar="[QUESTION [OPTIONS]]",
    epilog="""\b
Examples:
  kgbuild ask demo
  kgbuild ask demo papers-using-model --model BERT
  kgbuild ask demo best-result --dataset ImageNet --metric "top-1 accuracy" --limit 5
  kgbuild ask demo papers-using-model --help""",
)
@click.argument("graph", type=NamedPath())
@click.pass_context
def ask(ctx: click.Context, graph: Path) -> None:
    """Ask a graph a ready question, without writing SPARQL.

    GRAPH is a graph directory or its RDF file. Without a QUESTION, all are listed. Names may be written in any case; aliases and
    IRIs such as model:bert are known too.
    """
    ctx.obj = graph
    if ctx.invoked_subcommand is None:
        from kgbuild.query.rdf_files import rdf_file  # noqa: PLC0415 - `--help` needs no store

        rdf_file(graph)  # says now that there is no graph, not at the first question
        for line in _listing(graph):
            click.echo(line)


def _listing(graph: Path) -> list[str]:
    from kgbuild.query.questions import questions  # noqa: PLC0415 - `--help` needs no store

    rows = [(question.name, question.title, " ".join(map(_usage, question.parameters))) for question in questions()]
    return [*columns(rows, indent=0), "", f"ask one with: kgbuild ask {graph} NAME --help"]


def _usage(parameter: "Parameter") -> str:
    return f"--{parameter.name}" if parameter.required else f"[--{parameter.name}]"


def _command(question: "Question") -> click.Command:
    """Make the command that asks one question, with an option for each of its parameters."""

    def call(format_: str, limit: int | None, timeout: float | None, **values: str | None) -> None:
        from kgbuild.query.process import Request  # noqa: PLC0415 - `--help` needs no store

        said = {name: value for name, value in values.items() if value is not None}
        request = Request(format_, question=question.name, values=said, most=limit)
        print_answer(click.get_current_context().obj, request, timeout)

    call = answer_options(call)
    for parameter in reversed(question.parameters):
        call = _option(parameter)(call)
    example = " ".join(f"--{name} {_quoted(value)}" for name, value in question.example)
    return click.command(
        question.name,
        help=f"{question.title}.\n\n{question.description}",
        epilog=f"Example:  kgbuild ask demo {question.name} {example}".rstrip(),
    )(call)


def _option(parameter: "Parameter") -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        f"--{parameter.name}",
        parameter.name,
        metavar=" or ".join(kind.upper() for kind in parameter.types),
        default=parameter.default,
        show_default=parameter.default is not None,
        help=f"{parameter.description[0].upper()}{parameter.description[1:]}.",
    )


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
