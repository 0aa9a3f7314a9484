"""N-Triples are canonical: one triple a line, the lines sorted, every character written in one way."""

import re

import graphs
from rdf_readers import KINDS, said, written

LINE = re.compile(
    r'<[^>\s]+> <[^>\s]+> (?:<[^>\s]+>|"(?:[^"\\\x00-\x1f\x7f]|\\[btnfr"\\]|\\u00[01][0-9A-F]|\\u007F)*"(?:\^\^<[^>\s]+>)?) \.'
)


def test_lines_are_sorted_and_unique() -> None:
    """The lines stand in the order of their bytes, so that `comm`, `diff` and `join` work on them."""
    for kind in KINDS.values():
        lines = written(kind(), "nt").splitlines()
        assert lines == sorted(set(lines))


def test_form_is_canonical() -> None:
    """One space between terms, escapes only where they must be (RDF 1.2 N-Triples, section 4)."""
    lines = written(graphs.hostile(), "nt").decode().split("\n")
    assert lines.pop() == ""
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert not any("XMLSchema#string" in line for line in lines)


def test_lines_are_the_triples() -> None:
    """The file is the list of triples."""
    graph = graphs.tiny()
    assert {line.removesuffix(" .") for line in written(graph, "nt").decode().splitlines()} == said(graph, "nt")
