"""Arguments and options that several commands share."""

import os

import click

inputs_argument = click.argument("inputs", metavar="INPUT…", nargs=-1, required=True)

reader_option = click.option(
    "--from",
    "reader",
    default=None,
    metavar="READER",
    help="Read every input in this format instead of recognising it; see 'kgbuild info'.",
)

workers_option = click.option(
    "-j",
    "--workers",
    type=click.IntRange(min=1),
    default=lambda: min(os.cpu_count() or 1, 8),
    show_default="one a core, 8 at most",
    help="Processes that extract; the files are the same for any number.",
)
