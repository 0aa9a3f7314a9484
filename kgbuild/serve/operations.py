"""All that a worker can be asked for, by name.

What makes JSON is imported when it is first asked for: a worker that takes the place of a killed one is ready in half of the time.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

import pyoxigraph as ox

from kgbuild.serve.sparql import answer_query

if TYPE_CHECKING:
    from pydantic import BaseModel

Operation: TypeAlias = Callable[[ox.Store, Mapping[str, Any], BinaryIO], str]
"""Writes its answer to a stream and returns the media type."""


def _entity(store: ox.Store, parameters: Mapping[str, Any], stream: BinaryIO) -> str:
    from kgbuild.serve.entity import answer_entity  # noqa: PLC0415 - as above

    return answer_entity(store, parameters, stream)


def _search(store: ox.Store, parameters: Mapping[str, Any], stream: BinaryIO) -> str:
    from kgbuild.serve.api.search import search  # noqa: PLC0415 - as above

    return _json(search(store, **parameters), stream)


def _node(store: ox.Store, parameters: Mapping[str, Any], stream: BinaryIO) -> str:
    from kgbuild.serve.api.nodes import node_view  # noqa: PLC0415 - as above

    return _json(node_view(store, **parameters), stream)


def _neighbourhood(store: ox.Store, parameters: Mapping[str, Any], stream: BinaryIO) -> str:
    from kgbuild.serve.api.around import neighbourhood  # noqa: PLC0415 - as above

    return _json(neighbourhood(store, **parameters), stream)


def _summary(store: ox.Store, parameters: Mapping[str, Any], stream: BinaryIO) -> str:
    from kgbuild.serve.api.summary import summary  # noqa: PLC0415 - as above

    return _json(summary(store, **parameters), stream)


def _questions(store: ox.Store, parameters: Mapping[str, Any], stream: BinaryIO) -> str:
    from kgbuild.serve.api.ready import ready_questions  # noqa: PLC0415 - as above

    return _json(ready_questions(store, **parameters), stream)


def _question(store: ox.Store, parameters: Mapping[str, Any], stream: BinaryIO) -> str:
    from kgbuild.serve.api.ready import question_sparql  # noqa: PLC0415 - as above

    stream.write(question_sparql(store, **parameters).encode())
    return "application/sparql-query"


def _json(answer: "BaseModel", stream: BinaryIO) -> str:
    stream.write(answer.model_dump_json().encode("utf-8", "replace"))
    return "application/json"


OPERATIONS: Mapping[str, Operation] = {
    "query": answer_query,
    "entity": _entity,
    "search": _search,
    "node": _node,
    "neighbourhood": _neighbourhood,
    "summary": _summary,
    "questions": _questions,
    "question": _question,
}
