"""What the endpoint says of itself (SPARQL 1.1 Service Description, W3C Recommendation)."""

import io
from collections.abc import Iterator

import pyoxigraph as ox

from kgbuild.namespaces import prefixes
from kgbuild.serve.formats import GRAPHS

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
)  # fmt: skip


def service_description(endpoint: str, triples: int, media_type: str) -> bytes:
    """Return the description of the service.

    Args:
        endpoint: Its address.
        triples: How many triples there are in all graphs.
        media_type: One of `GRAPHS`.

    Example:
        >>> b"sd:supportedLanguage sd:SPARQL11Query" in service_description("http://localhost/sparql", 3, "text/turtle")
        True
    """
    known = {name: prefixes()[name] for name in ("rdf", "void", "xsd")}
    out = io.BytesIO()
    described = _described(endpoint, triples)
    ox.serialize(described, out, format=GRAPHS[media_type], prefixes={"sd": SD, "formats": _FORMATS, **known})
    return out.getvalue()


def _described(endpoint: str, triples: int) -> Iterator[ox.Triple]:
    """Yield the triples; names, not blank nodes, so that the same service says the same."""
    service, dataset, graph = (ox.NamedNode(f"{endpoint}#{part}") for part in ("service", "dataset", "default-graph"))
    rdf_type, void = ox.NamedNode(f"{prefixes()['rdf']}type"), prefixes()["void"]
    yield ox.Triple(service, rdf_type, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), ox.NamedNode(endpoint))
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for name in _RESULTS:
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, rdf_type, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), graph)
    yield ox.Triple(graph, rdf_type, _sd("Graph"))
    yield ox.Triple(graph, ox.NamedNode(f"{void}triples"), ox.Literal(triples))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
