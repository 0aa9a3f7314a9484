"""`kgbuild validate`."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.cli.paths import NamedPath
from kgbuild.namespaces import prefixes

if TYPE_CHECKING:
    from kgbuild.validate import Engine, Finding, Report

_VALUE_SHOWN = 160


@click.command(
    epilog="""\b
Examples:
  kgbuild validate demo
  kgbuild validate demo/graph.ttl --format json
  kgbuild validate extractions.jsonl"""
)
@click.argument("path", type=NamedPath(), metavar="DIR|FILE")
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="How to print findings.",
)
@click.option(
    "--engine",
    type=click.Choice(("kgbuild", "pyshacl")),
    default="kgbuild",
    show_default=True,
    help="Who judges the SHACL shapes: kgbuild's own queries, or pySHACL (slow; needs kgbuild[validate]).",
)
def validate(path: Path, format_: str, engine: "Engine") -> None:
    """Check a graph directory, an RDF file or extractions.

    The graph must keep the SHACL shapes of the ontology, lead nowhere outside itself and go in no circle; offsets must count in the
    texts of papers; files must be those of the manifest. Prints one finding a line: file, node, rule, way to mend it. The exit code
    is 1 if there is any.
    """
    from kgbuild.validate import validate as check  # noqa: PLC0415 - `--help` needs no store

    report = check(path, engine=engine)
    if path.is_dir() and not any(name.startswith("graph.") for name in report.files):
        click.echo(
            f"note: {path} holds no RDF, so no shape was checked: write it with 'kgbuild export {path} {path}/graph.ttl'", err=True
        )
    if format_ == "json":
        click.echo(json.dumps({**asdict(report), "count": len(report.findings)}, ensure_ascii=False, indent=2))
    else:
        for line in lines(report):
            click.echo(line)
    sys.exit(1 if report.findings else 0)


def lines(report: "Report") -> Iterator[str]:
    """Yield one line for each finding, and the count."""
    for finding in report.findings:
        yield _line(finding)
    number = len(report.findings)
    yield f"{number:,} {'violation' if number == 1 else 'violations'} in {', '.join(report.files)}"


def _line(finding: "Finding") -> str:
    found = f" (found {_plain(finding.value)})" if finding.value else ""
    parts = (finding.file, _plain(finding.node), finding.rule)
    return ": ".join(part for part in parts if part) + f": {finding.mend}{found}"


def _plain(text: str) -> str:
    """Return text for one line of a terminal: known IRIs with a prefix, no control characters, not too long."""
    prefix, namespace = next(((prefix, known) for prefix, known in prefixes().items() if text.startswith(known)), ("", ""))
    short = f"{prefix}:{text.removeprefix(namespace)}" if namespace else text
    shown = "".join(character if character.isprintable() else "\ufffd" for character in short)
    return shown if len(shown) <= _VALUE_SHOWN else f"{shown[:_VALUE_SHOWN]}…"
