"""RO-Crate 1.1 metadata: what a graph directory is and what each of its files is, for archives (https://w3id.org/ro/crate/1.1)."""

import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.header import LICENCE
from kgbuild.export import EXPORTERS

_PROFILE = "https://w3id.org/ro/crate/1.1"
_NAME = "ro-crate-metadata.json"
_MANIFEST = "manifest.json"
_ENCODINGS = {
    ".cyjs": "application/json",
    ".dot": "text/vnd.graphviz",
    ".gexf": "application/gexf+xml",
    ".graphml": "application/graphml+xml",
    ".html": "text/html",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples",
    ".sqlite": "application/vnd.sqlite3",
    ".trig": "application/trig",
    ".tsv": "text/tab-separated-values",
    ".ttl": "text/turtle",
    ".ttl12": "text/turtle",
    ".zip": "application/zip",
}
_OWN_FILES = {
    "extractions.jsonl": "What each paper says, with exact offsets, one paper a line",
    "rejects.jsonl": "Each record that could not be used, and why",
    "lexicon.tsv": "The user's own names that the graph was made with",
    "links.tsv": "The user's decisions about names that the graph was made with",
    _MANIFEST: "Versions, inputs and checksums of the build",
}


def write_ro_crate(graph: KnowledgeGraph, stream: BinaryIO, *, folder: Path | None = None) -> None:
    """Write the metadata file of an RO-Crate that is a graph directory, with the size and SHA-256 of each file of ours in it.

    The date of publication is that of the environment variable SOURCE_DATE_EPOCH, where it is set; else the year of the newest
    paper, for a build knows no clock.

    Args:
        graph: What the directory holds; it is not changed.
        stream: Where to write; it stays open.
        folder: The directory; without one, no files are described.

    Example:
        >>> import io
        >>> stream = io.BytesIO()
        >>> write_ro_crate(KnowledgeGraph(), stream)
        >>> [entity["@id"] for entity in json.loads(stream.getvalue())["@graph"]][:2]
        ['ro-crate-metadata.json', './']
    """
    files = [] if folder is None else [_file(folder / name) for name in sorted(_described()) if (folder / name).is_file()]
    if folder is not None and not any(file["@id"] == _MANIFEST for file in files):  # a build writes it last
        files.append(_file(folder / _MANIFEST))
    described = [
        {"@id": _NAME, "@type": "CreativeWork", "conformsTo": {"@id": _PROFILE}, "about": {"@id": "./"}},
        _root(graph, files),
        *files,
        *_context(graph),
    ]
    document = {"@context": f"{_PROFILE}/context", "@graph": described}
    stream.write(json.dumps(document, indent=2, ensure_ascii=False).encode() + b"\n")


def _described() -> dict[str, str]:
    formats = {exporter.filename: exporter.description for exporter in EXPORTERS.values() if not exporter.fixed_name}
    return {**formats, **_OWN_FILES}


def _file(path: Path) -> dict[str, Any]:
    """Return the entity of a file; without checksum for the manifest, which holds the checksum of what is written here."""
    entity: dict[str, Any] = {"@id": path.name, "@type": "File", "name": path.name, "description": _described()[path.name]}
    if path.suffix in _ENCODINGS:
        entity["encodingFormat"] = _ENCODINGS[path.suffix]
    if path.name != _MANIFEST:
        entity["contentSize"] = str(path.stat().st_size)
        with path.open("rb") as file:
            entity["sha256"] = hashlib.file_digest(file, "sha256").hexdigest()
    return entity


def _root(graph: KnowledgeGraph, files: list[dict[str, Any]]) -> dict[str, Any]:
    papers = sum(node_type == "Paper" for node_type in graph.values("type").values())
    nodes, edges = graph.size
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": "Knowledge graph of research papers",
        "description": f"What {papers:,} research papers introduce, use, compare and report: {nodes:,} nodes and {edges:,} edges, "
        "with the sentences that say so. Titles, abstracts and quoted sentences are their authors'.",
        "datePublished": _published(graph),
        "license": {"@id": LICENCE},
        "hasPart": [{"@id": file["@id"]} for file in files],
        "mentions": {"@id": "#build"},
    }


def _published(graph: KnowledgeGraph) -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    newest = max((year for year in graph.values("last_year").values() if year is not None), default=1970)
    return f"{newest:04}-12-31"


def _context(graph: KnowledgeGraph) -> list[dict[str, Any]]:
    inputs = graph.provenance.inputs if graph.provenance else ()
    version = {"softwareVersion": graph.provenance.software} if graph.provenance else {}
    build = {
        "@id": "#build",
        "@type": "CreateAction",
        "name": "The build of this graph",
        "instrument": {"@id": "#kgbuild"},
        "object": [{"@id": f"#input-{file.sha256}"} for file in inputs],
        "result": {"@id": "./"},
    }
    return [
        {"@id": LICENCE, "@type": "CreativeWork", "name": "Creative Commons Attribution 4.0 International"},
        build,
        {"@id": "#kgbuild", "@type": "SoftwareApplication", "name": "kgbuild", **version},
        *({"@id": f"#input-{each.sha256}", "@type": "CreativeWork", "name": each.name, "sha256": each.sha256} for each in inputs),
    ]
