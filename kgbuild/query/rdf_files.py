"""RDF files of any syntax, read into a store: which syntax a file has, and what is wrong with one that cannot be read."""

import bz2
import gzip
import lzma
import re
import zlib
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kgbuild.errors import QueryError
from kgbuild.query.entities import refuse_bombs

SYNTAXES: dict[str, ox.RdfFormat] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".n3": ox.RdfFormat.N3,
    ".ttl12": ox.RdfFormat.TURTLE,
}
"""By suffix; the first that a graph directory holds as `graph.*` is the one that is asked."""

_OPENERS: dict[str, Callable[[Path], IO[bytes]]] = {
    ".gz": lambda path: cast("IO[bytes]", gzip.open(path)),  # noqa: SIM115 - the caller closes it
    ".bz2": lambda path: cast("IO[bytes]", bz2.open(path)),  # noqa: SIM115 - the same
    ".xz": lambda path: cast("IO[bytes]", lzma.open(path)),  # noqa: SIM115 - the same
}
_UNPACKING_ERRORS = (EOFError, OSError, zlib.error, lzma.LZMAError)
_JSON = re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*(?:\{|\]\s*\Z))")
_START = 1 << 16  # bytes that tell JSON and XML from the others
_XML = re.compile(rb"\s*<(?:\?xml|!DOCTYPE|!--|[\w-]+:RDF)")


def rdf_file(path: Path) -> Path:
    """Return the RDF file that a path means: itself, or the RDF of a graph directory.

    Args:
        path: A graph directory or an RDF file, which may be compressed.

    Raises:
        QueryError: If there is none, or its suffix tells no syntax.
    """
    if path.is_dir():
        found = (path / f"graph{suffix}" for suffix in SYNTAXES)
        file = next((file for file in found if file.is_file()), None)
        if file is None:
            raise QueryError(f"no {path / 'graph.ttl'}: make it with 'kgbuild build INPUT -o {path} --format ttl'")
        return file
    if not path.suffix and not path.exists():
        raise QueryError(f"no {path}: name a graph directory, made with 'kgbuild build INPUT -o {path.stem}', or an RDF file")
    _syntax(path)
    if not path.exists():
        raise QueryError(f"no {path}: check the path")
    return path


def load_file(store: ox.Store, file: Path) -> None:
    """Load an RDF file into a store.

    Args:
        store: Gains the file's triples or quads.
        file: What `rdf_file` returned; relative IRIs in it are resolved against its own address.

    Raises:
        QueryError: If it is no valid RDF; the message tells line and column.
    """
    opener = _OPENERS.get(file.suffix.lower())
    syntax, base = _syntax(file), file.resolve().as_uri()
    try:
        if syntax == ox.RdfFormat.RDF_XML:
            with (opener or _plain)(file) as stream:
                refuse_bombs(stream)
        if opener is None:
            store.bulk_load(path=str(file), format=syntax, base_iri=base)
        else:
            with opener(file) as stream:
                store.bulk_load(stream, format=syntax, base_iri=base)
    except SyntaxError as error:
        raise QueryError(f"{file} is no valid RDF ({_problem(error)}): mend it or export it anew") from None
    except _UNPACKING_ERRORS as error:
        if isinstance(error, OSError) and error.errno is not None:  # not of the packing, but of the disk
            raise
        raise QueryError(f"{file} cannot be unpacked ({error}): is it whole?") from None


def suffix_of(file: Path) -> str:
    """Return the suffix that suits RDF of unknown syntax, as it comes through standard input, by how it begins.

    Args:
        file: N-Triples, N-Quads, Turtle, TriG, RDF/XML or JSON-LD.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "data"
        >>> for data in (b'<urn:a> <urn:b> "c" .', b'{"@id": "urn:a"}'):
        ...     _ = file.write_bytes(data)
        ...     print(suffix_of(file))
        .nq
        .jsonld
    """
    with file.open("rb") as stream:
        start = stream.read(_START)
    if _JSON.match(start):
        return ".jsonld"
    if _XML.match(start):
        return ".rdf"
    try:  # N-Quads hold N-Triples, and TriG holds Turtle; what is both is read alike
        deque(ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS), maxlen=0)
    except SyntaxError:
        return ".trig"
    return ".nq"


def _syntax(path: Path) -> ox.RdfFormat:
    suffix = path.suffix.lower()
    if suffix in _OPENERS:
        suffix = Path(path.stem).suffix.lower()
    if suffix not in SYNTAXES:
        known = ", ".join(f"*{suffix}" for suffix in SYNTAXES)
        raise QueryError(f"{path} is no RDF by its suffix: name a graph directory or one of {known}, or such a file with .gz")
    return SYNTAXES[suffix]


def _plain(path: Path) -> IO[bytes]:
    return path.open("rb")


def _problem(error: SyntaxError) -> str:
    where = f"line {error.lineno}, column {error.offset}: " if error.lineno else ""
    return where + " ".join(str(error.msg).split())
