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
    text = io.BytesIO()
    ox.serialize(sorted(set(found), key=str), text, format=GRAPH_FORMATS[name], prefixes=prefixes(base))
    written, start, lines = text.getvalue(), 0, []
    while match := _PREFIX_LINE.match(written, start):  # Oxigraph writes them in any order
        lines.append((match[1], match[0]))
        start = match.end()
    used = {prefix[1] for prefix in _PREFIX.finditer(written, start)}
    stream.writelines(line for prefix, line in sorted(lines) if prefix in used)
    stream.write(memoryview(written)[start:])
