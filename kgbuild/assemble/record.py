"""One paper's extraction, condensed to what the graph needs: names without places, statements with their sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from kgbuild.assemble.abbreviation import unfolded
from kgbuild.assemble.graph import Node, Passage, Scalar
from kgbuild.assemble.web import repository
from kgbuild.identifiers import Identifiers, name_key
from kgbuild.models import PAPER, Claim, Entity, Evidence, Extraction, Paper, Result


class Name(NamedTuple):
    """What a paper calls one thing: the unit that is counted over the corpus and resolved.

    Attributes:
        type: The class that the paper's extraction gave it.
        name: The clearest form.
        forms: All spellings in that paper, sorted.
        concept: IRI of the concept that the extraction saw in it.
        told: Whether the paper leaves an abbreviation alone, and its long form here is what the company of the name tells.
    """

    type: str
    name: str
    forms: tuple[str, ...]
    concept: str | None = None
    told: bool = False


End: TypeAlias = Name | str
"""An end of a statement: a name to be resolved, or the IRI of a paper, result or repository."""


@dataclass(frozen=True, slots=True)
class Statement:
    """An edge as one sentence of one paper states it."""

    subject: End
    predicate: str
    object: End
    passage: Passage
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All that the graph keeps of one paper.

    Attributes:
        nodes: The paper's own node, its results and its repositories, by IRI.
        names: Every name of the paper.
        statements: What it says, in no order.
    """

    nodes: dict[str, Node]
    names: frozenset[Name]
    statements: tuple[Statement, ...]

    def joined(self, other: "Record") -> "Record":
        """Return what two extractions of one paper say together."""
        nodes = dict(self.nodes)
        for iri, node in other.nodes.items():
            nodes[iri] = max(nodes.get(iri, node), node, key=lambda candidate: (len(candidate.details), repr(candidate)))
        return Record(nodes, self.names | other.names, self.statements + other.statements)


def condense(extraction: Extraction, identifiers: Identifiers) -> Record:
    """Return the record of one extraction.

    Args:
        extraction: What one paper says.
        identifiers: Mints the IRIs of the paper, its results and its repositories.

    Example:
        >>> record = condense(Extraction(paper=Paper(title="BERT")), Identifiers())
        >>> [node.label for node in record.nodes.values()]
        ['BERT']
    """
    return _Condenser(extraction, identifiers).record()


