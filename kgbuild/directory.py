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

from pydantic import Field, ValidationError

from kgbuild.assemble import assemble
from kgbuild.assemble.confident import confident
from kgbuild.assemble.decisions import CLASSES, Decisions
from kgbuild.assemble.graph import Input, KnowledgeGraph, Provenance
from kgbuild.assemble.related import relate
from kgbuild.errors import SourceError
from kgbuild.export import EXPORTERS
from kgbuild.models import Extraction, Frozen, Reject
from kgbuild.restore import PARTIAL, RESTORERS, graph_file, restore
from kgbuild.sources import InputFile, Lookalike
from kgbuild.vocabulary import Vocabulary, load_vocabulary

EXTRACTIONS = "extractions.jsonl"
REJECTS = "rejects.jsonl"
MANIFEST = "manifest.json"
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


def reasons(extractions: Iterable[Extraction], counts: Counter[str]) -> Iterator[Extraction]:
    """Pass extractions on while counting the reasons for which papers were not read, or not whole.

    Args:
        extractions: Any stream.
        counts: What is counted.
    """
    for extraction in extractions:
        if extraction.unread is not None:
            counts[extraction.unread] += 1
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


class LexiconFile(Frozen):
    """The user's own table of names that a graph was made with; its text is kept as `lexicon.tsv`.

    Attributes:
        name: The file's name, without its folder.
        sha256: Of the text as UTF-8 with plain newlines.
        concepts: How many concepts it holds.
    """

    name: str
    sha256: str
    concepts: int


class LinksFile(Frozen):
    """The user's decisions about names that a graph was made with; their text is kept as `links.tsv`.

    Attributes:
        name: The file's name, without its folder.
        sha256: Of the text as UTF-8 with plain newlines.
        decisions: How many there are.
        idle: The lines that touch nothing in the graph.
        unfit: How many statements were left out because no relation suits the class that the user gave to one of their ends.
    """

    name: str
    sha256: str
    decisions: int
    idle: tuple[int, ...] = ()
    unfit: int = 0


class LeftOut(Frozen):
    """What a graph does not hold although its extractions say it, for want of confidence.

    Attributes:
        below: The confidence that claims and results must reach.
        claims: How many claims did not.
        results: How many results did not.
        entities: How many entities of papers went with the last claim about them.
    """

    below: float
    claims: int = 0
    results: int = 0
    entities: int = 0


class Manifest(Frozen):
    """What a graph directory holds and what it was made from; no clock, so that the same input gives the same bytes.

    Attributes:
        kgbuild: Version of the software.
        ontology: Version of the ontology.
        extractor: Name of the extractor.
        base: The IRI under which the graph's own IRIs were minted.
        inputs: Each file read, with its SHA-256 and the number of its records.
        lexicon: The user's own table of names, if there was one.
        links: The user's decisions about names, if there were any.
        left_out: What the user wanted left out, if anything; `extractions.jsonl` holds it all the same.
        related: Whether the graph ties each paper to those most like it.
        circles: Labels of things that papers state to be based on each other in a circle.
        papers: How many papers are in the graph.
        merged: How many records were folded into another as the same paper.
        rejected: How many records are in `rejects.jsonl`.
        truncated: How many papers were too long to be read to their end.
        unread: How many papers were not read, or not whole, by reason; `extractions.jsonl` says which.
        lookalikes: Ids of papers kept apart although their titles agree or nearly do, and why they look alike.
        nodes: Number of nodes by class.
        grounded: How many of them are concepts of the vocabulary, for the classes that have concepts.
        edges: Number of edges by relation.
        outputs: SHA-256 of each file beside the manifest.
    """

    kgbuild: str
    ontology: str
    extractor: str
    base: str
    inputs: tuple[InputFile, ...]
    lexicon: LexiconFile | None = None
    links: LinksFile | None = None
    left_out: LeftOut | None = None
    related: bool = False
    circles: tuple[tuple[str, ...], ...] = ()
    papers: int
    merged: int
    rejected: int
    truncated: int
    unread: dict[str, int] = Field(default_factory=dict)
    lookalikes: tuple[Lookalike, ...]
    nodes: dict[str, int]
    grounded: dict[str, int] = Field(default_factory=dict)
    edges: dict[str, int]
    outputs: dict[str, str]

    def provenance(self) -> Provenance:
        """Return what the graph was made by and from, the user's lexicon and decisions included, as its RDF says."""
        inputs = [Input(file.name, file.sha256, file.records) for file in self.inputs]
        if self.lexicon is not None:
            inputs.append(Input(self.lexicon.name, self.lexicon.sha256, self.lexicon.concepts))
        if self.links is not None:
            inputs.append(Input(self.links.name, self.links.sha256, self.links.decisions))
        return Provenance(self.kgbuild, tuple(sorted(inputs)))

    def write(self, directory: Path) -> None:
        """Write `manifest.json` into the directory."""
        (directory / MANIFEST).write_text(self.model_dump_json(indent=2) + "\n", encoding="utf-8")


def read_manifest(directory: Path) -> Manifest:
    """Return the manifest of a graph directory.

    Raises:
        SourceError: If the directory holds none, or one that kgbuild did not write.
    """
    file = directory / MANIFEST
    try:
        return Manifest.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        raise SourceError(
            f"{directory} is no graph directory (it has no {MANIFEST}): make one with 'kgbuild build INPUT -o {directory}'"
        ) from None
    except ValidationError:
        raise SourceError(f"{file} is damaged or of another version: build the directory anew") from None


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


def grounded(graph: KnowledgeGraph) -> dict[str, int]:
    """Return how many nodes are concepts of the vocabulary, for each class that has concepts, in alphabetical order.

    Example:
        >>> grounded(KnowledgeGraph())
        {}
    """
    found = Counter(
        {data["type"]: 0 for _, data in graph.nx.nodes(data=True) if data["type"] in CLASSES or data["concept"] is not None}
    )
    found.update(data["type"] for _, data in graph.nx.nodes(data=True) if data["concept"] is not None)
    return dict(sorted(found.items()))


def counts(graph: KnowledgeGraph) -> tuple[dict[str, int], dict[str, int]]:
    """Return the number of nodes by class and of edges by relation, in alphabetical order.

    Example:
        >>> counts(KnowledgeGraph())
        ({}, {})
    """
    nodes = Counter(data["type"] for _, data in graph.nx.nodes(data=True))
    edges = Counter(key for _, _, key in graph.nx.edges(keys=True))
    return dict(sorted(nodes.items())), dict(sorted(edges.items()))


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
