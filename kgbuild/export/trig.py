"""RDF as TriG: what each paper states in a named graph of its own, as nanopublications do."""

from typing import BinaryIO

import pyoxigraph

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.rdf import quads
from kgbuild.namespaces import prefixes


def write_trig(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    """Write a graph as TriG 1.1; the graph of a paper is named by the paper's IRI and `/graph`.

    All graphs together hold what the Turtle holds. `kgbuild.assemble.rdf.quads` says what is in which.

    Args:
        graph: What to write; it is not changed.
        stream: Where to; it stays open.

    Example:
        >>> import io
        >>> from kgbuild.assemble.graph import Edge, Node, Passage
        >>> graph, stream = KnowledgeGraph(), io.BytesIO()
        >>> graph.add_node(Node("urn:p", "Paper", "BERT"))
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> title = Passage("urn:p", "title", 0, 4, "BERT", (), 0.9, "doctest")
        >>> graph.add_edge(Edge("urn:s", "urn:p", "introduces", "urn:m", 0.9, evidence=(title,)))
        >>> write_trig(graph, stream)
        >>> b"<urn:p/graph> {" in stream.getvalue()
        True
    """
    pyoxigraph.serialize(quads(graph), stream, format=pyoxigraph.RdfFormat.TRIG, prefixes=prefixes(graph.base))
