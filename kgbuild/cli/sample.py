"""`kgbuild sample`."""

import click

from kgbuild.sample import sample_text


@click.command(epilog="Example:  kgbuild sample | kgbuild build - -o demo")
def sample() -> None:
    """Print the sample papers that ship with kgbuild, as JSON Lines.

    They are landmark papers from the Transformer to today, described in our own words.
    """
    click.echo(sample_text(), nl=False)
