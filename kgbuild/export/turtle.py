"""RDF as Turtle, sorted, for triple stores, SPARQL and version control."""

from typing import BinaryIO

import pyoxigraph

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.rdf import triples
from kgbuild.namespaces import prefixes


def write_turtle(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    """Write a graph as Turtle 1.1, triple by triple.

    Args:
        graph: What to write; it is not changed.
        stream: Where to; it stays open.

    Example:
        >>> import io
        >>> from kgbuild.assemble.graph import Node
        >>> graph, stream = KnowledgeGraph(), io.BytesIO()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> write_turtle(graph, stream)
        >>> b'"BERT"' in stream.getvalue()
        True
    """
    pyoxigraph.serialize(triples(graph), stream, format=pyoxigraph.RdfFormat.TURTLE, prefixes=prefixes(graph.base))
