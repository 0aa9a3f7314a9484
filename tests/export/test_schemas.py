"""GEXF and GraphML keep their specifications, written down as RELAX NG; references lead somewhere."""

from collections.abc import Callable
from pathlib import Path

import graphs
import pytest
from foreign import WRITERS, written
from lxml import etree

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.projection import Ends, project

SCHEMAS = {"gexf": "gexf-1.3.rng", "graphml": "graphml-1.1.rng"}
KINDS: dict[str, Callable[[], KnowledgeGraph]] = {
    "tiny": graphs.tiny,
    "parallel": graphs.parallel,
    "hostile": graphs.hostile,
    "empty": KnowledgeGraph,
    "projection": lambda: project(graphs.corpus(30), Ends("Paper", "Paper")),
}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_kept(name: str, kind: str) -> None:
    """Elements, their order, attributes and values are as the specification has them."""
    schema = etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas" / SCHEMAS[name]))
    document = etree.fromstring(written(KINDS[kind](), name), etree.XMLParser(huge_tree=True))
    schema.assertValid(document)


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("kind", KINDS)
def test_ids_are_unique_and_references_lead_somewhere(name: str, kind: str) -> None:
    """No two nodes or edges share an id, ends are nodes, values are of declared attributes, and of their type."""
    root = etree.fromstring(written(KINDS[kind](), name), etree.XMLParser(huge_tree=True))
    nodes = [node.get("id") for node in root.iter("{*}node")]
    edges = [edge.get("id") for edge in root.iter("{*}edge")]
    assert len(set(nodes)) == len(nodes)
    assert len(set(edges)) == len(edges)
    assert {end for edge in root.iter("{*}edge") for end in (edge.get("source"), edge.get("target"))} <= set(nodes)
    keys = list(root.iter("{*}key"))
    assert len({key.get("id") for key in keys}) == len(keys)
    assert {data.get("key") for data in root.iter("{*}data")} <= {key.get("id") for key in keys}


def test_values_of_graphml_are_of_the_declared_type() -> None:
    """An int is an int that Java can hold, a double a number, a boolean true or false."""
    root = etree.fromstring(written(graphs.tiny(), "graphml"))
    kinds = {key.get("id"): key.get("attr.type") for key in root.iter("{*}key")}
    for data in root.iter("{*}data"):
        kind, value = kinds[data.get("key")], data.text or ""
        if kind == "int":
            assert -(2**31) <= int(value) < 2**31
        elif kind == "double":
            float(value)
        elif kind == "boolean":
            assert value in {"true", "false"}
