"""The types that pass between stages: frozen, validated, and written as JSON Lines with their keys in this order."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from kgbuild.identifiers import content_hash, name_key, slug

TextField = Literal["title", "abstract"]
EntityType = Literal["Model", "Architecture", "Method", "Technique", "Task", "Dataset", "Metric", "Domain", "Tool"]
Confidence = Annotated[float, Field(ge=0, le=1)]

PAPER = "paper"
"""The subject of claims about the paper itself."""


class Frozen(BaseModel):
    """A value: immutable, hashable, and strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Origin(Frozen):
    """Where a record was read: a file's name (as the user would recognise it, never an absolute path) and a line from 1."""

    file: str
    line: int = Field(ge=1)


class Paper(Frozen):
    """A paper as its source gave it.

    Attributes:
        id: Stable name of the paper; made from title and abstract where the source has none.
        title: One line of text, never empty.
        abstract: The abstract; may be empty.
        year: Year of publication.
        authors: Names in order.
        venue: Journal or conference.
        url: A page about the paper.
        doi: Without resolver: `10.1234/abc`.
        arxiv_id: Without version: `1706.03762`.
        categories: Subject labels of the source, such as `cs.CL`.
        sources: Every place where this paper was read.

    Example:
        >>> Paper(title="Attention Is All You Need", abstract="We propose the Transformer.").id
        'attention-is-all-you-need-07c9633f9d'
    """

    id: str = ""
    title: str = Field(min_length=1)
    abstract: str = ""
    year: int | None = Field(default=None, ge=1000, le=9999)
    authors: tuple[str, ...] = ()
    venue: str | None = None
    url: str | None = None
    doi: str | None = None
    arxiv_id: str | None = None
    categories: tuple[str, ...] = ()
    sources: tuple[Origin, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _give_id(cls, data: object) -> object:
        if isinstance(data, dict) and not data.get("id") and isinstance(data.get("title"), str):
            return {**data, "id": paper_id(data["title"], str(data.get("abstract") or ""))}
        return data

    def text(self, field: TextField) -> str:
        """Return the title or the abstract."""
        return self.title if field == "title" else self.abstract


def paper_id(title: str, abstract: str) -> str:
    """Return the id of a paper that came without one: its title's slug and a hash of title and abstract.

    Args:
        title: Title as read.
        abstract: Abstract as read.

    Example:
        >>> paper_id("BERT", "") == paper_id("bert ", "")
        True
    """
    readable = slug(title).partition("_")[0][:60].strip("-.")
    return f"{readable or 'paper'}-{content_hash(name_key(title), name_key(abstract), digits=10)}"


class Reject(Frozen):
    """An input record that is not in the graph, with its place and the reason."""

    file: str
    line: int = Field(ge=1)
    reason: str


class Span(Frozen):
    """A stretch of a paper's title or abstract.

    Attributes:
        field: Which text the offsets count in.
        start: First character, from 0.
        end: One past the last character.
        text: What stands there: `paper.text(field)[start:end]`.
    """

    field: TextField
    start: int = Field(ge=0)
    end: int
    text: str

    @model_validator(mode="after")
    def _ordered(self) -> "Span":
        if self.end - self.start != len(self.text):
            msg = f"span {self.start}:{self.end} does not measure its text {self.text!r}"
            raise ValueError(msg)
        return self

    def __contains__(self, other: "Span") -> bool:
        return self.field == other.field and self.start <= other.start and other.end <= self.end


class Mention(Span):
    """One occurrence of an entity's name."""


class Evidence(Span):
    """The sentence (or title) that states a claim; the mentions inside it say which words."""


class Entity(Frozen):
    """A thing that one paper names.

    Attributes:
        id: Local to the paper: `e1`, `e2`, …
        type: A class of the ontology.
        name: The clearest form in the text; for a Domain its slug.
        mentions: Where it stands, in order; empty only for a Domain.
        concept: IRI of the vocabulary's concept, where there is one.
    """

    id: str
    type: EntityType
    name: str = Field(min_length=1)
    mentions: tuple[Mention, ...] = ()
    concept: str | None = None


class Claim(Frozen):
    """What the paper says: subject, predicate, object, how sure we are, and the words that say so.

    Attributes:
        subject: `paper` or an entity's id.
        predicate: Local name of a relation of the ontology.
        object: An entity's id, or for `hasCode` the address, with a scheme if the paper writes one.
        confidence: Estimated probability that the claim is right.
        evidence: At least one stretch of text.
        extractor: Which component made the claim.
    """

    subject: str
    predicate: str
    object: str
    confidence: Confidence
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    extractor: str


class Result(Frozen):
    """A reported outcome.

    Attributes:
        value: As written, with its unit: `84.2%`.
        number: The value as a number, where it is one.
        unit: `%`, `dB`, `×`, … or None.
        metric: The metric's name as written.
        dataset: The dataset's name as written.
        system: The system's name as written.
        delta: Whether the value is a difference to something else.
        evidence: The sentence that reports it.
        confidence: Estimated probability that the result is right.
        extractor: Which component read it.
    """

    value: str = Field(min_length=1)
    number: float | None = Field(default=None, allow_inf_nan=False)
    unit: str | None = None
    metric: str | None = None
    dataset: str | None = None
    system: str | None = None
    delta: bool = False
    evidence: Evidence
    confidence: Confidence
    extractor: str


def _is_none(value: object) -> bool:
    return value is None


class Extraction(Frozen):
    """Everything that one paper says, with each offset checked against the paper's own text.

    `unread` says what of the paper was not read, and why: that it is not English, say, or too long.

    Example:
        >>> paper = Paper(title="We study BERT")
        >>> bert = Entity(id="e1", type="Model", name="BERT", mentions=[Mention(field="title", start=9, end=13, text="BERT")])
        >>> Extraction(paper=paper, entities=[bert]).entity("e1").name
        'BERT'
    """

    paper: Paper
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    results: tuple[Result, ...] = ()
    unread: str | None = Field(default=None, exclude_if=_is_none)

    @field_validator("entities")
    @classmethod
    def _distinct_ids(cls, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
        if len({entity.id for entity in entities}) != len(entities):
            raise ValueError("two entities share an id")
        return entities

    @model_validator(mode="after")
    def _consistent(self) -> "Extraction":
        known = {entity.id for entity in self.entities}
        for claim in self.claims:
            if claim.subject != PAPER and claim.subject not in known:
                raise ValueError(f"claim about unknown entity {claim.subject!r}")
            if claim.object not in known and claim.predicate != "hasCode":
                raise ValueError(f"claim with unknown object {claim.object!r}")
        for span in self._spans():
            if self.paper.text(span.field)[span.start : span.end] != span.text:
                raise ValueError(f"{span.field}[{span.start}:{span.end}] is not {span.text!r}")
        return self

    def _spans(self) -> Iterable[Span]:
        for entity in self.entities:
            yield from entity.mentions
        for claim in self.claims:
            yield from claim.evidence
        for result in self.results:
            yield result.evidence

    def entity(self, entity_id: str) -> Entity:
        """Return the entity with this id.

        Raises:
            KeyError: If there is none.
        """
        for entity in self.entities:
            if entity.id == entity_id:
                return entity
        raise KeyError(entity_id)
