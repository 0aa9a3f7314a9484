"""`kgbuild info`."""

from commands import Run

from kgbuild.sources import READERS


def test_one_topic_is_listed_alone(run: Run) -> None:
    """`info readers` names every reader with the usual endings of its files, and nothing else."""
    lines = run("info", "readers").stdout.decode().splitlines()
    assert lines[0] == "Readers"
    assert [line.split()[0] for line in lines[1:] if line] == list(READERS)
    assert any(".bib" in line for line in lines)


def test_an_unknown_topic_names_the_known_ones(run: Run) -> None:
    """A slip is one line that says what exists."""
    done = run("info", "reader")
    assert done.returncode == 2
    assert b"'readers', 'exporters', 'classes', 'relations'" in done.stderr
