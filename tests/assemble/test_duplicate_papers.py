"""A paper that stands in several inputs is one node that remembers all of them."""

import json
from pathlib import Path

from kgbuild.assemble import assemble
from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.models import Extraction
from kgbuild.sources import read


def papers_of(*inputs: Path) -> KnowledgeGraph:
    """Return the graph of the papers of some files, of whose texts nothing is said."""
    return assemble(Extraction(paper=paper) for paper in read(*inputs))


def written(folder: Path, name: str, **record: object) -> Path:
    """Write a file with one record."""
    file = folder / name
    file.write_text(json.dumps({"abstract": "We study names.", **record}), encoding="utf-8")
    return file


def test_preprint_and_published_version_are_one_node(tmp_path: Path) -> None:
    """The same title up to punctuation and a mark of its version: one node with both identifiers and both sources."""
    preprint = written(tmp_path, "arxiv.jsonl", title="Names, Linked: A Study (v2)", arxiv_id="2101.00001v2", year=2021)
    published = written(
        tmp_path, "journal.jsonl", title="Names linked - a study", doi="10.1000/names", venue="Journal of Names", year=2022
    )
    [node] = papers_of(preprint, published).nodes("Paper")
    details = dict(node.details)
    assert (details["arxiv_id"], details["doi"], details["venue"]) == ("2101.00001", "10.1000/names", "Journal of Names")
    assert details["sources"] == "arxiv.jsonl:1; journal.jsonl:1"


def test_one_identifier_is_one_node_whatever_the_title(tmp_path: Path) -> None:
    """A renamed paper with the same DOI stays one; the same title with other identifiers of one kind stays two."""
    first = written(tmp_path, "a.jsonl", title="Names linked", doi="10.1000/names")
    renamed = written(tmp_path, "b.jsonl", title="How names are linked", doi="https://doi.org/10.1000/NAMES")
    assert len(list(papers_of(first, renamed).nodes("Paper"))) == 1
    other = written(tmp_path, "c.jsonl", title="Overview of the task", doi="10.1000/other", abstract="On one thing.", year=2015)
    namesake = written(tmp_path, "d.jsonl", title="Overview of the task", doi="10.1000/namesake", abstract="On another.", year=2021)
    assert len(list(papers_of(other, namesake).nodes("Paper"))) == 2


def test_overlaps_of_the_saved_pages(shared: Path) -> None:
    """Every paper of the pages is one node; each that stands on two pages names both."""
    pages = sorted((shared / "pages").glob("*.txt"))
    graph = papers_of(*pages)
    places = [str(node.detail("sources")).split("; ") for node in graph.nodes("Paper")]
    records = sum(len(papers_of(page).nx) for page in pages)
    assert len({place for several in places for place in several}) >= records
    pages_of = [len({place.rpartition(":")[0] for place in several}) for several in places]
    assert sum(pages_of) == records
    assert sum(count > 1 for count in pages_of) > 20
