"""The triples about one node."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

import pyoxigraph as ox

from kgbuild.query import base_of
from kgbuild.serve.api.nodes import known, named_node
from kgbuild.serve.formats import write_graph

_MOST_INCOMING = 10_000


def answer_entity(store: ox.Store, parameters: Mapping[str, Any], stream: BinaryIO) -> str:
    r"""Write what a store says of a node: the triples that it is the subject of, then those that it is the object of.

    Args:
        store: Any RDF.
        parameters: `iri` of the node; `media_type`, one of `GRAPHS`.
        stream: Where the triples go.

    Returns:
        The media type.

    Raises:
        RefusedError: If the store says nothing of the node.

    Example:
        >>> import io
        >>> store, out = ox.Store(), io.BytesIO()
        >>> store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:p"), ox.NamedNode("urn:b")))
        >>> answer_entity(store, {"iri": "urn:b", "media_type": "application/n-triples"}, out)
        'application/n-triples'
        >>> out.getvalue()
        b'<urn:a> <urn:p> <urn:b> .\n'
    """
    node = named_node(parameters["iri"])
    known(store, node)
    media_type: str = parameters["media_type"]
    write_graph(_about(store, node), stream, media_type, base_of(store))
    return media_type


def _about(store: ox.Store, node: ox.NamedNode) -> Iterator[ox.Triple]:
    outgoing = store.quads_for_pattern(node, None, None)
    incoming = islice(store.quads_for_pattern(None, None, node), _MOST_INCOMING)
    for quads in (outgoing, incoming):
        yield from sorted({quad.triple for quad in quads}, key=str)
