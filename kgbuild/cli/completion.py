"""`kgbuild completion`."""

import click
from click.shell_completion import get_completion_class


@click.command(epilog="Example:  kgbuild completion bash >> ~/.bashrc")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell: bash, zsh or fish."""
    script = get_completion_class(shell)
    assert script is not None  # noqa: S101 - narrows the type; the choice above admits click's own shells only
    click.echo(script(ctx.find_root().command, {}, "kgbuild", "_KGBUILD_COMPLETE").source())
