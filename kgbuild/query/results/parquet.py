"""Rows as Apache Parquet, for data frames: `pip install 'kgbuild[parquet]'`."""

from typing import BinaryIO

import pyoxigraph as ox

from kgbuild.errors import QueryError
from kgbuild.query.evaluate import Rows, Term

_XSD = "http://www.w3.org/2001/XMLSchema#"
_KINDS = {
    f"{_XSD}integer": int,
    f"{_XSD}gYear": int,
    f"{_XSD}decimal": float,
    f"{_XSD}double": float,
    f"{_XSD}float": float,
}


def write_parquet(found: Rows, stream: BinaryIO) -> None:
    """Write rows as a Parquet file: a column of numbers as numbers, any other as text.

    Args:
        found: It is read up; all of it is in memory once.
        stream: Where to; it stays open.

    Raises:
        QueryError: If pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, and slow to import
        from pyarrow import parquet  # noqa: PLC0415 - the same
    except ImportError:
        raise QueryError("Parquet needs pyarrow: pip install 'kgbuild[parquet]'") from None
    body = list(found.rows)
    arrays = [_column([row[place] for row in body]) for place in range(len(found.columns))]
    types = {int: pa.int64(), float: pa.float64(), str: pa.string()}
    fields = [pa.field(name, types[kind]) for name, (kind, _) in zip(found.columns, arrays, strict=True)]
    table = pa.table([pa.array(values, types[kind]) for kind, values in arrays], schema=pa.schema(fields))
    parquet.write_table(table, stream)


def _column(terms: list[Term | None]) -> tuple[type, list[int | float | str | None]]:
    """Return the type of a column and its values: whole numbers, numbers or text, by the datatypes of all its terms."""
    kinds = {_KINDS.get(term.datatype.value, str) if isinstance(term, ox.Literal) else str for term in terms if term is not None}
    kind: type = str if not kinds or str in kinds else float if float in kinds else int
    try:
        return kind, [None if term is None else kind(_text(term)) for term in terms]
    except (ValueError, OverflowError):  # an ill-typed literal such as "many"^^xsd:integer
        return str, [None if term is None else _text(term) for term in terms]


def _text(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
