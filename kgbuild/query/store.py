"""The store that answers queries: built on disk once for a graph, opened read-only, and used again while the graph is the same.

The stores of a graph directory lie in its folder `.oxigraph`, those of a directory that cannot be written to, or of a large RDF
file, in the user's cache. A store is built aside and renamed, so that one that can be seen is whole. Whoever uses one holds a
shared lock on its folder; who builds a new one removes the old ones that nobody holds.
"""

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kgbuild.errors import QueryError
from kgbuild.query.rdf_files import load_file, rdf_file

if sys.platform != "win32":
    import fcntl

STORES = ".oxigraph"
"""The folder of a graph directory that holds its store; no part of the graph, and safe to delete."""

_LAYOUT = "1"
_KEPT_FILES_FROM = 4_000_000  # bytes; a smaller file is read into memory in the time that the rest of a command takes


def open_store(path: Path) -> ox.Store:
    """Return a store that holds the RDF of a graph directory or of one RDF file; only to be read.

    Args:
        path: A graph directory, or a Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD file, which may be compressed.

    Raises:
        QueryError: If there is no such file, or it is no RDF.

    Example:
        >>> folder = Path(tempfile.mkdtemp())
        >>> _ = (folder / "a.nt").write_text("<urn:a> <urn:b> <urn:c> .")
        >>> len(open_store(folder / "a.nt"))
        1
    """
    file = rdf_file(path)
    if not _worth_keeping(path, file):
        return _in_memory(file)
    for place in _places(path):
        store = _kept(place, file)
        if store is not None:
            return store
    return _in_memory(file)


def is_ready(path: Path) -> bool:
    """Tell whether `open_store` will open at once, without reading the whole RDF.

    Args:
        path: As for `open_store`.

    Raises:
        QueryError: As `open_store` does if there is no such file.
    """
    file = rdf_file(path)
    return not _worth_keeping(path, file) or any((place / _key(file)).is_dir() for place in _places(path))


def _worth_keeping(path: Path, file: Path) -> bool:
    return path.is_dir() or (file.is_file() and file.stat().st_size >= _KEPT_FILES_FROM)


def _in_memory(file: Path) -> ox.Store:
    store = ox.Store()
    load_file(store, file)
    return store


def _places(path: Path) -> Iterator[Path]:
    """Yield where the stores of a path may lie, the best place first."""
    if path.is_dir():
        yield path / STORES
    name = hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    yield _user_cache() / "kgbuild" / "stores" / name


def _user_cache() -> Path:
    """Return the user's folder for files that can be made again (XDG Base Directory Specification, and its like elsewhere)."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _key(file: Path) -> str:
    """Name a store after all that its content depends on: the manifest of the graph, the file, and the layout of Oxigraph.

    The file's size and time are in it because a file can change while its manifest stays: edited by hand, or replaced by a build
    whose manifest comes last.
    """
    manifest = file.parent / "manifest.json"
    seen = file.stat()
    parts = (_LAYOUT, ox.__version__, file.name, str(seen.st_size), str(seen.st_mtime_ns))
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape"))
    if manifest.is_file():
        digest.update(manifest.read_bytes())
    return digest.hexdigest()[:16]


def _kept(place: Path, file: Path) -> ox.Store | None:
    """Open the store that is kept at a place, and build it first if need be; None if the place cannot be written to."""
    folder = place / _key(file)
    store = _opened(folder)
    if store is None and _built(place, folder, file):
        store = _opened(folder)
        _clear(place, folder)
    return store


def _opened(folder: Path) -> ox.Store | None:
    descriptor = _lock(folder, exclusively=False)
    if descriptor is None:
        return None
    try:
        # The descriptor stays open on purpose: a store cannot say when it is done with its files, a process does when it ends.
        return ox.Store.read_only(str(folder))
    except (OSError, RuntimeError):  # damaged, as by a full disk: build it anew
        os.close(descriptor)
        _remove(folder)
        return None


def _built(place: Path, folder: Path, file: Path) -> bool:
    """Build a store aside and rename it; tell whether the place can be written to."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        (place / ".gitignore").write_text("*\n", encoding="utf-8")
        aside = Path(tempfile.mkdtemp(dir=place, prefix="building-"))
    except OSError:
        return False
    descriptor = _lock(aside, exclusively=True)
    try:
        store = ox.Store(str(aside))
        load_file(store, file)
        store.flush()
        del store  # closes it
        aside.rename(folder)
    except (OSError, RuntimeError) as error:
        if not folder.is_dir():  # else another process was faster
            raise QueryError(f"cannot write the store {aside}: {error}") from None
    finally:
        if descriptor is not None:
            os.close(descriptor)
        shutil.rmtree(aside, ignore_errors=True)
    return True


def _clear(place: Path, current: Path) -> None:
    """Remove the stores of earlier graphs and what killed builds left, unless a process still holds them."""
    for folder in place.iterdir():
        if folder.is_dir() and folder != current:
            _remove(folder)


def _remove(folder: Path) -> None:
    """Remove a store that no process holds."""
    descriptor = _lock(folder, exclusively=True)
    if descriptor is not None:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def _lock(folder: Path, *, exclusively: bool) -> int | None:
    """Lock a folder until the descriptor that is returned is closed; None if it is gone, or another process holds it."""
    if sys.platform == "win32":  # Windows itself refuses to remove files that are open
        return os.open(os.devnull, os.O_RDONLY) if folder.is_dir() else None
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if exclusively else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(descriptor), folder.stat()):
            return descriptor
    except OSError:  # held, or removed meanwhile
        pass
    os.close(descriptor)
    return None