class _Condenser:
    """The state of condensing one extraction."""

    def __init__(self, extraction: Extraction, identifiers: Identifiers) -> None:
        self.extraction = extraction
        self.identifiers = identifiers
        self.paper = identifiers.paper(extraction.paper.id)
        self.year = extraction.paper.year
        self.nodes = {self.paper: paper_node(self.paper, extraction.paper)}
        self.entities = {entity.id: entity for entity in extraction.entities}
        self.names = {entity.id: _name(entity) for entity in extraction.entities}
        self.extra: set[Name] = set()
        self.sentences: dict[str, str] = {}

    def record(self) -> Record:
        statements = (*self._claims(), *self._results())
        return Record(self.nodes, frozenset(self.names.values()) | self.extra, statements)

    def _claims(self) -> Iterator[Statement]:
        domains: dict[str, int] = {}
        for claim in self.extraction.claims:
            rank = domains.setdefault(claim.object, len(domains) + 1) if claim.predicate == "inDomain" else None
            subject = self.paper if claim.subject == PAPER else self.names[claim.subject]
            target = self._repository(claim.object) if claim.object not in self.names else self.names[claim.object]
            for evidence in claim.evidence:
                passage = self._passage(evidence, self._marks(claim, evidence), claim.confidence, claim.extractor)
                yield Statement(subject, claim.predicate, target, passage, rank)

    def _marks(self, claim: Claim, evidence: Evidence) -> Iterator[tuple[int, int]]:
        for end in (claim.subject, claim.object):
            if end in self.entities:
                yield from _inside(self.entities[end], evidence)
        if claim.object not in self.entities:
            yield from _occurrences(claim.object, evidence)

    def _passage(self, evidence: Evidence, marks: Iterable[tuple[int, int]], confidence: float, extractor: str) -> Passage:
        text = self.sentences.setdefault(evidence.text, evidence.text)
        marked = tuple(sorted(set(marks)))
        return Passage(self.paper, evidence.field, evidence.start, evidence.end, text, marked, confidence, extractor)

    def _repository(self, url: str) -> str:
        place = repository(url)
        iri = self.identifiers.entity("CodeRepository", place.key)
        node = Node(iri, "CodeRepository", place.label, first_year=self.year, last_year=self.year, details=(("url", place.url),))
        self.nodes[iri] = min(self.nodes.get(iri, node), node, key=lambda candidate: candidate.details)
        return iri

    def _results(self) -> Iterator[Statement]:
        for result in self.extraction.results:
            evidence = result.evidence
            parts = (evidence.field, result.value, result.metric or "", result.dataset or "", result.system or "")
            iri = self.identifiers.result(self.paper, evidence.start, *parts)
            self.nodes[iri] = _result_node(iri, result, self.year)
            marks = list(_occurrences(result.value, evidence))
            yield Statement(self.paper, "reportsResult", iri, self._passage(evidence, marks, result.confidence, result.extractor))
            for predicate, words, types in (
                ("onMetric", result.metric, ("Metric",)),
                ("onDataset", result.dataset, ("Dataset",)),
                ("ofSystem", result.system, ("Model", "Method")),
            ):
                if words and words.strip():
                    both = [*marks, *_occurrences(words, evidence)]
                    passage = self._passage(evidence, both, result.confidence, result.extractor)
                    yield Statement(iri, predicate, self._named(words, types), passage)

    def _named(self, words: str, types: tuple[str, ...]) -> Name:
        """Return the paper's entity of these words, or a new name: what a result speaks of is in the graph."""
        key = name_key(words)
        for name in self.names.values():
            if name.type in types and key in map(name_key, name.forms):
                return name
        name = Name(types[-1], words, tuple(sorted(unfolded(words))))
        self.extra.add(name)
        return name


def _name(entity: Entity) -> Name:
    forms = {form for whole in (entity.name, *(mention.text for mention in entity.mentions)) for form in unfolded(whole)}
    return Name(entity.type, entity.name, tuple(sorted(forms)), entity.concept)


def _inside(entity: Entity, evidence: Evidence) -> Iterator[tuple[int, int]]:
    for mention in entity.mentions:
        if mention.field == evidence.field and evidence.start <= mention.start and mention.end <= evidence.end:
            yield mention.start, mention.end


def _occurrences(words: str, evidence: Evidence) -> Iterator[tuple[int, int]]:
    place = evidence.text.find(words)
    if place >= 0:
        yield evidence.start + place, evidence.start + place + len(words)


def paper_node(iri: str, paper: Paper) -> Node:
    """Return the node of a paper, with all that its source said.

    Example:
        >>> paper_node("urn:p", Paper(id="p", title="BERT", year=2018)).details
        (('id', 'p'), ('year', 2018))
    """
    values: dict[str, Scalar | None] = {
        "abstract": paper.abstract or None,
        "arxiv_id": paper.arxiv_id,
        "authors": "; ".join(paper.authors) or None,
        "categories": "; ".join(paper.categories) or None,
        "doi": paper.doi,
        "id": paper.id,
        "sources": "; ".join(sorted({f"{origin.file}:{origin.line}" for origin in paper.sources})) or None,
        "url": paper.url,
        "venue": paper.venue,
        "year": paper.year,
    }
    details = tuple((key, value) for key, value in values.items() if value is not None)
    return Node(iri, "Paper", paper.title, first_year=paper.year, last_year=paper.year, details=details)


_SPACE = re.compile(r"\s+")


def _result_node(iri: str, result: Result, year: int | None) -> Node:
    label = " ".join(
        part
        for part in (
            _SPACE.sub(" ", result.metric or ""),
            result.value,
            f"on {result.dataset}" if result.dataset else "",
            f"({result.system})" if result.system else "",
        )
        if part
    )
    values: dict[str, Scalar | None] = {"delta": result.delta, "number": result.number, "unit": result.unit, "value": result.value}
    details = tuple((key, value) for key, value in values.items() if value is not None)
    return Node(iri, "Result", label, first_year=year, last_year=year, details=details)
