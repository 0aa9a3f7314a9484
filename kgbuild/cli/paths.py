"""Paths on the command line."""

import os
from pathlib import Path

import click


class NamedPath(click.Path):
    """A path that has a name: an empty one, of a variable that nobody set, would be the folder that one stands in.

    Args:
        must_be_file: Whether it must be a file that exists.
    """

    def __init__(self, *, must_be_file: bool = False) -> None:
        super().__init__(exists=must_be_file, dir_okay=not must_be_file, path_type=Path)

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """Return the path, or fail with a usage error."""
        if not os.fspath(value):
            self.fail("the name is empty: is a variable of the command unset?", param, ctx)
        return super().convert(value, param, ctx)
