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
}
"""By suffix, in the order in which a graph directory's files are preferred."""

_DATATYPES = NamedNode(DATATYPES)


def read_triples(file: Path) -> Iterator[Triple]:
    """Yield the triples of an RDF file, those of all named graphs together.

    Args:
        file: Its suffix, one of `RDF_FORMATS`, tells the format.

    Raises:
        SyntaxError: If it is no RDF; tells line and column.
    """
    for quad in parse(path=str(file), format=RDF_FORMATS[file.suffix]):
        yield quad.triple


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
