"""Triples as Turtle or N-Triples, in order: the same answer gives the same bytes."""

import io
import re
from collections.abc import Iterable
from typing import BinaryIO

import pyoxigraph as ox

from kgbuild.namespaces import prefixes

GRAPH_FORMATS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES}
"""The formats of triples, by name."""

_PREFIX_LINE = re.compile(rb"@prefix ([\w-]*): <[^>]*> \.\n")
_PREFIX = re.compile(rb"([\w-]*):")


def write_triples(found: Iterable[ox.Triple], stream: BinaryIO, name: str, base: str) -> None:
    """Write triples in order, each once.

    Args:
        found: They are read up and sorted in memory.
        stream: Where to; it stays open.
        name: One of `GRAPH_FORMATS`.
        base: What `base_of` returned, for the prefixes of Turtle; those that are not used are left out.

    Example:
        >>> stream = io.BytesIO()
        >>> write_triples(ox.Store().query("CONSTRUCT { kg:Model a kg:Model } {}", prefixes=prefixes()), stream, "ttl", "urn:x/")
        >>> print(stream.getvalue().decode())
        @prefix kg: <https://w3id.org/kgbuild/ontology#> .
        kg:Model a kg:Model .
        <BLANKLINE>
    """
    triples = sorted(set(found), key=str)
    if name == "ttl":
        write_turtle(triples, stream, base)
    else:
        ox.serialize(triples, stream, format=GRAPH_FORMATS[name])


def write_turtle(found: Iterable[ox.Triple], stream: BinaryIO, base: str) -> None:
    """Write triples as Turtle in the order in which they come, under the prefixes that they use, in order.

    Args:
        found: They are read up, and all of the text is in memory once.
        stream: Where to; it stays open.
        base: As for `write_triples`.

    Example:
        >>> stream = io.BytesIO()
        >>> write_turtle(ox.Store().query("CONSTRUCT { kg:Model a kg:Model } {}", prefixes=prefixes()), stream, "urn:x/")
        >>> stream.getvalue().count(b"@prefix")
        1
    """
    text = io.BytesIO()
    ox.serialize(found, text, format=ox.RdfFormat.TURTLE, prefixes=prefixes(base))
    written, start, lines = text.getvalue(), 0, []
    while match := _PREFIX_LINE.match(written, start):  # Oxigraph writes them in any order
        lines.append((match[1], match[0]))
        start = match.end()
    used = {prefix[1] for prefix in _PREFIX.finditer(written, start)}
    stream.write(b"".join(line for prefix, line in sorted(lines) if prefix in used))
    stream.write(memoryview(written)[start:])
