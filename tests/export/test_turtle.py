"""Turtle parses in pyoxigraph and rdflib to the same triples, whatever the texts."""

import io

import graphs
import pyoxigraph
import pytest
import rdflib
from rdflib.compare import to_isomorphic

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.assemble.rdf import triples
from kgbuild.export.turtle import write_turtle

KINDS = {"tiny": graphs.tiny, "parallel": graphs.parallel, "empty": KnowledgeGraph}


def _written(graph: KnowledgeGraph) -> bytes:
    stream = io.BytesIO()
    write_turtle(graph, stream)
    return stream.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_pyoxigraph_reads_back_every_triple(kind: str) -> None:
    """What is written is what the graph says."""
    graph = KINDS[kind]()
    parsed = pyoxigraph.parse(_written(graph), format=pyoxigraph.RdfFormat.TURTLE)
    assert {quad.triple for quad in parsed} == set(triples(graph))


@pytest.mark.parametrize("kind", KINDS)
def test_rdflib_reads_the_same(kind: str) -> None:
    """The two parsers agree."""
    graph = KINDS[kind]()
    read = rdflib.Graph().parse(data=_written(graph), format="turtle")
    assert to_isomorphic(read) == to_isomorphic(graph.rdf())


def test_prefixes_follow_the_base() -> None:
    """Names of another base are shortened, too."""
    text = _written(KnowledgeGraph("https://example.org/kg/")).decode()
    assert "@prefix model: <https://example.org/kg/model/> ." in text
    assert "@prefix kg: <https://w3id.org/kgbuild/ontology#> ." in text


def test_same_bytes_again() -> None:
    """Equal graphs give equal files."""
    assert _written(graphs.corpus(30)) == _written(graphs.corpus(30))
