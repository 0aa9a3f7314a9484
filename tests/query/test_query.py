"""SPARQL over a graph."""

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from commands import Run

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.errors import QueryError
from kgbuild.export import export
from kgbuild.query import base_of, open_store, serialize, table
from kgbuild.query import run as run_query

WHO_USES_BERT = "SELECT ?paper { ?paper kg:usesBaseModel model:bert } ORDER BY ?paper"


def test_a_query_needs_no_prefixes_and_prints_a_table(run: Run, sample_directory: Path) -> None:
    """The ontology's and the data's prefixes are known beforehand."""
    done = run("query", sample_directory, WHO_USES_BERT)
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "paper"
    assert len(lines) > 4
    assert all(line.startswith("paper:") for line in lines[2:])


def test_the_formats_agree(run: Run, sample_directory: Path) -> None:
    """CSV, JSON and the table hold the same rows."""
    rows = list(csv.reader(io.StringIO(run("query", sample_directory, WHO_USES_BERT, "--format", "csv").stdout.decode())))
    bindings = json.loads(run("query", sample_directory, WHO_USES_BERT, "--format", "json").stdout)["results"]["bindings"]
    assert [row[0] for row in rows[1:]] == [binding["paper"]["value"] for binding in bindings]


def test_construct_answers_in_turtle(run: Run, sample_directory: Path) -> None:
    """A CONSTRUCT query gives RDF that another library reads."""
    sparql = "CONSTRUCT { ?a kg:basedOn ?b } WHERE { ?a kg:basedOn ?b }"
    done = run("query", sample_directory, sparql, "--format", "ttl")
    assert len(rdflib.Graph().parse(data=done.stdout, format="turtle")) > 3


def test_a_query_is_read_from_standard_input(run: Run, sample_directory: Path) -> None:
    """`-` stands for standard input."""
    assert (
        run("query", sample_directory, "-", stdin=b"ASK { model:bert a kg:Model }").stdout.decode().splitlines()[-1].strip()
        == "yes"
    )


def test_a_limit_says_what_it_hides(run: Run, sample_directory: Path) -> None:
    """Rows beyond the limit are counted, never dropped in silence."""
    done = run("query", sample_directory, "SELECT ?p { ?p a kg:Paper }", "--limit", "2")
    assert len(done.stdout.decode().splitlines()) == 4
    assert "more not shown" in done.stderr.decode()


def test_a_syntax_error_points_at_its_place() -> None:
    """The message tells line and column."""
    with pytest.raises(QueryError, match="line 2"):
        run_in_memory("SELECT ?a {\n ?a ?b }}")


def run_in_memory(sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Answer over an empty store."""
    return run_query(ox.Store(), sparql)


def test_updates_are_refused() -> None:
    """The query path reads only."""
    with pytest.raises(QueryError):
        run_in_memory("DELETE WHERE { ?s ?p ?o }")


def test_formats_that_do_not_fit_are_refused() -> None:
    """Triples are no CSV and rows are no Turtle."""
    with pytest.raises(QueryError, match="ttl"):
        serialize(run_in_memory("CONSTRUCT WHERE { ?s ?p ?o }"), "csv")
    with pytest.raises(QueryError, match="csv"):
        serialize(run_in_memory("ASK {}"), "ttl")


def test_unbound_values_are_empty_cells() -> None:
    """A variable without a value shows as nothing."""
    _, rows = table(run_in_memory("SELECT ?a ?b { VALUES ?a { 1 } }"))
    assert list(rows) == [["1", ""]]


def test_a_file_that_is_no_rdf_is_said(tmp_path: Path) -> None:
    """Broken Turtle and unknown suffixes get a clear line."""
    broken = tmp_path / "graph.ttl"
    broken.write_text("<a> <b> ", encoding="utf-8")
    with pytest.raises(QueryError, match="no valid RDF"):
        open_store(tmp_path)
    with pytest.raises(QueryError, match="suffix"):
        open_store(tmp_path / "graph.docx")


def test_prefixes_follow_the_base_of_the_graph(tmp_path: Path) -> None:
    """In a graph of another base, model:bert is that graph's BERT, in the question and in the answer."""
    base = "https://example.org/kg#"
    graph = KnowledgeGraph(base)
    graph.add_node(Node(f"{base}model/bert", "Model", "BERT"))
    store = open_store(export(graph, tmp_path / "graph.ttl"))
    assert base_of(store) == base
    found = run_query(store, "SELECT ?m { ?m a kg:Model FILTER(?m = model:bert) }")
    assert list(table(found, base)[1]) == [["model:bert"]]
    built = serialize(run_query(store, "CONSTRUCT WHERE { model:bert skos:prefLabel ?l }"), "ttl", base)
    assert b'model:bert skos:prefLabel "BERT"' in built
