"""The graph directory: what `kgbuild build` writes and every other command reads (extractions, exports, manifest, rejects)."""

import hashlib
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import ValidationError

from kgbuild.assemble import assemble
from kgbuild.assemble.confident import confident
from kgbuild.assemble.decisions import Decisions
from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.related import relate
from kgbuild.errors import SourceError
from kgbuild.export import EXPORTERS
from kgbuild.manifest import MANIFEST, Manifest, read_manifest
from kgbuild.models import Extraction, Reject
from kgbuild.restore import PARTIAL, RESTORERS, graph_file, restore
from kgbuild.vocabulary import Vocabulary, load_vocabulary

EXTRACTIONS = "extractions.jsonl"
REJECTS = "rejects.jsonl"
LEXICON = "lexicon.tsv"
"""The user's own table that a build was made with, kept so that the graph can be assembled again."""

LINKS = "links.tsv"
"""The user's decisions about names that a build obeyed, kept so that it and later builds obey them again."""

_STAGE = ".building-"


@contextmanager
def staged(directory: Path) -> Iterator[Path]:
    """Yield a temporary folder whose files move into `directory` when the block ends well.

    Files of an earlier build that this one did not make are removed, as its manifest names them; other files stay. If the block
    raises, `directory` is left as it was. What a killed build left behind is removed.

    Args:
        directory: Made if need be.

    Raises:
        SourceError: If `directory` is a file.

    Example:
        >>> folder = Path(tempfile.mkdtemp()) / "graph"
        >>> with staged(folder) as stage:
        ...     _ = (stage / "manifest.json").write_text("{}")
        >>> [path.name for path in folder.iterdir()]
        ['manifest.json']
    """
    if directory.exists() and not directory.is_dir():
        raise SourceError(f"{directory} is a file: name a folder to write the graph into")
    directory.mkdir(parents=True, exist_ok=True)
    for leftover in directory.glob(f"{_STAGE}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    stage = Path(tempfile.mkdtemp(dir=directory, prefix=_STAGE))
    try:
        yield stage
        made = sorted(path.name for path in stage.iterdir())
        for name in sorted(set(_outputs(directory)) - set(made)):
            (directory / name).unlink(missing_ok=True)
        for name in sorted(made, key=lambda name: (name == MANIFEST, name)):
            (stage / name).replace(directory / name)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def write_extractions(extractions: Iterable[Extraction], stream: BinaryIO) -> Iterator[Extraction]:
    """Pass extractions on while writing each as a line of JSON.

    Args:
        extractions: Any stream; it is consumed as the result is.
        stream: Where the lines go.

    Example:
        >>> import io
        >>> from kgbuild.models import Paper
        >>> out = io.BytesIO()
        >>> _ = list(write_extractions([Extraction(paper=Paper(id="p", title="T"))], out))
        >>> json.loads(out.getvalue())["paper"]["title"]
        'T'
    """
    for extraction in extractions:
        stream.write(extraction.model_dump_json().encode() + b"\n")
        yield extraction


def read_extractions(path: Path) -> Iterator[Extraction]:
    """Yield the extractions of a graph directory or of a file that `kgbuild extract` wrote.

    Args:
        path: The directory or file.

    Raises:
        SourceError: If there is no such file, or a line of it is no extraction.
    """
    file = path / EXTRACTIONS if path.is_dir() else path
    if not file.is_file():
        raise SourceError(f"no {file}: make it with 'kgbuild build INPUT -o {path}'")
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield Extraction.model_validate_json(line)
            except ValidationError as error:
                detail = error.errors()[0]
                where = ".".join(map(str, detail["loc"]))
                problem = f"{where}: {detail['msg']}" if where else detail["msg"]
                raise SourceError(
                    f"{file}:{number} is no extraction ({problem}): make the file anew with 'kgbuild extract'"
                ) from None


def write_rejects(rejects: Iterable[Reject], path: Path) -> None:
    """Write one line of JSON for each record that is not in the graph."""
    path.write_bytes(b"".join(reject.model_dump_json().encode() + b"\n" for reject in rejects))


def read_graph(path: Path, *, min_confidence: float = 0.0, left_out: Counter[str] | None = None) -> KnowledgeGraph:
    """Assemble the graph of a directory, as its build did, or of a file of extractions; or read it from a file that keeps it.

    Args:
        path: A graph directory, extractions, or a file of a format that keeps a whole graph (`kgbuild.restore.RESTORERS`).
        min_confidence: What is less confident is left out, beside what the directory's own build left out.
        left_out: What is left out is counted here, as `kgbuild.assemble.confident` does.

    Raises:
        SourceError: If the path holds neither extractions nor a graph, or no extractions although a confidence is asked for.
        VocabularyError: If the directory's lexicon is gone or damaged.
        LinkError: If the directory's decisions about names are gone or damaged.
    """
    left_out = Counter() if left_out is None else left_out
    if _holds_only_a_graph(path):
        if min_confidence:
            raise SourceError(f"{path} holds no extractions, whose confidence counts: give the graph directory it was made from")
        return restore(path)
    if not path.is_dir():
        return assemble(confident(read_extractions(path), min_confidence, left_out))
    manifest = read_manifest(path)
    least = max(min_confidence, manifest.left_out.below if manifest.left_out else 0.0)
    graph = assemble(
        confident(read_extractions(path), least, left_out),
        vocabulary=vocabulary_of(path, manifest),
        base=manifest.base,
        decisions=decisions_of(path, manifest),
    )
    if manifest.related:
        relate(graph)
    graph.provenance = manifest.provenance()
    return graph


def _holds_only_a_graph(path: Path) -> bool:
    if path.is_dir():
        return graph_file(path) is not None and not (path / EXTRACTIONS).is_file()
    return path.suffix in RESTORERS or path.suffix in PARTIAL


def vocabulary_of(directory: Path, manifest: Manifest) -> Vocabulary:
    """Return the vocabulary that a directory was built with, its lexicon included.

    Raises:
        VocabularyError: If the directory's lexicon is gone or damaged.
    """
    return load_vocabulary(directory / LEXICON if manifest.lexicon else None)


def decisions_of(directory: Path, manifest: Manifest) -> Decisions | None:
    """Return the decisions about names that a directory was built with.

    Raises:
        LinkError: If they are gone or damaged.
    """
    return Decisions.read(directory / LINKS) if manifest.links else None


def checksums(directory: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a directory, by name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(directory.iterdir()) if path.is_file()}


def _outputs(directory: Path) -> list[str]:
    """The files of an earlier build, as far as its manifest tells and only by names that kgbuild gives."""
    try:
        manifest: dict[str, Any] = json.loads((directory / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return []
    ours = {EXTRACTIONS, REJECTS, LEXICON, LINKS, *(exporter.filename for exporter in EXPORTERS.values())}
    return sorted(ours & set(manifest.get("outputs", {})))
