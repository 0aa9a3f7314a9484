"""Checks of a graph directory's manifest against the files beside it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Store

from kgbuild.directory import EXTRACTIONS, REJECTS
from kgbuild.manifest import MANIFEST, Manifest
from kgbuild.validate.finding import Finding
from kgbuild.validate.graph import base_in, counts_in

_ANEW = "build the directory anew"


def check_files(manifest: Manifest, directory: Path) -> Iterator[Finding]:
    """Yield the files that are not what the manifest says: gone, changed, or of another number of lines.

    Args:
        manifest: What `kgbuild.manifest.read_manifest` returned.
        directory: Where it lies.
    """
    for name, digest in sorted(manifest.outputs.items()):
        file = directory / name
        if not file.is_file():
            yield Finding(MANIFEST, name, "file-missing", f"The file is gone: {_ANEW}, or 'kgbuild export' it.")
        elif (found := _sha256(file)) != digest:
            yield Finding(MANIFEST, name, "file-checksum", f"The file was changed after the build: {_ANEW}.", found)
    for name, expected in ((EXTRACTIONS, manifest.papers), (REJECTS, manifest.rejected)):
        lines = _lines(directory / name)
        if lines is not None and lines != expected:
            yield Finding(MANIFEST, name, "count-lines", f"The manifest says {expected:,} lines: {_ANEW}.", f"{lines:,}")


def check_counts(manifest: Manifest, store: Store, file: str) -> Iterator[Finding]:
    """Yield where the graph's counts or base are not those of the manifest.

    Args:
        manifest: What `kgbuild.manifest.read_manifest` returned.
        store: The graph beside it.
        file: The name of the file that the graph was read from.
    """
    nodes, edges = counts_in(store)
    for said, found, what in ((manifest.nodes, nodes, "nodes"), (manifest.edges, edges, "edges")):
        for name in sorted(said.keys() | (found.keys() if what == "edges" else set())):
            if said.get(name, 0) != found.get(name, 0):
                mend = f"The manifest says {said.get(name, 0):,} {what}: {_ANEW}."
                yield Finding(file, name, f"count-{what}", mend, f"{found.get(name, 0):,}")
    if base_in(store) != manifest.base:
        yield Finding(file, base_in(store), "base", f"The manifest says that the graph's base is {manifest.base}: {_ANEW}.")


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _lines(file: Path) -> int | None:
    if not file.is_file():
        return None
    with file.open("rb") as lines:
        return sum(1 for _ in lines)
