"""RDF as N-Triples, one triple a line, sorted, for pipes, `diff` and bulk loaders."""

from typing import BinaryIO

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.rdf import lines


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
        >>> written = stream.getvalue().splitlines()
        >>> written == sorted(written), b'<urn:m> <http://www.w3.org/2000/01/rdf-schema#label> "BERT" .' in written
        (True, True)
    """
    stream.writelines(f"{line}\n".encode() for line in lines(graph))
