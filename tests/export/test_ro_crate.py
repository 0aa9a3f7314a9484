"""RO-Crate metadata says of a graph directory what it is and what each file is (RO-Crate 1.1)."""

import hashlib
import json
from pathlib import Path
from typing import Any

import graphs
import pytest
from rdf_readers import tiny

from kgbuild.export import export


def crate(folder: Path) -> dict[str, dict[str, Any]]:
    """Export the metadata of a folder and return its entities by id."""
    path = export(tiny(), folder / "ro-crate-metadata.json")
    document = json.loads(path.read_bytes())
    assert document["@context"] == "https://w3id.org/ro/crate/1.1/context"
    entities = {entity["@id"]: entity for entity in document["@graph"]}
    assert len(entities) == len(document["@graph"])
    return entities


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A graph directory of two formats and a file of somebody else."""
    export(graphs.tiny(), tmp_path / "graph.ttl")
    export(graphs.tiny(), tmp_path / "graph.csv.zip")
    (tmp_path / "notes.txt").write_text("mine")
    return tmp_path


def test_the_descriptor_and_the_root(folder: Path) -> None:
    """The root has what the specification demands: name, description, date and licence, all entities it refers to are described."""
    entities = crate(folder)
    assert entities["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    root = entities["./"]
    assert {"name", "description", "datePublished", "license", "hasPart"} <= set(root)
    assert root["license"]["@id"] in entities
    assert root["datePublished"] == "2024-12-31"


def test_each_file_of_ours_is_described(folder: Path) -> None:
    """With size and checksum; the manifest without, for it is written later; other people's files are left out."""
    entities = crate(folder)
    parts = [part["@id"] for part in entities["./"]["hasPart"]]
    assert parts == ["graph.csv.zip", "graph.ttl", "manifest.json"]
    ttl = (folder / "graph.ttl").read_bytes()
    assert entities["graph.ttl"]["sha256"] == hashlib.sha256(ttl).hexdigest()
    assert entities["graph.ttl"]["contentSize"] == str(len(ttl))
    assert entities["graph.ttl"]["encodingFormat"] == "text/turtle"


def test_no_reference_dangles(folder: Path) -> None:
    """Every @id inside an entity is an entity, but for the profile."""
    entities = crate(folder)

    def references(value: object) -> set[str]:
        if isinstance(value, dict):
            return {value["@id"]} if set(value) == {"@id"} else set().union(*map(references, value.values()))
        return set().union(*map(references, value)) if isinstance(value, list) else set()

    assert references(list(entities.values())) - set(entities) == {"https://w3id.org/ro/crate/1.1"}


def test_a_date_of_publication(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH says when; without it the same input gives the same bytes on any day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert crate(folder)["./"]["datePublished"] == "2023-11-14"
