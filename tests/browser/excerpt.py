"""A few papers of a graph with all that they name: every part of a page, in a page that is quick to judge."""

from collections.abc import Collection
from dataclasses import replace

from kgbuild.assemble.graph import KnowledgeGraph

LANDMARKS = ("devlin2018bert", "liu2019roberta", "sanh2019distilbert", "radford2019gpt2")


def excerpt(graph: KnowledgeGraph, papers: Collection[str] = LANDMARKS) -> KnowledgeGraph:
    """Return the part of a graph that these papers and their neighbours make.

    Args:
        graph: Any graph.
        papers: The ends of the papers' IRIs.
    """
    chosen = {paper.iri for paper in graph.nodes("Paper") if paper.iri.rpartition("/")[2] in papers}
    chosen |= {other for iri in chosen for other in (*graph.nx.succ[iri], *graph.nx.pred[iri])}
    part = KnowledgeGraph(graph.base)
    for node in graph.nodes():
        if node.iri in chosen:
            part.add_node(node)
    for edge in graph.edges():
        if {edge.source, edge.target} <= chosen:
            part.add_edge(replace(edge, evidence=tuple(passage for passage in edge.evidence if passage.paper in chosen)))
    return part
