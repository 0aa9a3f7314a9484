"""What is checked beside the shapes: offsets, files, counts, damaged and foreign input."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_graph import records, rewrite_manifest, write_graph

from kgbuild.directory import read_graph
from kgbuild.errors import KgbuildError, SourceError, VocabularyError
from kgbuild.export import export
from kgbuild.validate import validate
from kgbuild.validate.extractions import check_extractions
from kgbuild.validate.shapes import read_shapes

Record = dict[str, Any]


def shift(record: Record) -> None:
    """Move a mention by one character."""
    span = next(entity["mentions"][0] for entity in record["entities"] if entity["mentions"])
    span["start"] += 1
    span["end"] += 1


def shift_evidence(record: Record) -> None:
    """Move the words of a claim."""
    record["claims"][0]["evidence"][0].update(start=0, end=5, text="wrong")


def shift_result(record: Record) -> None:
    """Move the words of a result before the text."""
    record["results"][0]["evidence"]["start"] = -1


def byte_offsets(record: Record) -> None:
    """Let a character of two bytes stand before all others, as for offsets that count bytes."""
    record["paper"]["abstract"] = "é" + record["paper"]["abstract"]


def unknown_end(record: Record) -> None:
    """Let a claim speak of an entity that there is not."""
    record["claims"][0]["object"] = "e99"


def no_evidence(record: Record) -> None:
    """Take the evidence of a claim away."""
    record["claims"][0]["evidence"] = []


def unknown_key(record: Record) -> None:
    """Add a key that the format does not have."""
    record["papers"] = []


def unknown_relation(record: Record) -> None:
    """Let a claim use a relation that the ontology does not have."""
    record["claims"][0]["predicate"] = "mentions"


def wrong_ends(record: Record) -> None:
    """Let a relation lead to an entity of a class outside its range."""
    claim = next(claim for claim in record["claims"] if claim["predicate"] == "inDomain")
    claim["predicate"] = "usesBaseModel"


def open_domain(record: Record) -> None:
    """Name a domain outside the closed scheme."""
    next(entity for entity in record["entities"] if entity["type"] == "Domain")["name"] = "astrology"


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (shift, "offsets-text"),
        (shift_evidence, "offsets-text"),
        (shift_result, "offsets-text"),
        (byte_offsets, "offsets-text"),
        (unknown_end, "extraction-schema"),
        (no_evidence, "extraction-schema"),
        (unknown_key, "extraction-schema"),
        (unknown_relation, "claim-relation"),
        (wrong_ends, "claim-ends"),
        (open_domain, "closed-domains"),
    ],
)
def test_a_spoilt_extraction_is_found_at_its_line(spoil: Callable[[Record], None], rule: str) -> None:
    """One thing wrong in the second paper is found there, under the rule that it breaks."""
    first, second = records()
    spoil(second)
    findings = list(check_extractions([json.dumps(record).encode() for record in (first, second)], "x.jsonl"))
    assert {(finding.file, finding.rule) for finding in findings} == {("x.jsonl:2", rule)}
    assert all(finding.node.startswith("small-roberta") for finding in findings)


@pytest.mark.parametrize(
    "line", [b"", b"{", b"[]", b"null", b'{"paper": 7}', b'{"entities": [7]}', b"\xff\xfe", b'{"paper": {"title": "\x00"}}']
)
def test_no_line_of_any_shape_stops_the_check(line: bytes) -> None:
    """What is no extraction is a finding, never an error."""
    assert {finding.rule for finding in check_extractions([line], "x.jsonl")} == {"extraction-schema"}


def test_two_papers_of_one_id_are_found() -> None:
    """Ids of papers differ within a file."""
    line = json.dumps(records()[0]).encode()
    assert [finding.rule for finding in check_extractions([line, line], "x.jsonl")] == ["paper-id"]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A good graph directory to be spoilt."""
    return write_graph(tmp_path / "graph")


def rules(path: Path) -> set[str]:
    """The rules that a path breaks."""
    return {finding.rule for finding in validate(path).findings}


