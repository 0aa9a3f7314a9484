"""`kgbuild view` as a user runs it."""

from pathlib import Path

import pytest
from commands import Run

pytestmark = pytest.mark.slow


def test_writes_a_page(run: Run, sample_directory: Path, tmp_path: Path) -> None:
    """A name gives a page beside the user, named after what it shows; what it shows and leaves out is said."""
    result = run("view", sample_directory, "bert", "--most", "20")
    assert result.returncode == 0, result.stderr
    assert result.stdout == b"bert.html\n"
    assert b"BERT: 20 neighbours" in result.stderr
    assert (tmp_path / "bert.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_writes_to_standard_output(run: Run, sample_directory: Path, tmp_path: Path) -> None:
    """With `-o -` the page goes down the pipe and no file appears."""
    result = run("view", sample_directory, "1907.11692", "--depth", "1", "-o", "-")
    assert result.stdout.startswith(b"<!doctype html>")
    assert list(tmp_path.glob("*.html")) == []


def test_an_unknown_name_is_one_line(run: Run, sample_directory: Path) -> None:
    """A misspelt name gets a line with near matches and no traceback."""
    result = run("view", sample_directory, "RoBERTo")
    assert result.returncode == 1
    assert result.stderr.startswith(b"error: nothing is called 'RoBERTo' in this graph: did you mean RoBERTa")
