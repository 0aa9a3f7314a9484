"""The SQLite database answers SQL and full-text searches, and keeps its own references."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import graphs
import pytest
from tabular import written

from kgbuild.assemble.graph import KnowledgeGraph


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    """The tiny graph as a database."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(written(graphs.tiny(), "sqlite"))
        yield connection


def test_references_are_kept(database: sqlite3.Connection) -> None:
    """No edge or passage leads outside, and the file is whole."""
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_words_are_found(database: sqlite3.Connection) -> None:
    """Names, abstracts and evidence are searched, whatever the case or the accents."""
    search = "SELECT label FROM nodes_text WHERE nodes_text MATCH ? ORDER BY label"
    assert database.execute(search, ("BIDIRECTIONAL",)).fetchall() == [("BERT",)]
    assert database.execute("SELECT text FROM evidence_text WHERE evidence_text MATCH 'beats'").fetchall() == [("It beats ELMo.",)]


def test_datasette_finds_the_index_of_a_table(database: sqlite3.Connection) -> None:
    """Datasette looks for a full-text table that names the table as its content."""
    found = "SELECT name FROM sqlite_master WHERE rootpage = 0 AND sql LIKE '%VIRTUAL TABLE%USING FTS%content%=%' ORDER BY name"
    assert [name for (name,) in database.execute(found)] == ["evidence_text", "nodes_text"]


def test_views_speak_of_papers_and_names(database: sqlite3.Connection) -> None:
    """Papers have columns of their own; edges have the names of their ends."""
    assert database.execute("SELECT year, authors FROM papers WHERE title LIKE 'BERT%'").fetchall() == [
        (2018, "A. Author; B. Author")
    ]
    named = "SELECT subject, object FROM named_edges WHERE predicate = 'usesBaseModel'"
    assert database.execute(named).fetchall() == [("BERT: Pre-training", "ELMo")]


def test_every_passage_is_there(database: sqlite3.Connection) -> None:
    """All evidence, not only the surest."""
    count = sum(len(edge.evidence) for edge in graphs.tiny().edges())
    assert database.execute("SELECT count(*) FROM evidence").fetchone() == (count,)


def test_same_bytes_twice() -> None:
    """The same graph gives the same file."""
    graph: KnowledgeGraph = graphs.corpus(50)
    assert written(graph, "sqlite") == written(graph, "sqlite")
