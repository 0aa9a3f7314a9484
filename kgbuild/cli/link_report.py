"""`kgbuild link-report`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.cli.paths import NamedPath

if TYPE_CHECKING:
    from kgbuild.assemble.link_report import LinkReport

_SHOWN = 30


@click.command(
    "link-report",
    epilog="""\b
Examples:
  kgbuild link-report demo
  kgbuild link-report demo --format tsv > review.tsv
  kgbuild build papers.jsonl -o demo --links links.tsv

\b
A line of links.tsv is a decision, cells parted by tabs; the first line names the columns:
  decision   type    name          other               note
  same       Model   SAM 2         Segment Anything 2  any words
  different  Metric  MAE           mean average error
  rename     Task    NMT           machine translation
  retype     Model   Adam          Technique""",
)
@click.argument("graph", type=NamedPath())
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["text", "tsv", "json"]),
    default="text",
    show_default=True,
    help="How to print it; tsv and json print all.",
)
@click.option("--all", "all_", is_flag=True, help=f"Print every line of the text, not the first {_SHOWN} of each part.")
def link_report(graph: Path, format_: str, *, all_: bool) -> None:
    """List which names were taken for one thing and why, doubtful ones first, and which near ones were kept apart.

    GRAPH is a graph directory, or a file that `kgbuild extract` wrote. What is wrong is mended by a line in a file links.tsv, which
    `kgbuild build --links` obeys: two names are the same or different, a thing gets another label (rename) or class (retype).
    """
    report = _report(graph)
    lines = {"text": lambda: _text(report, None if all_ else _SHOWN), "tsv": lambda: _tsv(report), "json": lambda: _json(report)}
    for line in lines[format_]():
        click.echo(line)
    if format_ == "text":
        for line in _circles(graph):
            click.echo(line)


def _report(path: Path) -> "LinkReport":
    from kgbuild.assemble.company import in_company  # noqa: PLC0415 - `--help` needs no graph
    from kgbuild.assemble.corpus import gather  # noqa: PLC0415 - `--help` needs no graph
    from kgbuild.assemble.link_report import link_report as report_of  # noqa: PLC0415 - as above
    from kgbuild.assemble.usage import usages  # noqa: PLC0415 - as above
    from kgbuild.directory import decisions_of, read_extractions, vocabulary_of  # noqa: PLC0415 - as above
    from kgbuild.identifiers import BASE, Identifiers  # noqa: PLC0415 - as above
    from kgbuild.manifest import read_manifest  # noqa: PLC0415 - as above
    from kgbuild.vocabulary import load_vocabulary  # noqa: PLC0415 - as above

    vocabulary, base, decisions = load_vocabulary(), BASE, None
    if path.is_dir():
        manifest = read_manifest(path)
        vocabulary, base, decisions = vocabulary_of(path, manifest), manifest.base, decisions_of(path, manifest)
    records = in_company(gather(read_extractions(path), base))
    return report_of(usages(records, vocabulary), vocabulary, Identifiers(base), decisions)


def _circles(path: Path) -> Iterator[str]:
    """Yield the circles of what is based on what: two names of one thing, or two things under one name, are a common cause."""
    from kgbuild.cli.summary import circles_in_words  # noqa: PLC0415 - `--help` needs no graph
    from kgbuild.directory import read_graph  # noqa: PLC0415 - as above
    from kgbuild.lineage.circles import circles_of  # noqa: PLC0415 - as above
    from kgbuild.manifest import read_manifest  # noqa: PLC0415 - as above

    circles = read_manifest(path).circles if path.is_dir() else circles_of(read_graph(path))
    if circles:
        yield ""
        yield from circles_in_words(circles)


def _text(report: "LinkReport", most: int | None) -> Iterator[str]:
    from kgbuild.assemble.link_report import REASONS  # noqa: PLC0415 - `--help` needs no linker
    from kgbuild.assemble.near_misses import APART  # noqa: PLC0415 - as above
    from kgbuild.cli.terminal import columns  # noqa: PLC0415 - as above

    merges = [
        (
            f"{one.doubt:.2f}",
            one.reason,
            one.type,
            f"{_plain(one.label)} = {_plain(one.spelling)}",
            f"{one.support:,} of {one.papers:,}",
        )
        for one in report.merges[:most]
    ]
    yield f"{len(report.merges):,} spellings taken for a thing: doubt, reason, class, names, papers that say so"
    yield from columns(merges)
    yield from _rest(len(report.merges), most)
    apart = [
        (
            one.reason,
            one.type if one.type == one.other_type else f"{one.type}, {one.other_type}",
            f"{_plain(one.name)} ≠ {_plain(one.other)}",
            one.support,
        )
        for one in report.near_misses[:most]
    ]
    yield ""
    yield f"{len(report.near_misses):,} pairs kept apart: reason, class, names, papers of the rarer"
    yield from columns(apart)
    yield from _rest(len(report.near_misses), most)
    yield ""
    said = {one.reason for one in report.merges[:most]}, {one.reason for one in report.near_misses[:most]}
    yield "reasons"
    yield from columns([(reason, what) for reason, (_, what) in REASONS.items() if reason in said[0]])
    yield from columns([(reason, what) for reason, what in APART.items() if reason in said[1]])


def _rest(count: int, most: int | None) -> Iterator[str]:
    if most is not None and count > most:
        yield f"  … {count - most:,} more: --all shows them"


def _tsv(report: "LinkReport") -> Iterator[str]:
    yield "verdict\treason\tdoubt\ttype\tname\tother\tother_type\tsupport\tpapers"
    for merge in report.merges:
        yield _row("merged", merge.reason, merge.doubt, merge.type, merge.label, merge.spelling, "", merge.support, merge.papers)
    for miss in report.near_misses:
        yield _row("apart", miss.reason, "", miss.type, miss.name, miss.other, miss.other_type, miss.support, "")


def _row(*cells: object) -> str:
    return "\t".join(map(_cell, cells))


def _cell(value: object) -> str:
    """Return a value that no spreadsheet takes for a formula and that holds neither tab nor line end."""
    text = _plain(str(value))
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def _plain(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)


def _json(report: "LinkReport") -> Iterator[str]:
    parts = {"merges": [one._asdict() for one in report.merges], "near_misses": [one._asdict() for one in report.near_misses]}
    yield json.dumps(parts, ensure_ascii=False, indent=2)
