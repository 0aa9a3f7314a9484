"""A process that makes the pages of `kgbuild.site` for a graph directory, apart from those that answer queries."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, BinaryIO, TypeAlias

from kgbuild.directory import read_graph
from kgbuild.serve.explorer import EXPLORER
from kgbuild.serve.worker import work
from kgbuild.site import Site

_MEDIA = MappingProxyType(
    {
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".svg": "image/svg+xml",
        ".ttl": "text/turtle",
        ".jsonld": "application/ld+json",
        ".xml": "application/xml",
    }
)


def _site(path: Path) -> tuple[Site, dict[str, Any]]:
    explorer = path / EXPLORER
    site = Site(read_graph(path), explorer=explorer.read_bytes if explorer.is_file() else None)
    site.paths()  # makes the table of what there is
    return site, {}


def _file(site: Site, parameters: Mapping[str, Any], stream: BinaryIO) -> str:
    """Write a file of the site; nothing if it has none of this path."""
    path: str = parameters["path"]
    try:
        stream.write(site.file(path))
    except KeyError:
        return ""
    return _MEDIA.get(PurePosixPath(path).suffix, "application/octet-stream")


def _address(site: Site, parameters: Mapping[str, Any], stream: BinaryIO) -> str:
    """Write the path of a node's page; nothing if the graph has no such node."""
    try:
        stream.write(site.address(parameters["iri"]).encode())
    except KeyError:
        return ""
    return "text/plain"


Operation: TypeAlias = Callable[[Site, Mapping[str, Any], BinaryIO], str]
OPERATIONS: Mapping[str, Operation] = MappingProxyType({"file": _file, "address": _address})

if __name__ == "__main__":
    work(sys.argv[1:], _site, OPERATIONS)
