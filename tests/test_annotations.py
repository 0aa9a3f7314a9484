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


def test_texts_may_lie_elsewhere(tmp_path: Path) -> None:
    """Annotations that may not carry the abstract give an id, and the corpus gives the text."""
    path = tmp_path / "own.jsonl.xz"
    record = {"id": "p7", **{field: [] for field in FIELD_OF_ROLE.values()}}
    path.write_bytes(lzma.compress(json.dumps(record).encode()))
    read = next(read_annotations(path, foreign=True, texts={"p7": ("Title", "Abstract.")}))
    assert (read.paper.title, read.paper.abstract, read.foreign) == ("Title", "Abstract.", True)
    with pytest.raises(SourceError, match=r"own\.jsonl\.xz:1: .*or an id of the corpus"):
        list(read_annotations(path))


def listing(**techniques: float) -> dict[str, object]:
    """Return a record that lists techniques, each with a confidence."""
    record: dict[str, object] = {"title": "T", "abstract": "A", **{field: [] for field in FIELD_OF_ROLE.values()}}
    return {**record, "techniques": [{"name": name, "confidence": confidence} for name, confidence in techniques.items()]}


def test_a_model_may_be_the_reader(tmp_path: Path) -> None:
    """What it lists, it lists with a confidence; a person is sure; what is not listed has none."""
    path = tmp_path / "taught.jsonl"
    path.write_text(json.dumps(listing(pruning=0.25, distillation=0.5)) + "\n", encoding="utf-8")
    read = next(read_annotations(path))
    assert read.confidence(frozenset({"pruning", "cutting"}), "appliesTechnique") == 0.25
    assert read.confidence(frozenset({"pruning", "distillation"}), "appliesTechnique") == 0.5
    assert read.confidence(frozenset({"pruning"}), "addressesTask") == 0
    path.write_text(json.dumps({**listing(), "tasks": [{"name": "parsing"}]}) + "\n", encoding="utf-8")
    assert next(read_annotations(path)).confidence(frozenset({"parsing"}), "addressesTask") == 1


def test_a_confidence_is_a_probability(tmp_path: Path) -> None:
    """A number above 1 is refused with its place."""
    path = tmp_path / "taught.jsonl"
    path.write_text(json.dumps(listing(pruning=90)) + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"taught\.jsonl:1: .*confidence must be from 0 to 1"):
        list(read_annotations(path))


def test_plural_and_marks_make_no_difference() -> None:
    """The key is that of the published score."""
    assert match_key("Convolutional neural-networks") == match_key("convolutional Neural Network")
    assert match_key("F1+") == "f1+"
