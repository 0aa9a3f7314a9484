"""The manifest of a graph directory: what it holds and what it was made from."""

import hashlib
from collections import Counter
from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError

from kgbuild.assemble.decisions import CLASSES, Decisions
from kgbuild.assemble.graph import Input, KnowledgeGraph, Provenance
from kgbuild.errors import SourceError
from kgbuild.lexicon.tables import parse_table
from kgbuild.models import Frozen
from kgbuild.sources import InputFile, Lookalike
from kgbuild.vocabulary import Lexicon

MANIFEST = "manifest.json"


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

    @classmethod
    def of(cls, lexicon: Lexicon) -> Self:
        """Return the description of a table."""
        return cls(name=lexicon.file, sha256=_digest(lexicon.text), concepts=len(parse_table(lexicon.text, lexicon.file)))


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

    @classmethod
    def of(cls, decisions: Decisions, graph: KnowledgeGraph) -> Self:
        """Return the description of decisions that a graph obeys."""
        return cls(
            name=decisions.file,
            sha256=_digest(decisions.text),
            decisions=len(decisions.lines),
            idle=graph.idle,
            unfit=graph.unfit,
        )


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


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
