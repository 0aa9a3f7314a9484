"""Parquet has typed columns and all evidence; without pyarrow the user learns what to install."""

import io
import sys

import graphs
import pyarrow as pa
import pytest
from pyarrow import parquet
from tabular import unpacked

from kgbuild.errors import ExportError
from kgbuild.export.parquet import parquet_files


def test_columns_have_types() -> None:
    """Numbers are numbers of the declared width, what is unknown is null."""
    schema = parquet.read_table(io.BytesIO(unpacked(graphs.tiny(), "parquet")["nodes.parquet"])).schema
    types = {name: schema.field(name).type for name in ("label", "support", "pagerank", "delta", "number", "year")}
    assert types == {
        "label": pa.string(), "support": pa.int32(), "pagerank": pa.float64(), "delta": pa.bool_(), "number": pa.float64(),
        "year": pa.int32(),
    }  # fmt: skip


def test_every_passage_is_there() -> None:
    """The evidence has a row for each passage of each edge, with its marks."""
    graph = graphs.tiny()
    rows = parquet.read_table(io.BytesIO(unpacked(graph, "parquet")["evidence.parquet"])).to_pylist()
    expected = [
        (edge.id, passage.text, [{"start": start, "end": end} for start, end in passage.marks])
        for edge in graph.edges()
        for passage in edge.evidence
    ]
    assert [(row["edge"], row["text"], row["marks"]) for row in rows] == expected


def test_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the extra."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"kgbuild\[parquet\]"):
        list(parquet_files(graphs.tiny()))
