"""XML bombs: RDF/XML whose entities stand for other entities, so that a line becomes a terabyte."""

import re
from typing import IO

from kgbuild.errors import QueryError

_BLOCK = 1 << 20  # bytes read at once
_LONGEST = 1024  # bytes of a declaration; those in use abbreviate namespaces
# Oxigraph takes entities in double quotes only, expands those inside of others, and sets no limit.
_HARMLESS = re.compile(rb'<!ENTITY\s+\S{1,100}\s+"(?:[^"&]|&(?:amp|lt|gt|quot|apos|#\w+);){0,300}"\s*>')


def refuse_bombs(stream: IO[bytes]) -> None:
    """Refuse an XML file that declares an entity by others, or a long one.

    Args:
        stream: The file; it is read to its end.

    Raises:
        QueryError: If there is such a declaration.

    Example:
        >>> import io
        >>> refuse_bombs(io.BytesIO(b'<!DOCTYPE rdf:RDF [<!ENTITY owl "http://www.w3.org/2002/07/owl#">]>'))
        >>> refuse_bombs(io.BytesIO(b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'))
        Traceback (most recent call last):
        ...
        kgbuild.errors.QueryError: an XML entity stands for other entities or for a long text: write it out
    """
    rest = b""
    while block := stream.read(_BLOCK):
        rest = _checked(rest + block, _LONGEST)
    _checked(rest, 0)


def _checked(data: bytes, keep: int) -> bytes:
    """Check the declarations that begin before the last bytes, and return these bytes for the next time."""
    end = max(len(data) - keep, 0)
    for found in re.finditer(rb"<!ENTITY", data):
        if found.start() < end and not _HARMLESS.match(data, found.start()):
            raise QueryError("an XML entity stands for other entities or for a long text: write it out")
    return data[end:]
