"""The W3C's SPARQL 1.1 protocol tests against a real server."""

import pytest
from serve.served import Served
from serve.w3c_protocol import BAD_QUERY_TESTS, QUERY_TESTS, UPDATE_TESTS, Case


@pytest.mark.parametrize("case", [*QUERY_TESTS, *BAD_QUERY_TESTS], ids=lambda case: case.name)
def test_query_operation(served_dataset: Served, case: Case) -> None:
    """A good query is answered in a right format, a bad one refused with a status from 400 to 499."""
    assert case.passes(served_dataset)


def test_no_update_operation_is_carried_out(served_dataset: Served) -> None:
    """Each update of the W3C's tests is refused, and the data stay as they were."""
    before = served_dataset.ask("SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g").body
    assert [case.name for case in UPDATE_TESTS if not case.passes(served_dataset)] == []
    assert served_dataset.ask("SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g").body == before
    assert before.count(b"\r\n") == 5
