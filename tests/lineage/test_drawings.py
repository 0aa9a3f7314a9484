"""Pedigrees in the languages of other programs."""

import re

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node
from kgbuild.lineage.dot import dot
from kgbuild.lineage.mermaid import mermaid
from kgbuild.lineage.pedigree import Pedigree, pedigree
from kgbuild.lineage.records import records

HOSTILE = 'A"] --> x["</script>\\'


def hostile() -> Pedigree:
    """Return the pedigree of a model whose name tries to leave its quotes, with a variant and a base."""
    graph = KnowledgeGraph()
    for name in ("B", HOSTILE, "V"):
        graph.add_node(Node(name, "Model", name))
    graph.add_edge(Edge("urn:1", HOSTILE, "basedOn", "B", 1.0))
    graph.add_edge(Edge("urn:2", "V", "variantOf", HOSTILE, 1.0))
    return pedigree(graph, HOSTILE)


def test_dot_quotes_names() -> None:
    """No name ends its string; variants are dashed; ancestors point to descendants."""
    lines = list(dot(hostile()))
    assert '  n0 [label="A\\"] --> x[\\"</script>\\\\", shape=box, style=bold];' in lines
    assert [line for line in lines if "->" in line and "label" not in line] == ["  n1 -> n0;", "  n0 -> n2 [style=dashed];"]


def test_mermaid_escapes_names() -> None:
    """No name ends its string or brings markup."""
    lines = list(mermaid(hostile()))
    assert all(re.fullmatch(r'flowchart TB|  n\d(\["[^"<>\[\]]*"\]| -?-\.?-?> n\d)|  style n0 .*', line) for line in lines), lines
    assert "  n1 --> n0" in lines
    assert "  n0 -.-> n2" in lines


def test_records_say_all() -> None:
    """JSON holds members and ties with their ends by IRI."""
    data = records(hostile())
    assert [member["label"] for member in data["members"]] == [HOSTILE, "B", "V"]
    assert data["ties"][0] == {
        "descendant": HOSTILE, "ancestor": "B", "relations": ["basedOn"], "confidence": 1.0, "implied": False
    }  # fmt: skip
