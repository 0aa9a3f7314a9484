"""The checked-in graph of the sample is what kgbuild makes of it today."""

from pathlib import Path

import pytest

EXPORTS = Path(__file__).parents[1] / "exports"


@pytest.mark.parametrize("name", sorted(path.name for path in (EXPORTS / "sample").iterdir()))
def test_the_checked_in_graph_is_current(name: str, sample_directory: Path) -> None:
    """Each file has the bytes of a build of today; `exports/README.md` says how to make them anew."""
    assert (EXPORTS / "sample" / name).read_bytes() == (sample_directory / name).read_bytes()


def test_nothing_is_missing(sample_directory: Path) -> None:
    """Every file of a build is checked in."""
    built = {path.name for path in sample_directory.iterdir() if not path.name.startswith(".")}  # a query leaves its store there
    assert built == {path.name for path in (EXPORTS / "sample").iterdir()}
