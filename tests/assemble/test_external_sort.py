"""Records sorted outside of memory are the same records in the same order."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.assemble import rdf
from kgbuild.assemble.external_sort import SortedRecords
from kgbuild.assemble.graph import KnowledgeGraph


@given(st.lists(st.binary(max_size=20).filter(lambda record: b"\n" not in record)), st.integers(1, 60))
def test_any_size_of_run_gives_the_records_in_order(records: list[bytes], run: int) -> None:
    """However few bytes memory may hold, and however often they are asked for, all records come back, repeated ones too."""
    found = SortedRecords(records, run)
    assert list(found) == sorted(records)
    assert list(found) == sorted(records)


@pytest.mark.slow
@pytest.mark.parametrize("write", [rdf.triples, rdf.quads])
def test_a_graph_sorted_in_files_has_the_same_triples(
    sample_graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, write: object
) -> None:
    """A graph with more triples than a run holds is written as one that fits into memory."""
    assert callable(write)
    whole = list(write(sample_graph))
    monkeypatch.setattr(rdf, "SortedRecords", partial(SortedRecords, run=200_000))
    assert list(write(sample_graph)) == whole