@pytest.mark.parametrize("name", ["nt", "jsonld", "trig", "ttl12"])
def test_every_rdf_format_keeps_every_rule(name: str, directory: Path, tmp_path: Path) -> None:
    """The shapes hold for the graph, however it is written: N-Triples, JSON-LD, a named graph a paper, RDF 1.2."""
    assert validate(export(read_graph(directory), tmp_path / f"x.{name}")).findings == ()


def test_a_changed_file_is_found(directory: Path) -> None:
    """A file that is not as the build left it does not have the manifest's checksum."""
    with (directory / "graph.ttl").open("a", encoding="utf-8") as stream:
        stream.write("# a note\n")
    assert rules(directory) == {"file-checksum"}


def test_a_missing_file_is_found(directory: Path) -> None:
    """A file that the manifest names must be there; the others are checked all the same."""
    (directory / "rejects.jsonl").unlink()
    assert rules(directory) == {"file-missing"}


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"papers": 3}, "count-lines"),
        ({"rejected": 1}, "count-lines"),
        ({"nodes": {"Paper": 3}}, "count-nodes"),
        ({"edges": {"introduces": 99}}, "count-edges"),
        ({"base": "https://example.org/"}, "base"),
    ],
)
def test_a_manifest_that_tells_otherwise_is_found(changes: Record, rule: str, directory: Path) -> None:
    """Numbers and base of the manifest are those of the files."""
    rewrite_manifest(directory, **changes)
    assert rule in rules(directory)


def test_files_of_the_user_are_left_alone(directory: Path) -> None:
    """A file that kgbuild did not write is no violation."""
    (directory / "notes.txt").write_text("mine", encoding="utf-8")
    assert rules(directory) == set()


@pytest.mark.parametrize("text", ["<a> <b> ", "kg:x kg:y kg:z .", "\x00\x01", '<urn:a> <urn:b> "\\ud800" .'])
def test_rdf_that_is_none_is_one_finding_with_its_line(text: str, tmp_path: Path) -> None:
    """A damaged file is a finding that tells where, and no error."""
    (tmp_path / "x.ttl").write_text("# first line\n" + text, encoding="utf-8")
    (finding,) = validate(tmp_path / "x.ttl").findings
    assert finding.rule == "rdf-syntax"
    assert finding.file.startswith("x.ttl:")


def test_a_file_without_triples_lacks_its_header(tmp_path: Path) -> None:
    """An empty file is no graph."""
    (tmp_path / "x.nt").write_bytes(b"")
    assert rules(tmp_path / "x.nt") == {"Header-one"}


@pytest.mark.parametrize("name", ["nothing", "graph.gexf", "."])
def test_what_cannot_be_checked_is_told_in_one_line(name: str, tmp_path: Path) -> None:
    """A path that is missing, of an unknown format, or a folder without manifest is an error that tells how to go on."""
    (tmp_path / "graph.gexf").write_bytes(b"<gexf/>")
    with pytest.raises(SourceError, match=r"name a|make one"):
        validate(tmp_path / name)


def test_without_pyshacl_its_engine_says_what_to_install(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named where it is missing."""
    monkeypatch.setitem(__import__("sys").modules, "pyshacl", None)
    with pytest.raises(KgbuildError, match=r"kgbuild\[validate\]"):
        validate(directory, engine="pyshacl")


@pytest.mark.parametrize(
    ("turtle", "problem"),
    [
        ("x", "shapes.ttl:1"),
        ("<urn:s> sh:targetClass <urn:C> ; sh:not [ sh:class <urn:D> ] .", "sh:not"),
        ("<urn:s> sh:targetClass <urn:C> ; sh:property [ sh:path ( <urn:p> <urn:q> ) ; sh:minCount 1 ] .", "a name"),
    ],
)
def test_shapes_beyond_what_kgbuild_knows_are_an_error(turtle: str, problem: str) -> None:
    """Part of SHACL that the queries do not cover is never passed over."""
    with pytest.raises(VocabularyError, match=problem):
        read_shapes(f"@prefix sh: <http://www.w3.org/ns/shacl#> .\n{turtle}".encode() if "sh:" in turtle else turtle.encode())
