"""Parquet: nodes, edges and evidence as typed columns, for DuckDB, pandas, Polars and Spark."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from kgbuild.assemble.graph import KnowledgeGraph, Passage
from kgbuild.errors import ExportError
from kgbuild.export import Member
from kgbuild.export.frames import edge_frames, node_frames, sorted_edges
from kgbuild.export.node_link import passage_fields
from kgbuild.export.tables import Column, ColumnType, edge_columns, node_columns
from kgbuild.export.xml_text import legal

if TYPE_CHECKING:
    import pyarrow as pa

_TYPES: dict[ColumnType, str] = {"string": "string", "boolean": "bool_", "int": "int32", "long": "int64", "double": "float64"}
_GROUP = 1 << 16


def parquet_files(graph: KnowledgeGraph) -> Iterator[Member]:
    """Yield `nodes.parquet`, `edges.parquet` and `evidence.parquet`; the last has every passage that states an edge.

    Args:
        graph: What to write; it is not changed.

    Raises:
        ExportError: If pyarrow is not installed.

    Example:
        >>> [name for name, _ in parquet_files(KnowledgeGraph())]
        ['nodes.parquet', 'edges.parquet', 'evidence.parquet']
    """
    try:
        import pyarrow  # noqa: F401, ICN001, PLC0415 - an extra, and slow to import
    except ImportError:
        raise ExportError("Parquet needs pyarrow: install it with pip install 'kgbuild[parquet]'") from None
    yield "nodes.parquet", partial(_write_nodes, graph)
    yield "edges.parquet", partial(_write_edges, graph)
    yield "evidence.parquet", partial(_write_evidence, graph)


def _write_nodes(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    columns = node_columns(graph)
    rows = ([frame.ids, *frame.cells] for frame in node_frames(graph, columns))
    _write((Column("id", "string"), *columns), rows, stream)


def _write_edges(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    ends = (Column("id", "string"), Column("source", "string"), Column("target", "string"))
    rows = ([frame.ids, frame.sources, frame.targets, *frame.cells] for frame in edge_frames(graph))
    _write((*ends, *edge_columns(graph)), rows, stream)


def _write(columns: Iterable[Column], frames: Iterable[list[list[Any]]], stream: BinaryIO) -> None:
    import pyarrow as pa  # noqa: PLC0415 - an extra, and slow to import

    _write_table(pa.schema([(column.name, getattr(pa, _TYPES[column.type])()) for column in columns]), frames, stream)


def _write_table(schema: "pa.Schema", frames: Iterable[list[list[Any]]], stream: BinaryIO) -> None:
    """Write frames in groups of rows, which is what readers skip and read at once."""
    import pyarrow as pa  # noqa: PLC0415 - as above
    from pyarrow import parquet  # noqa: PLC0415 - as above

    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        waiting: list[pa.RecordBatch] = []
        for columns in frames:
            arrays = [pa.array(values, kind.type) for values, kind in zip(columns, schema, strict=True)]
            waiting.append(pa.RecordBatch.from_arrays(arrays, schema=schema))
            if sum(batch.num_rows for batch in waiting) >= _GROUP:
                writer.write_table(pa.Table.from_batches(waiting), row_group_size=_GROUP)
                waiting = []
        if waiting:
            writer.write_table(pa.Table.from_batches(waiting), row_group_size=_GROUP)


def _write_evidence(graph: KnowledgeGraph, stream: BinaryIO) -> None:
    import pyarrow as pa  # noqa: PLC0415 - as above

    mark = pa.struct([("start", pa.int32()), ("end", pa.int32())])
    kinds = {
        "paper": pa.string(), "field": pa.string(), "start": pa.int32(), "end": pa.int32(), "text": pa.string(),
        "marks": pa.list_(mark), "confidence": pa.float64(), "extractor": pa.string(),
    }  # fmt: skip
    schema = pa.schema([("edge", pa.string()), *kinds.items()])
    frames = (_passages(some.rows) for some in sorted_edges(graph))
    _write_table(schema, frames, stream)


def _passages(rows: list[dict[str, Any]]) -> list[list[Any]]:
    pairs: list[tuple[str, Passage]] = [(row["id"], passage) for row in rows for passage in row["evidence"]]
    fields = [passage_fields(passage) for _, passage in pairs]
    for each in fields:
        each["text"] = legal(each["text"])
        each["marks"] = [{"start": start, "end": end} for start, end in each["marks"]]
    return [[edge for edge, _ in pairs], *[[each[name] for each in fields] for name in Passage.__slots__]]
