"""Paths of pages: stable, safe and distinct on every file system."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.identifiers import BASE, Identifiers
from kgbuild.site.addresses import pages, stem

_PATH = re.compile(r"[a-z0-9-]+/[a-z0-9._~-]{1,100}")


def test_a_page_stands_where_its_iri_says() -> None:
    """An IRI that kgbuild minted leads to the page once the base is swapped for the site's address."""
    assert stem(Identifiers().entity("Model", "BERT"), "Model", BASE) == "model/bert"
    assert stem(Identifiers().paper("1810.04805"), "Paper", BASE) == "paper/1810.04805"


@pytest.mark.parametrize("name", ["con", "nul", "com1", "aux.v2", "index", "lpt9"])
def test_reserved_names_get_others(name: str) -> None:
    """No file has a name that Windows reserves, nor that of the list in its folder."""
    found = stem(f"{BASE}model/{name}", "Model", BASE)
    assert re.fullmatch(rf"model/{re.escape(name)}~[0-9a-f]{{10}}", found)


@pytest.mark.parametrize(
    "iri", ["urn:m", f"{BASE}model/../../etc/passwd", f"{BASE}model/", "https://example.org/x?y#z", f"{BASE}task/bert"]
)
def test_foreign_iris_stay_inside_their_folder(iri: str) -> None:
    """An IRI of another base, or of no shape that we mint, still gives a plain path of two parts."""
    found = stem(iri, "Model", BASE)
    assert _PATH.fullmatch(found)
    assert found.startswith("model/")
    assert "~" in found


@given(st.lists(st.text(min_size=1, max_size=30), unique=True, max_size=20))
def test_paths_are_safe_and_distinct_whatever_the_iris(texts: list[str]) -> None:
    """Any texts as IRIs give safe paths that differ even where case is ignored."""
    iris = [*(BASE + "model/" + text for text in texts), *texts]
    found = [stem(iri, "Model", BASE) for iri in iris]
    assert all(map(_PATH.fullmatch, found))
    assert len({path.lower() for path in found}) == len(set(iris))


def test_a_long_list_has_several_pages() -> None:
    """An empty list has one page; a long one as many as it takes."""
    assert pages("model", (), 500) == ["model/index.html"]
    assert len(pages("model", range(1001), 500)) == 3
