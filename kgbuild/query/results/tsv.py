"""SPARQL 1.1 Query Results TSV (W3C Recommendation, 2013): terms as in Turtle, so that nothing is lost."""

import re
from typing import BinaryIO

import pyoxigraph as ox

from kgbuild.query.evaluate import Rows, Term

_XSD = "http://www.w3.org/2001/XMLSchema#"
# The numbers that Turtle writes without quotes (RDF 1.1 Turtle, grammar rules 19 to 21).
_PLAIN = {
    f"{_XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{_XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{_XSD}double": re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+"),
}


def write_tsv(found: Rows, stream: BinaryIO) -> None:
    r"""Write rows as TSV.

    Args:
        found: It is read up.
        stream: Where to; it stays open.

    Example:
        >>> import io
        >>> stream = io.BytesIO()
        >>> write_tsv(Rows(("x", "y"), iter([(ox.Literal(1), ox.Literal("a"))])), stream)
        >>> stream.getvalue()
        b'?x\t?y\n1\t"a"\n'
    """
    stream.write("\t".join(f"?{name}" for name in found.columns).encode() + b"\n")
    stream.writelines("\t".join(map(_cell, row)).encode() + b"\n" for row in found.rows)


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        plain = _PLAIN.get(term.datatype.value)
        if plain is not None and plain.fullmatch(term.value):
            return term.value
    return f"<<( {term} )>>" if isinstance(term, ox.Triple) else str(term)
