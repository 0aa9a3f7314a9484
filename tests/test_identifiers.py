"""IRIs: readable, stable, and different for different things."""

import re

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.identifiers import BASE, ONTOLOGY, Identifiers, content_hash, name_key, segment, slug

SLUG = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*|[a-z0-9.-]*_[0-9a-f]{10}")


@given(st.text())
def test_key_of_a_key_is_itself(name: str) -> None:
    """Normalising twice changes nothing."""
    assert name_key(name_key(name)) == name_key(name)


@given(st.text())
def test_case_does_not_matter(name: str) -> None:
    """Folded and unfolded text have one key."""
    assert name_key(name.casefold()) == name_key(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GPT 3.5", "gpt-3.5"),
        ("ＢＥＲＴ", "bert"),
        ("a_b", "a b"),
        ("encoder–decoder", "encoder-decoder"),
        (" x ", "x"),
        ("ﬁt", "fit"),
    ],
)
def test_same_name(one: str, other: str) -> None:
    """Width, ligatures, joiners and outer space do not matter."""
    assert name_key(one) == name_key(other)


@given(st.text(), st.text())
def test_slugs_are_as_different_as_keys(one: str, other: str) -> None:
    """Two names share a slug only if they share their key."""
    assert (slug(one) == slug(other)) == (name_key(one) == name_key(other))


@given(st.text(st.characters()))
def test_every_slug_is_a_path_segment(name: str) -> None:
    """Any text, lone surrogates included, gives a short ASCII segment that needs no escape."""
    assert SLUG.fullmatch(slug(name))
    assert len(slug(name)) <= 91


@given(st.text(st.characters()), st.text(st.characters()))
def test_every_iri_is_valid(name: str, other: str) -> None:
    """Whatever goes in, an RDF library takes what comes out."""
    mint = Identifiers()
    iris = [
        mint.entity("Model", name),
        mint.paper(name),
        mint.statement(name, "introduces", other),
        mint.result(name, 3, other),
        mint.passage(name, other, 0, 5),
        mint.annotation(name, other),
    ]
    assert len(set(iris)) == len(iris)
    for iri in iris:
        assert pyoxigraph.NamedNode(iri).value.startswith(BASE)


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_hash_keeps_parts_apart(one: list[str], other: list[str]) -> None:
    """Two lists of parts have one hash only if they are equal."""
    assert (content_hash(*one) == content_hash(*other)) == (one == other)


def test_iris_are_for_ever() -> None:
    """These IRIs are in files that people keep: they must never change."""
    mint = Identifiers()
    assert mint.entity("Model", "BERT") == "https://w3id.org/kgbuild/id/model/bert"
    assert (
        mint.entity("CodeRepository", "github.com/a/b") == "https://w3id.org/kgbuild/id/code-repository/github.com-a-b_a9e04a82f8"
    )
    assert mint.paper("1706.03762") == "https://w3id.org/kgbuild/id/paper/1706.03762"
    assert mint.statement("a", "b", "c") == "https://w3id.org/kgbuild/id/statement/321cf3124838eafc"
    assert mint.passage("a", "title", 0, 1) == "https://w3id.org/kgbuild/id/passage/6583bbf8453604eb"
    assert ONTOLOGY == "https://w3id.org/kgbuild/ontology#"


@pytest.mark.parametrize(("name", "path"), [("Model", "model"), ("CodeRepository", "code-repository"), ("Paper", "paper")])
def test_segments(name: str, path: str) -> None:
    """A class has a readable segment of its own."""
    assert segment(name) == path
