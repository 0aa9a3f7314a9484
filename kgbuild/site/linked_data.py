"""The data behind a page, in two formats of RDF."""

import io
from collections.abc import Mapping
from types import MappingProxyType

import pyoxigraph

from kgbuild.assemble.describe import links
from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.rdf import about
from kgbuild.assemble.terms import Said
from kgbuild.namespaces import prefixes

FORMATS: Mapping[str, tuple[pyoxigraph.RdfFormat, str]] = MappingProxyType(
    {".ttl": (pyoxigraph.RdfFormat.TURTLE, "text/turtle"), ".jsonld": (pyoxigraph.RdfFormat.JSON_LD, "application/ld+json")}
)
"""Suffix of a node's file → its format and media type."""


class LinkedData:
    """The RDF about each node of a graph.

    Args:
        graph: Any graph.

    Example:
        >>> from kgbuild.assemble.graph import Node
        >>> graph = KnowledgeGraph()
        >>> graph.add_node(Node("urn:m", "Model", "BERT"))
        >>> b'"BERT"' in LinkedData(graph).of("urn:m", ".ttl")
        True
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._links: Mapping[str, list[Said]] = links(graph)
        self._prefixes = prefixes(graph.base)
        self._last: tuple[str | None, list[pyoxigraph.Triple]] = (None, [])

    def of(self, iri: str, suffix: str) -> bytes:
        """Return what the graph says of a node, in the format of a suffix of `FORMATS`.

        JSON-LD is written in expanded form, so that it needs no context.

        Args:
            iri: Of the node.
            suffix: With its dot.
        """
        if self._last[0] != iri:  # both formats of a node are asked for in turn
            self._last = iri, list(about(self._graph, iri, self._links))
        stream = io.BytesIO()
        pyoxigraph.serialize(self._last[1], stream, format=FORMATS[suffix][0], prefixes=self._prefixes)
        return stream.getvalue()
