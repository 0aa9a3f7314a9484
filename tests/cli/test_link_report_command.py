"""`kgbuild link-report` on the sample."""

import csv
import json
from pathlib import Path

from click.testing import CliRunner

from kgbuild.cli import cli


def report(directory: Path, *options: str) -> str:
    """Return what the command prints."""
    result = CliRunner().invoke(cli, ["link-report", str(directory), *options])
    assert result.exit_code == 0, result.exception
    return result.stdout


def test_text_tells_both_parts_and_what_its_reasons_mean(sample_directory: Path) -> None:
    """Merges, near misses, the reasons in words, and how to see the rest."""
    text = report(sample_directory)
    for words in ("spellings taken for a thing", "pairs kept apart", "reasons", "more: --all shows them"):
        assert words in text
    assert "more: --all" not in report(sample_directory, "--all")


def test_tables_hold_all(sample_directory: Path) -> None:
    """TSV and JSON agree; the TSV has as many cells in each row and no formula."""
    data = json.loads(report(sample_directory, "--format", "json"))
    rows = list(csv.DictReader(report(sample_directory, "--format", "tsv").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == len(data["merges"]) + len(data["near_misses"]) > 100
    assert all(None not in row and None not in row.values() for row in rows)
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())
