"""What the API offers: one table, from which its routes and its OpenAPI document are made."""

from dataclasses import dataclass

from pydantic import BaseModel

from kgbuild.serve.api.models import Neighbourhood, NodeView, Questions, SearchResult, Summary

MOST_RESULTS = 100
MOST_LINKS = 200
MOST_NODES = 500
MOST_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a request.

    Attributes:
        name: In the address.
        argument: Of the worker's operation.
        meaning: For people.
        default: What holds without it; None if it must be there, an int if it is a number.
        most: The greatest number.
        example: For the documentation.
    """

    name: str
    argument: str
    meaning: str
    default: str | int | None = None
    most: int = 0
    example: str = ""


@dataclass(frozen=True, slots=True)
class ApiOperation:
    """Something that the API does.

    Attributes:
        path: Below `/api`.
        name: Of the worker's operation.
        title: One line.
        fields: Of a request.
        answer: What it answers with.
    """

    path: str
    name: str
    title: str
    fields: tuple[Field, ...]
    answer: type[BaseModel]


_IRI = Field("iri", "iri", "The node, as a whole IRI", example="https://w3id.org/kgbuild/id/model/bert")

API: tuple[ApiOperation, ...] = (
    ApiOperation("/summary", "summary", "What the graph holds: classes and properties by use, and the known prefixes", (), Summary),
    ApiOperation(
        "/search",
        "search",
        "Nodes by name",
        (
            Field("q", "said", "Words that the name has, in any case", example="bert"),
            Field("type", "class_", "Only nodes of this class, such as kg:Model", "", example="kg:Model"),
            Field("limit", "limit", "How many to return", 20, MOST_RESULTS),
        ),
        SearchResult,
    ),
    ApiOperation(
        "/node",
        "node",
        "One node: names, numbers, and its links with the sentences that state them",
        (_IRI, Field("limit", "most", "Links by one property and direction, the surest first", 25, MOST_LINKS)),
        NodeView,
    ),
    ApiOperation(
        "/neighbourhood",
        "neighbourhood",
        "The nodes around one, and the edges among them",
        (
            _IRI,
            Field("depth", "depth", "Edges to the farthest nodes", 1, MOST_DEPTH),
            Field("limit", "limit", "How many nodes to return", 100, MOST_NODES),
        ),
        Neighbourhood,
    ),
    ApiOperation("/questions", "questions", "The ready questions, each as SPARQL that can be run", (), Questions),
)
