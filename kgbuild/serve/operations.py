"""All that a worker can be asked for, by name."""

from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, TypeAlias

import pyoxigraph as ox

from kgbuild.serve.sparql import answer_query

Operation: TypeAlias = Callable[[ox.Store, Mapping[str, Any], BinaryIO], str]
"""Writes its answer to a stream and returns the media type."""

OPERATIONS: Mapping[str, Operation] = {
    "query": answer_query,
}
