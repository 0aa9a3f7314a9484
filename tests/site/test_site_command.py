"""`kgbuild site` as a user runs it."""

from pathlib import Path

import pytest
from commands import Run

pytestmark = pytest.mark.slow


def test_writes_a_site(run: Run, sample_directory: Path, tmp_path: Path) -> None:
    """A graph directory becomes a folder of pages with the explorer beside them; a second run replaces it."""
    result = run("site", sample_directory, "-o", "site", "--title", "Landmarks", "--url", "https://example.org/kg")
    assert result.returncode == 0, result.stderr
    assert b"files in site" in result.stdout
    assert "<h1>Landmarks</h1>" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert (tmp_path / "site" / "graph.html").read_bytes() == (sample_directory / "graph.html").read_bytes()
    assert "https://example.org/kg/model/bert.html" in (tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8")


def test_wrong_use_is_one_line(run: Run, tmp_path: Path, sample_directory: Path) -> None:
    """A folder without a graph, an address that is none, and a file for a folder each get a line that says what to do."""
    (tmp_path / "taken").write_text("")
    for args in (
        ["nowhere", "-o", "site"],
        [sample_directory, "-o", "site", "--url", "example.org"],
        [sample_directory, "-o", "taken"],
    ):
        result = run("site", *args)
        assert result.returncode == 1
        assert result.stderr.startswith(b"error: ")
        assert b"Traceback" not in result.stderr
    assert not (tmp_path / "site").exists()
