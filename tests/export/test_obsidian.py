"""Markdown notes have names that every system takes, links that lead somewhere, and properties that are YAML."""

import json
import re
from pathlib import PurePosixPath

import graphs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tabular import unpacked

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export.note_names import note_names, safe_name

LINK = re.compile(r"\[\[([^|\]]+)\|([^\]]*)\]\]")


@pytest.mark.parametrize("graph", [graphs.tiny(), graphs.hostile(), graphs.parallel(), graphs.corpus(40)])
def test_links_lead_to_notes(graph: KnowledgeGraph) -> None:
    """Every link names a note that is there, and every note but the index is linked from the index."""
    files = {name: data.decode() for name, data in unpacked(graph, "obsidian").items()}
    for text in files.values():
        assert {f"{target}.md" for target, _ in LINK.findall(text)} <= set(files)
    assert {f"{target}.md" for target, _ in LINK.findall(files["Index.md"])} == set(files) - {"Index.md"}


@pytest.mark.parametrize("graph", [graphs.tiny(), graphs.hostile()])
def test_properties_are_lines_of_json(graph: KnowledgeGraph) -> None:
    """Each property is a key and JSON, which is YAML: no text breaks out."""
    for name, data in unpacked(graph, "obsidian").items():
        if name != "Index.md":
            head = data.decode().split("\n---\n")[0].removeprefix("---\n")
            for line in head.split("\n"):
                key, _, value = line.partition(": ")
                assert re.fullmatch("[a-z_]+", key)
                json.loads(value)


def test_a_note_tells_what_the_graph_says() -> None:
    """Relations are headings, ends are links, and the sentence stands beside them."""
    note = unpacked(graphs.tiny(), "obsidian")["Paper/BERT- Pre-training.md"].decode()
    assert "## Uses base model\n\n- [[Model/ELMo|ELMo]] (0.90) — We introduce BERT, which builds on ELMo." in note
    assert "80.5% GLUE" in note


def test_markup_is_text() -> None:
    """No tag and no link comes from a paper's text."""
    for data in unpacked(graphs.hostile(), "obsidian").values():
        body = data.decode().split("\n---\n")[-1]
        assert "<script" not in body
        assert "<!--" not in body


@given(st.lists(st.tuples(st.sampled_from(["Model", "Task"]), st.text()), max_size=8))
def test_names_are_safe_and_distinct(things: list[tuple[str, str]]) -> None:
    """Whatever the labels, no two notes share a path, also where case does not count, and no path is refused by Windows."""
    names = note_names((f"urn:{number}", kind, label) for number, (kind, label) in enumerate(things))
    assert len({name.casefold() for name in names.values()}) == len(things)
    for name in names.values():
        path = PurePosixPath(name)
        assert len(path.parts) == 2
        assert len(path.name.encode()) < 200
        assert not re.search(r'[\x00-\x1f<>:"\\|?*#^\[\]]', name)
        assert path.name[-1] not in " ."
        assert path.name[0] != "."


@pytest.mark.parametrize("label", ["con", "AUX.md", "../../etc/passwd", ".hidden", "", "x" * 500, "漢" * 200, "a\x00b"])
def test_hostile_names(label: str) -> None:
    """Reserved, hidden, climbing, empty and long names become plain ones."""
    name = safe_name(label)
    assert name
    assert "/" not in name
    assert not name.startswith(".")
    assert len(name.encode()) <= 121
    assert name.partition(".")[0].upper() not in {"CON", "AUX"}
