"""SPARQL Query Results XML (W3C Recommendation, 2013), with the triple terms of SPARQL 1.2."""

import re
from typing import BinaryIO

import pyoxigraph as ox

from kgbuild.export.xml_text import escape
from kgbuild.query.evaluate import Rows, Term

_ITS = ' xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0"'
_ENDS = re.compile(r"^ +| +$")
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def write_xml(found: Rows, stream: BinaryIO) -> None:
    """Write rows as XML, one a line; characters that XML 1.0 cannot hold are replaced by U+FFFD.

    Args:
        found: It is read up.
        stream: Where to; it stays open.

    Example:
        >>> import io
        >>> stream = io.BytesIO()
        >>> write_xml(Rows(("x",), iter([(ox.Literal("a<b"),)])), stream)
        >>> b"<literal>a&lt;b</literal>" in stream.getvalue()
        True
    """
    head = "".join(f'<variable name="{escape(name)}"/>' for name in found.columns)
    opening = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
    stream.write(f"{opening}<head>{head}</head><results>\n".encode())
    for row in found.rows:
        bindings = (
            f'<binding name="{escape(name)}">{_element(term)}</binding>'
            for name, term in zip(found.columns, row, strict=True)
            if term is not None
        )
        stream.write(f"<result>{''.join(bindings)}</result>\n".encode())
    stream.write(b"</results></sparql>\n")


def _element(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{escape(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return f"<triple>{''.join(f'<{name}>{_element(part)}</{name}>' for name, part in parts)}</triple>"
    return f"<literal{_attributes(term)}>{_ENDS.sub(_references, escape(term.value))}</literal>"


def _references(spaces: re.Match[str]) -> str:
    """Return the spaces at an end of a text as references: readers are known that drop them else."""
    return "&#32;" * len(spaces[0])


def _attributes(term: ox.Literal) -> str:
    if term.language:
        direction = f'{_ITS} its:dir="{term.direction.value}"' if term.direction is not None else ""
        return f' xml:lang="{escape(term.language)}"{direction}'
    return "" if term.datatype.value == _STRING else f' datatype="{escape(term.datatype.value)}"'
