"""All that a worker can be asked for, by name.

What makes JSON is imported when it is first asked for: a worker that takes the place of a killed one is ready in half of the time.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

import pyoxigraph as ox

from kgbuild.serve.sparql import answer_query

if TYPE_CHECKING:
    from pydantic import BaseModel

Operation: TypeAlias = Callable[[ox.Store, Mapping[str, Any], BinaryIO], str]
"""Writes its answer to a stream and returns the media type."""


def _lazily(module: str, name: str) -> Callable[..., Any]:
    """Return a stand-in for a function of the server that imports it at its first call."""

    def call(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - those of the function
        return getattr(import_module(f"kgbuild.serve.{module}"), name)(*args, **named)

    return call


def _json(make: Callable[..., "BaseModel"]) -> Operation:
    """Return an operation that answers with a model as JSON."""

    def operation(store: ox.Store, parameters: Mapping[str, Any], stream: BinaryIO) -> str:
        stream.write(make(store, **parameters).model_dump_json().encode("utf-8", "replace"))
        return "application/json"

    return operation


def _sparql(make: Callable[..., str]) -> Operation:
    """Return an operation that answers with the text of a query."""

    def operation(store: ox.Store, parameters: Mapping[str, Any], stream: BinaryIO) -> str:
        stream.write(make(store, **parameters).encode())
        return "application/sparql-query"

    return operation


OPERATIONS: Mapping[str, Operation] = {
    "query": answer_query,
    "entity": _lazily("entity", "answer_entity"),
    "search": _json(_lazily("api.search", "search")),
    "node": _json(_lazily("api.nodes", "node_view")),
    "neighbourhood": _json(_lazily("api.around", "neighbourhood")),
    "summary": _json(_lazily("api.summary", "summary")),
    "questions": _json(_lazily("api.ready", "ready_questions")),
    "question": _sparql(_lazily("api.ready", "question_sparql")),
}
