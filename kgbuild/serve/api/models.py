"""What the API answers with; the OpenAPI document is made from these."""

from typing import Literal

from pydantic import Field

from kgbuild.models import Frozen


class Count(Frozen):
    """A class or property and how often it is used.

    Attributes:
        iri: Its IRI.
        name: Its prefixed name, or the IRI.
        label: What to call it, if its vocabulary is known here.
        comment: What it means, likewise.
        uses: Nodes of the class, or triples with the property.
    """

    iri: str
    name: str
    label: str = ""
    comment: str = ""
    uses: int


class Summary(Frozen):
    """What a graph holds.

    Attributes:
        base: The IRI under which its own IRIs were minted.
        triples: How many.
        prefixes: Prefix to namespace, as queries may use them undeclared.
        classes: Those in use, the most used first.
        properties: Likewise.
    """

    base: str
    triples: int
    prefixes: dict[str, str]
    classes: tuple[Count, ...]
    properties: tuple[Count, ...]


class Found(Frozen):
    """A node that a search found.

    Attributes:
        iri: Its IRI.
        label: What it is called.
        types: Prefixed names of its classes.
        matched: The name that fits, if it is not the label.
        support: How many papers speak of it, if that is known.
    """

    iri: str
    label: str
    types: tuple[str, ...]
    matched: str = ""
    support: int | None = None


class SearchResult(Frozen):
    """What a search found.

    Attributes:
        total: How many nodes fit, of those looked at.
        complete: Whether all that fit were looked at.
        results: The best of them, in order.
    """

    total: int
    complete: bool
    results: tuple[Found, ...]


class Value(Frozen):
    """A text or number that is said of a node.

    Attributes:
        property: Prefixed name.
        value: As written.
        datatype: Prefixed name of its datatype; empty for text.
        language: Of a text, if it is tagged.
    """

    property: str
    value: str
    datatype: str = ""
    language: str = ""


class Link(Frozen):
    """A node at the other end of a relation.

    Attributes:
        iri: Its IRI.
        label: What it is called.
        types: Prefixed names of its classes.
        confidence: Of the statement, if it is described.
        sentence: Of a paper that says so, if there is one.
    """

    iri: str
    label: str
    types: tuple[str, ...] = ()
    confidence: float | None = None
    sentence: str = ""


class Relation(Frozen):
    """All links of a node by one property in one direction.

    Attributes:
        property: Prefixed name.
        iri: Of the property.
        direction: `out` if the node is the subject.
        total: How many links there are.
        links: The surest of them.
    """

    property: str
    iri: str
    direction: Literal["out", "in"]
    total: int
    links: tuple[Link, ...]


class NodeView(Frozen):
    """One node with what is said of it.

    Attributes:
        iri: Its IRI.
        label: What it is called.
        types: Prefixed names of its classes.
        values: Texts and numbers.
        relations: Links to and from other nodes.
    """

    iri: str
    label: str
    types: tuple[str, ...]
    values: tuple[Value, ...]
    relations: tuple[Relation, ...]


class Neighbour(Frozen):
    """A node near another.

    Attributes:
        iri: Its IRI.
        label: What it is called.
        types: Prefixed names of its classes.
        distance: Edges between it and the centre.
    """

    iri: str
    label: str
    types: tuple[str, ...]
    distance: int


class Edge(Frozen):
    """A relation between two nodes of a neighbourhood.

    Attributes:
        source: IRI of the subject.
        predicate: Prefixed name.
        target: IRI of the object.
    """

    source: str
    predicate: str
    target: str


class Neighbourhood(Frozen):
    """The nodes around one, and all edges among them.

    Attributes:
        centre: IRI of the node.
        complete: Whether no node was left out for the limit.
        nodes: The centre first, then the nearest.
        edges: Sorted.
    """

    centre: str
    complete: bool
    nodes: tuple[Neighbour, ...]
    edges: tuple[Edge, ...]


class ParameterView(Frozen):
    """What may or must be said to have a question answered.

    Attributes:
        name: Of the field.
        types: Classes of what it names, or `integer`, `number`, `year` or `text`.
        description: What it means.
        default: What holds if nothing is said.
        required: Whether it must be said.
        example: A value for which the sample has an answer.
    """

    name: str
    types: tuple[str, ...]
    description: str
    default: str | None
    required: bool
    example: str = ""


class QuestionView(Frozen):
    """A ready question.

    Attributes:
        name: Such as `papers-using-model`.
        title: One line.
        description: What it answers.
        parameters: What may be said.
        sparql: The query, with the example's values if this graph has them.
    """

    name: str
    title: str
    description: str
    parameters: tuple[ParameterView, ...]
    sparql: str


class Questions(Frozen):
    """The ready questions.

    Attributes:
        questions: By name.
    """

    questions: tuple[QuestionView, ...] = Field(default=())


class Problem(Frozen):
    """Why a request is not answered (RFC 9457).

    Attributes:
        title: What went wrong and how to mend it.
        status: Of the HTTP response.
    """

    title: str
    status: int
