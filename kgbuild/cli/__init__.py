"""The command line: the only place that prints, asks or exits; one module a command, imported when it is called."""

import os
import signal
import sys
from importlib import import_module
from keyword import iskeyword

import click

from kgbuild.errors import KgbuildError

COMMANDS = {
    "build": "Build a graph directory from papers.",
    "extract": "Write what each paper says, one line of JSON a paper.",
    "export": "Write a graph in another format.",
    "import": "Make a graph directory from a graph that kgbuild wrote.",
    "query": "Ask a graph in SPARQL.",
    "ask": "Ask a graph a ready question, without SPARQL.",
    "serve": "Serve a graph: pages, SPARQL endpoint, query editor, JSON API.",
    "show": "Show one paper or entity, with the sentences behind its edges.",
    "lineage": "Draw what a model is built on, and what is built on it.",
    "view": "Draw the neighbourhood of one paper or entity as a page.",
    "site": "Write a site of static pages, one for each paper and entity.",
    "link-report": "List which names were taken for one thing, and why.",
    "validate": "Check a graph directory, an RDF file or extractions.",
    "sample": "Print the sample papers that ship with kgbuild.",
    "ontology": "Print the ontology, or a page that documents it.",
    "lexicon": "Check and format tables of names, the shipped ones or your own.",
    "evaluate": "Compare extractions with annotated papers.",
    "train": "Learn weights of your own from annotated papers.",
    "info": "List readers, exporters, classes and relations.",
    "completion": "Print the completion script of a shell.",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is called, so that `--help` is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order of a user's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        module = cmd_name.replace("-", "_") + "_" * iskeyword(cmd_name)
        command = getattr(import_module(f"kgbuild.cli.{module}"), module)
        assert isinstance(command, click.Command)  # noqa: S101 - narrows the type; a test calls every command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with:  kgbuild sample | kgbuild build - -o demo",
)
@click.version_option(package_name="kgbuild")
def cli() -> None:
    """Build evidence-backed knowledge graphs from research papers, offline."""


def main() -> None:
    """Run the command line; any error that a user can mend is one line on standard error and exit code 1."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that a terminated build cleans up like an interrupted one
    try:
        cli.main(prog_name="kgbuild", standalone_mode=False)
    except click.exceptions.Exit as exit_:
        sys.exit(exit_.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; earlier files are as they were", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has left (`| head`): not an error. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except (KgbuildError, OSError) as error:
        click.echo(f"error: {_one_line(error)}", err=True)
        sys.exit(1)


def _one_line(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror and error.filename:
        return f"{error.filename}: {error.strerror}: check the path and its permissions"
    return " ".join(str(error).split())
