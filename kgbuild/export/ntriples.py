"""RDF as N-Triples, one triple a line, sorted, for pipes, `diff` and bulk loaders."""

from typing import BinaryIO

import pyoxigraph

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.rdf import triples


def write_ntriples(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    """Write a graph as canonical N-Triples (RDF 1.2 N-Triples, section 4), lines in the order of their code points.

    Args:
        graph: What to write; it is not changed.
        stream: Where to; it stays open.

    Example:
        >>> import io
        >>> from kgbuild.assemble.graph import Node
        >>> graph, stream = KnowledgeGraph(), io.BytesIO()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> write_ntriples(graph, stream)
        >>> lines = stream.getvalue().splitlines()
        >>> lines == sorted(lines), b'<urn:m> <http://www.w3.org/2000/01/rdf-schema#label> "BERT" .' in lines
        (True, True)
    """
    pyoxigraph.serialize(triples(graph), stream, format=pyoxigraph.RdfFormat.N_TRIPLES)
