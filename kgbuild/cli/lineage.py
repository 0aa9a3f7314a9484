"""`kgbuild lineage`."""

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.cli.paths import NamedPath
from kgbuild.lineage import LIKELY

if TYPE_CHECKING:
    from kgbuild.assemble.graph import KnowledgeGraph, Node
    from kgbuild.lineage.pedigree import Direction, Pedigree

_CLASSES = ("Model", "Method", "Architecture")


@click.command(
    epilog="""\b
Examples:
  kgbuild lineage demo Transformer
  kgbuild lineage demo RoBERTa --direction ancestors
  kgbuild lineage demo GPT --depth 2 --format mermaid
  kgbuild lineage demo Transformer --format dot | dot -Tsvg > transformer.svg"""
)
@click.argument("graph", type=NamedPath())
@click.argument("name")
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["text", "dot", "mermaid", "json"]),
    default="text",
    show_default=True,
    help="How to draw it.",
)
@click.option(
    "--direction",
    type=click.Choice(["both", "ancestors", "descendants"]),
    default="both",
    show_default=True,
    help="What it came from, what came of it, or both.",
)
@click.option("--depth", type=click.IntRange(min=1), default=None, help="How many generations to show; all by default.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=LIKELY,
    show_default=True,
    help="Leave out and count what is less sure than this.",
)
def lineage(graph: Path, name: str, format_: str, direction: "Direction", depth: int | None, min_confidence: float) -> None:
    """Show what a model, method or architecture is built on, and what was built on it.

    GRAPH is a graph directory, or a file that `kgbuild extract` wrote. NAME is a label, another spelling, or an IRI. Beside each
    name stand year and title of the paper that introduced it; a number in brackets is the confidence of what is not certain.
    """
    from kgbuild.assemble.find import find  # noqa: PLC0415 - `--help` needs no graph
    from kgbuild.directory import read_graph  # noqa: PLC0415 - as above
    from kgbuild.lineage.pedigree import pedigree  # noqa: PLC0415 - as above

    knowledge = read_graph(graph)
    nodes = _able(find(knowledge, name), name)
    drawn = [pedigree(knowledge, node.iri, direction=direction, depth=depth, least=min_confidence) for node in nodes]
    for line in _drawing(drawn, format_, direction):
        click.echo(line)
    for one in drawn:
        for line in _warnings(knowledge, one, min_confidence):
            click.echo(line, err=True)


def _able(nodes: list["Node"], name: str) -> list["Node"]:
    """Return the nodes that can have a lineage, the best known first.

    Raises:
        QueryError: If there is none.
    """
    from kgbuild.errors import QueryError  # noqa: PLC0415 - `--help` needs no errors

    able = [node for node in nodes if node.type in _CLASSES]
    if not able:
        raise QueryError(f"{name!r} is a {nodes[0].type}: name one of the classes {', '.join(_CLASSES)}")
    return sorted(able, key=lambda node: (-node.support, node.iri))


def _drawing(drawn: list["Pedigree"], format_: str, direction: str) -> Iterator[str]:
    from kgbuild.lineage.dot import dot  # noqa: PLC0415 - `--help` needs no drawing
    from kgbuild.lineage.mermaid import mermaid  # noqa: PLC0415 - as above
    from kgbuild.lineage.records import records  # noqa: PLC0415 - as above

    if format_ == "json":
        yield json.dumps([records(one) for one in drawn], ensure_ascii=False, indent=2)
        return
    for one in drawn:
        if format_ == "text":
            yield from _text(one, direction)
        else:
            yield from dot(one) if format_ == "dot" else mermaid(one)


def _text(pedigree: "Pedigree", direction: str) -> Iterator[str]:
    from kgbuild.lineage.text import headline, tree  # noqa: PLC0415 - `--help` needs no drawing

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    yield click.style(headline(pedigree.members[pedigree.root]), bold=True)
    for which, rows in (("ancestors", pedigree.ancestors), ("descendants", pedigree.descendants)):
        if direction in {"both", which}:
            count = len({row.iri for row in rows} - {pedigree.root})
            yield f"{which}: {count:,}" if count else f"{which}: none in this graph"
            yield from tree(pedigree, rows, width)
    yield ""


def _warnings(graph: "KnowledgeGraph", pedigree: "Pedigree", least: float) -> Iterator[str]:
    label = pedigree.members[pedigree.root].label
    if pedigree.weak:
        edges = "edge" if pedigree.weak == 1 else "edges"
        yield f"{label}: {pedigree.weak:,} {edges} below confidence {least:g} left out; --min-confidence 0 shows them"
    for circle in pedigree.circles:
        names = [graph.node(iri).label for iri in (*circle, circle[0])]
        yield f"warning: basedOn goes in a circle: {' → '.join(names)}; 'kgbuild show' has the sentences"
