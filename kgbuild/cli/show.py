"""`kgbuild show`."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import click

from kgbuild.assemble.find import find
from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node
from kgbuild.assemble.measures import measures
from kgbuild.assemble.related import related
from kgbuild.cli.paths import NamedPath
from kgbuild.directory import read_graph

_EDGES_SHOWN = 10
_REASONS_SHOWN = 5


@click.command(
    epilog="""\b
Examples:
  kgbuild show demo BERT
  kgbuild show demo model:bert --all"""
)
@click.argument("graph", type=NamedPath())
@click.argument("name")
@click.option("--all", "all_", is_flag=True, help=f"Show every edge, not the surest {_EDGES_SHOWN} of each relation.")
def show(graph: Path, name: str, *, all_: bool) -> None:
    """Show one paper or entity: what it is, and each of its edges with the sentence that says so.

    NAME is a label, another spelling, a full IRI, one with a prefix such as model:bert, or the arXiv id of a paper.
    """
    knowledge = read_graph(graph)
    for node in find(knowledge, name):
        for line in card(knowledge, node, None if all_ else _EDGES_SHOWN):
            click.echo(line)


def card(graph: KnowledgeGraph, node: Node, most: int | None) -> Iterator[str]:
    """Yield the lines that describe a node, with at most this many edges of each relation, the surest first."""
    yield click.style(f"{node.label}", bold=True) + f"  {node.type}"
    yield f"  {node.iri}"
    if node.aliases:
        yield f"  also: {', '.join(node.aliases)}"
    years = " to ".join(str(year) for year in sorted({node.first_year, node.last_year} - {None}, key=str))
    yield f"  {node.support:,} {'paper' if node.support == 1 else 'papers'}" + (f", {years}" if years else "")
    found = measures(graph)[node.iri]
    yield f"  {found.degree:,} edges, PageRank {found.pagerank:.2g}, community {found.community}: {found.community_name}"
    for key, value in node.details:
        if key != "abstract":
            yield f"  {key}: {value}"
    outgoing = sorted(_edges(graph, node, "out"), key=_by_relation)
    incoming = sorted(_edges(graph, node, "in"), key=_by_relation)
    yield from _relations(graph, outgoing, "→", most)
    yield from _relations(graph, incoming, "←", most)
    if node.type == "Paper":
        yield from _related(graph, node)
    yield ""


def _related(graph: KnowledgeGraph, paper: Node) -> Iterator[str]:
    """Yield the papers that share rare things with one, and what they share."""
    alike = related(graph, paper.iri)
    if alike:
        yield f"≈ related papers ({len(alike):,} most alike)"
    for one in alike:
        yield f"    {graph.node(one.paper).label}  [{one.similarity:.2f}]"
        shared = [graph.node(iri).label for iri in one.shared]
        more = f" and {len(shared) - _REASONS_SHOWN:,} more" if len(shared) > _REASONS_SHOWN else ""
        yield click.style(f"        both: {', '.join(shared[:_REASONS_SHOWN])}{more}", dim=True)


def _edges(graph: KnowledgeGraph, node: Node, direction: str) -> Iterator[Edge]:
    ends = graph.nx.out_edges(node.iri, keys=True) if direction == "out" else graph.nx.in_edges(node.iri, keys=True)
    for source, target, key in ends:
        yield graph.edge(source, key, target)


def _by_relation(edge: Edge) -> tuple[str, float, str, str]:
    return (edge.predicate, -edge.confidence, edge.source, edge.target)


def _relations(graph: KnowledgeGraph, edges: list[Edge], arrow: str, most: int | None) -> Iterator[str]:
    for predicate, group in groupby(edges, key=lambda edge: edge.predicate):
        same = list(group)
        yield f"{arrow} {predicate} ({len(same):,})"
        for edge in same[:most]:
            other = graph.node(edge.target if arrow == "→" else edge.source)
            yield f"    {other.label}  [{edge.confidence:.2f}]"
            if edge.evidence:
                yield click.style(f"        “{max(edge.evidence, key=lambda passage: passage.confidence).text}”", dim=True)
        if most is not None and len(same) > most:
            yield f"    … {len(same) - most:,} more: --all shows them"
