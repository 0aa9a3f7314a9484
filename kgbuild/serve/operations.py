"""All that a worker can be asked for, by name."""

from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, TypeAlias

import pyoxigraph as ox
from pydantic import BaseModel

from kgbuild.serve.api.around import neighbourhood
from kgbuild.serve.api.nodes import node_view
from kgbuild.serve.api.ready import question_sparql, ready_questions
from kgbuild.serve.api.search import search
from kgbuild.serve.api.summary import summary
from kgbuild.serve.entity import answer_entity
from kgbuild.serve.sparql import answer_query

Operation: TypeAlias = Callable[[ox.Store, Mapping[str, Any], BinaryIO], str]
"""Writes its answer to a stream and returns the media type."""


def _json(make: Callable[..., BaseModel]) -> Operation:
    """Return an operation that answers with a model as JSON."""

    def operation(store: ox.Store, parameters: Mapping[str, Any], stream: BinaryIO) -> str:
        stream.write(make(store, **parameters).model_dump_json().encode("utf-8", "replace"))
        return "application/json"

    return operation


def _sparql(store: ox.Store, parameters: Mapping[str, Any], stream: BinaryIO) -> str:
    stream.write(question_sparql(store, **parameters).encode())
    return "application/sparql-query"


OPERATIONS: Mapping[str, Operation] = {
    "query": answer_query,
    "entity": answer_entity,
    "search": _json(search),
    "node": _json(node_view),
    "neighbourhood": _json(neighbourhood),
    "summary": _json(summary),
    "questions": _json(ready_questions),
    "question": _sparql,
}
