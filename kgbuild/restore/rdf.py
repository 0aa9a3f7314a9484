"""Reads the graph back from RDF of the shape that `kgbuild.assemble.describe` gives it."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.errors import SourceError
from kgbuild.restore.described import Described
from kgbuild.restore.rdf_edges import edges
from kgbuild.restore.rdf_header import base, provenance
from kgbuild.restore.rdf_nodes import links, nodes

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".ttl12": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
}


def read_rdf(path: Path) -> KnowledgeGraph:
    """Return the graph of an RDF file, all its named graphs together.

    The same graph comes back, with two exceptions that RDF brings: an address is percent-encoded where it was no IRI, and which
    lines of the user's decisions were idle is not told.

    Args:
        path: A file of any RDF format that kgbuild writes.

    Raises:
        SourceError: If it is no RDF, or not that of a graph of kgbuild.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "graph.ttl"
        >>> _ = file.write_text("<urn:a> a")
        >>> read_rdf(file)
        Traceback (most recent call last):
            ...
        kgbuild.errors.SourceError: ...graph.ttl is no RDF...
    """
    described = Described(_subjects(path))
    try:
        graph = KnowledgeGraph(base(described))
        for node in nodes(described, graph.base):
            graph.add_node(node)
        for edge in edges(described):
            graph.add_edge(edge)
        graph.links = set(links(described, graph.nx))
        graph.provenance = provenance(described, graph.base)
    except (LookupError, ValueError, TypeError) as error:
        raise SourceError(f"{path} is RDF, but no graph of kgbuild: {_what(error)}") from None
    return graph


def _what(error: Exception) -> str:
    return f"{error} is not described" if isinstance(error, KeyError) else str(error)


def _subjects(path: Path) -> dict[str, list[tuple[str, NamedNode | Literal | Triple]]]:
    subjects: defaultdict[str, list[tuple[str, NamedNode | Literal | Triple]]] = defaultdict(list)
    for subject, predicate, obj in _triples(path):
        subjects[subject].append((predicate, obj))
    return subjects


def _triples(path: Path) -> Iterator[tuple[str, str, NamedNode | Literal | Triple]]:
    try:
        for quad in parse(path=str(path), format=_FORMATS[path.suffix]):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal | Triple):
                yield quad.subject.value, quad.predicate.value, quad.object
    except (SyntaxError, ValueError) as error:
        raise SourceError(f"{path} is no RDF ({error}): export the graph anew") from None
