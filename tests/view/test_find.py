"""Which node a person means by a name."""

import pytest
from export.graphs import BERT, BERT_PAPER, ELMO, tiny

from kgbuild.assemble.find import find
from kgbuild.assemble.graph import Node
from kgbuild.errors import QueryError


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("BERT", BERT),
        ("bert", BERT),
        ("bidirectional  encoder", BERT),
        ("model:elmo", ELMO),
        (ELMO, ELMO),
        ("1810.04805", BERT_PAPER),
        ("arXiv:1810.04805v2", BERT_PAPER),
        ("https://arxiv.org/abs/1810.04805", BERT_PAPER),
        ("bert: pre-training", BERT_PAPER),
    ],
)
def test_finds_by_any_name(name: str, iri: str) -> None:
    """Labels, aliases, IRIs and arXiv ids lead to their node, whatever the case."""
    assert [node.iri for node in find(tiny(), name)] == [iri]


def test_the_own_name_comes_before_an_alias() -> None:
    """Of two nodes that bear a name, the one that is called so first comes first."""
    graph = tiny()
    graph.add_node(Node("urn:a", "Dataset", "Corpus", aliases=("ELMo",), support=99))
    assert [node.iri for node in find(graph, "elmo")] == [ELMO, "urn:a"]


@pytest.mark.parametrize(
    ("name", "hint"), [("BRET", "did you mean BERT"), ("Pre-training", "BERT: Pre-training"), ("", "try"), ("\ud800", "try")]
)
def test_an_unknown_name_gets_what_is_alike(name: str, hint: str) -> None:
    """Who misspells a name is told what is near, in one line."""
    with pytest.raises(QueryError, match=hint) as caught:
        find(tiny(), name)
    assert "\n" not in str(caught.value)
