"""RDF files for validation: read triple by triple, into a store that keeps each literal's datatype."""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from kgbuild.validate.queries import DATATYPES, widened

RDF_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".rdf": RdfFormat.RDF_XML,
    ".ttl12": RdfFormat.TURTLE,
}
"""By suffix, in the order in which a graph directory's files are preferred."""

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_REIFIES = NamedNode(f"{_RDF}reifies")
_DATATYPES = NamedNode(DATATYPES)


def read_triples(file: Path) -> Iterator[Triple]:
    """Yield the triples of an RDF file in terms of RDF 1.1, those of all named graphs together.

    Args:
        file: Its suffix, one of `RDF_FORMATS`, tells the format.

    Raises:
        SyntaxError: If it is no RDF; tells line and column.
    """
    for quad in parse(path=str(file), format=RDF_FORMATS[file.suffix]):
        yield from _unfolded(quad.triple)


def _unfolded(triple: Triple) -> Iterator[Triple]:
    """Yield a triple as RDF 1.1 has it, which is what SHACL speaks of: `rdf:reifies` of RDF 1.2 becomes reification."""
    edge = triple.object
    if triple.predicate != _REIFIES or not isinstance(edge, Triple):
        yield triple
        return
    yield Triple(triple.subject, NamedNode(f"{_RDF}type"), NamedNode(f"{_RDF}Statement"))
    for name, end in (("subject", edge.subject), ("predicate", edge.predicate), ("object", edge.object)):
        yield Triple(triple.subject, NamedNode(_RDF + name), end)


def load(file: Path) -> Store:
    """Return a store in memory with the triples of an RDF file, and beside them the datatypes that Oxigraph widens.

    Args:
        file: As for `read_triples`.

    Raises:
        SyntaxError: As `read_triples` does.
    """
    store = Store()
    store.bulk_extend(_quads(file))
    return store


def _quads(file: Path) -> Iterator[Quad]:
    for triple in read_triples(file):
        yield Quad(triple.subject, triple.predicate, triple.object)
        if isinstance(triple.object, Literal) and widened(triple.object.datatype.value):
            yield Quad(triple.subject, triple.predicate, triple.object.datatype, _DATATYPES)
