"""Reading annotated papers."""

import json
import lzma
from pathlib import Path

import pytest

from kgbuild.annotations import FIELD_OF_ROLE, match_key, read_annotations
from kgbuild.errors import SourceError


def test_names_are_keys(tmp_path: Path) -> None:
    """Each thing listed is the set of its names, folded."""
    record = {"title": "T", "abstract": "A", **{field: [] for field in FIELD_OF_ROLE.values()}}
    record["tasks"] = [{"name": "Named-Entity Recognition", "aliases": ["NER"]}]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert next(read_annotations(path)).names["addressesTask"] == [frozenset({"named entity recognition", "ner"})]


@pytest.mark.parametrize("line", ["{}", "[]", "nonsense", '{"title": "T", "abstract": "A", "introduces": [1]}'])
def test_what_is_no_annotation_is_said(tmp_path: Path, line: str) -> None:
    """A line that is no annotated paper is named by file and number."""
    path = tmp_path / "gold.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"gold\.jsonl:1: "):
        list(read_annotations(path))


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("domains", ["vision"], "domains.0"),
        ("code_urls", [5], "code_urls.0"),
        ("introduces", [{"name": 5}], "introduces.0.name"),
        ("tasks", [{"name": "T", "aliases": "NER"}], "tasks.0.aliases"),
        ("results", [{}], "results.0.value"),
        ("relations", [{"s": "A", "p": "extends"}], "relations.0.o"),
        ("metrics", None, "metrics"),
    ],
)
def test_what_is_wrong_in_a_record_is_named(tmp_path: Path, field: str, value: object, told: str) -> None:
    """The error names the line, the field and the entry."""
    record = {"title": "T", "abstract": "A", **{name: [] for name in FIELD_OF_ROLE.values()}, field: value}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=rf"gold\.jsonl:1: no annotated paper \({told}: "):
        list(read_annotations(path))


def test_texts_may_lie_elsewhere(tmp_path: Path) -> None:
    """Annotations that may not carry the abstract give an id, and the corpus gives the text."""
    path = tmp_path / "own.jsonl.xz"
    record = {"id": "p7", **{field: [] for field in FIELD_OF_ROLE.values()}}
    path.write_bytes(lzma.compress(json.dumps(record).encode()))
    read = next(read_annotations(path, foreign=True, texts={"p7": ("Title", "Abstract.")}))
    assert (read.paper.title, read.paper.abstract, read.foreign) == ("Title", "Abstract.", True)
    with pytest.raises(SourceError, match=r"own\.jsonl\.xz:1: .*or an id of the corpus"):
        list(read_annotations(path))


def test_an_id_may_be_a_number(tmp_path: Path) -> None:
    """It names the same paper of the corpus as its digits do, and a thing without aliases has a list of none."""
    path = tmp_path / "own.jsonl"
    record = {"id": 7, **{field: [] for field in FIELD_OF_ROLE.values()}, "tasks": [{"name": "parsing"}]}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    read = next(read_annotations(path, texts={"7": ("Title", "Abstract.")}))
    assert read.paper.title == "Title"
    assert read.record["tasks"] == [{"name": "parsing", "aliases": []}]


def test_plural_and_marks_make_no_difference() -> None:
    """The key is that of the published score."""
    assert match_key("Convolutional neural-networks") == match_key("convolutional Neural Network")
    assert match_key("F1+") == "f1+"
