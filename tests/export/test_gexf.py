"""GEXF is shaped as Gephi wants it; that it comes back whole is in test_round_trip."""

from collections import Counter
from itertools import pairwise

import graphs
from foreign import networkx_reads, written
from lxml import etree

SPACE = {"": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}


def test_looks_are_in_the_viz_namespace() -> None:
    """Colour, size and position are where the schema has them, for every node."""
    root = etree.fromstring(written(graphs.tiny(), "gexf"))
    for node in root.iterfind(".//node", SPACE):
        assert float(node.find("viz:size", SPACE).get("value")) >= 4
        assert 0 <= int(node.find("viz:color", SPACE).get("r")) <= 255
        assert float(node.find("viz:position", SPACE).get("x")) == float(node.find("viz:position", SPACE).get("x"))


def test_networkx_sees_the_looks() -> None:
    """A reader that knows GEXF 1.3 finds them there."""
    viz = networkx_reads("gexf", written(graphs.tiny(), "gexf")).nodes[graphs.BERT]["viz"]
    assert viz["color"] == {"r": 0, "g": 132, "b": 252, "a": 1.0}
    assert viz["size"] == 11.55


def test_parallel_edges_differ_in_kind_and_id() -> None:
    """Gephi sums parallel edges of one kind and drops an edge whose id it knows."""
    edges = etree.fromstring(written(graphs.parallel(), "gexf")).findall(".//edge", SPACE)
    assert len({edge.get("id") for edge in edges}) == len(edges) == 8
    assert set(Counter((edge.get("source"), edge.get("target"), edge.get("kind")) for edge in edges).values()) == {1}


def test_every_value_is_declared() -> None:
    """An attribute value refers to a declared attribute of its class."""
    root = etree.fromstring(written(graphs.tiny(), "gexf"))
    for element in ("node", "edge"):
        declared = {each.get("id") for each in root.iterfind(f".//attributes[@class='{element}']/attribute", SPACE)}
        assert {each.get("for") for each in root.iterfind(f".//{element}//attvalue", SPACE)} <= declared


def test_order_is_friendly_to_version_control() -> None:
    """Nodes stand by IRI, edges by subject, predicate and object."""
    root = etree.fromstring(written(graphs.corpus(40), "gexf"))
    nodes = [node.get("id") for node in root.iterfind(".//node", SPACE)]
    edges = [(edge.get("source"), edge.get("kind"), edge.get("target")) for edge in root.iterfind(".//edge", SPACE)]
    assert all(first < second for first, second in pairwise(nodes))
    assert all(first < second for first, second in pairwise(edges))


def test_nodes_and_edges_appear_when_first_seen() -> None:
    """Gephi's timeline plays years as numbers: an open interval from the first year, none where no year is known."""
    root = etree.fromstring(written(graphs.tiny(), "gexf"))
    graph = root.find("graph", SPACE)
    assert (graph.get("mode"), graph.get("timeformat"), graph.get("timerepresentation")) == ("dynamic", "double", "interval")
    starts = {node.get("id"): node.get("start") for node in root.iterfind(".//node", SPACE)}
    assert starts[graphs.BERT] == starts[graphs.ELMO] == "2018"
    assert starts[graphs.NLP] is None
    assert {edge.get("start") for edge in root.iterfind(".//edge", SPACE)} == {"2018"}
    assert not [each for each in root.iter("*") if each.get("end")]


def test_no_edge_appears_before_its_ends() -> None:
    """In a real corpus, too, both ends of an edge are there when it appears."""
    graph = graphs.dated()
    root = etree.fromstring(written(graph, "gexf"))
    since = {node.get("id"): int(node.get("start")) for node in root.iterfind(".//node", SPACE) if node.get("start")}
    for edge in root.iterfind(".//edge", SPACE):
        for end in (edge.get("source"), edge.get("target")):
            assert since.get(end, 0) <= int(edge.get("start"))


def test_a_graph_without_years_has_no_timeline() -> None:
    """Gephi would offer a timeline that shows nothing."""
    assert etree.fromstring(written(graphs.parallel(), "gexf")).find("graph", SPACE).get("mode") == "static"


def test_columns_have_the_types_that_gephi_knows() -> None:
    """Years and counts are integers, measures doubles, flags booleans."""
    root = etree.fromstring(written(graphs.tiny(), "gexf"))
    types = {each.get("title"): each.get("type") for each in root.iterfind(".//attribute", SPACE)}
    expected = {"first_year": "integer", "support": "integer", "pagerank": "double", "delta": "boolean", "type": "string"}
    assert expected.items() <= types.items()
