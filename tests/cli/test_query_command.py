"""`kgbuild query`: a person's way to SPARQL."""

import csv
import gzip
import io
import json
import time
from pathlib import Path

import pytest
import rdflib
from commands import Run

WHO_USES_BERT = "SELECT ?paper { ?paper kg:usesBaseModel model:bert } ORDER BY ?paper"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c + ?f + ?i = 1) }"


def test_a_query_needs_no_prefixes_and_prints_a_table(call: Run, sample_directory: Path) -> None:
    """The ontology's and the data's prefixes are known beforehand."""
    done = call("query", sample_directory, WHO_USES_BERT)
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "paper"
    assert len(lines) > 4
    assert all(line.startswith("paper:") for line in lines[2:])
    assert f"{len(lines) - 2} rows" in done.stderr.decode()


def test_the_formats_agree(call: Run, sample_directory: Path) -> None:
    """CSV, JSON and the table hold the same rows."""
    rows = list(csv.reader(io.StringIO(call("query", sample_directory, WHO_USES_BERT, "--format", "csv").stdout.decode())))
    bindings = json.loads(call("query", sample_directory, WHO_USES_BERT, "--format", "json").stdout)["results"]["bindings"]
    assert [row[0] for row in rows[1:]] == [binding["paper"]["value"] for binding in bindings]


def test_construct_answers_in_turtle(run: Run, sample_directory: Path) -> None:
    """A CONSTRUCT query gives RDF that another library reads, the same bytes each time."""
    sparql = "CONSTRUCT { ?a kg:basedOn ?b } WHERE { ?a kg:basedOn ?b }"
    done = run("query", sample_directory, sparql, "--format", "ttl")
    assert len(rdflib.Graph().parse(data=done.stdout, format="turtle")) > 3
    assert run("query", sample_directory, sparql, "--format", "ttl", seed="7").stdout == done.stdout


def test_a_query_comes_from_standard_input_or_a_file(call: Run, sample_directory: Path, tmp_path: Path) -> None:
    """`-` stands for standard input; `--file` names a file, also one that Windows began with a byte order mark."""
    assert call("query", sample_directory, "-", stdin=b"ASK { model:bert a kg:Model }").stdout == b"yes\n"
    (tmp_path / "q.rq").write_text("ASK { model:bert a kg:Dataset }", encoding="utf-8-sig")
    assert call("query", sample_directory, "--file", "q.rq").stdout == b"no\n"


def test_one_query_is_asked_at_a_time(call: Run, sample_directory: Path) -> None:
    """No query, two queries, and standard input for both graph and query are refused in one line."""
    for wrong in ([sample_directory], [sample_directory, "ASK {}", "--file", "q.rq"], ["-", "-"]):
        done = call("query", *wrong)
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr


def test_a_limit_says_that_there_is_more(call: Run, sample_directory: Path) -> None:
    """Rows beyond the limit are never dropped in silence."""
    done = call("query", sample_directory, "SELECT ?p { ?p a kg:Paper }", "--limit", "2")
    assert len(done.stdout.decode().splitlines()) == 4
    assert "there are more" in done.stderr.decode()
    assert b"there are more" not in call("query", sample_directory, "SELECT ?x { VALUES ?x { 1 2 } }", "--limit", "2").stderr


def test_a_limit_stops_a_runaway_query(call: Run, sample_directory: Path) -> None:
    """The rows that are not asked for are never looked for."""
    done = call("query", sample_directory, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--limit", "3", "--format", "csv")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 4


def test_a_timeout_stops_a_runaway_query(run: Run, sample_directory: Path) -> None:
    """A query of a hundred trillion combinations ends in time, in one line."""
    start = time.monotonic()
    done = run("query", sample_directory, RUNAWAY, "--timeout", "0.5")
    assert time.monotonic() - start < 10
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == ["error: the query was stopped after 0.5 s: ask for less, or give it more time"]


def test_a_syntax_error_shows_its_place(call: Run, sample_directory: Path) -> None:
    """The line of the query is shown with a caret, and named in the error."""
    done = call("query", sample_directory, "SELECT ?a {\n  ?a nope:b ?c\n}")
    assert done.returncode == 1
    line, caret, error = done.stderr.decode().splitlines()
    assert line == "  ?a nope:b ?c"
    assert line[caret.index("^") :].startswith("nope:b")
    assert error == "error: the query is no SPARQL at line 2, column 6: the prefix nope: is not declared"


def test_any_rdf_file_can_be_asked(run: Run, tmp_path: Path) -> None:
    """Somebody else's N-Triples, compressed or on standard input."""
    data = b'<http://example.org/a> <http://example.org/b> "c"@en .\n'
    (tmp_path / "theirs.nt.gz").write_bytes(gzip.compress(data))
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert run("query", "theirs.nt.gz", count, "--format", "csv").stdout == b"n\r\n1\r\n"
    assert run("query", "-", count, "--format", "csv", stdin=data).stdout == b"n\r\n1\r\n"
    broken = run("query", "-", count, stdin=b"<urn:a> nope").stderr.decode()
    assert broken.startswith("error: standard input is no valid RDF (line 1, column")


@pytest.mark.parametrize("path", ["missing", "missing.ttl", "a.docx"])
def test_a_missing_graph_is_one_line(call: Run, path: str) -> None:
    """What is not there is said with a way to mend it."""
    done = call("query", path, "ASK {}")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
