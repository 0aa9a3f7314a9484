"""The README says what happens: its terminal session is run and compared, its Python runs as a doctest."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"


def sessions() -> list[list[tuple[str, str]]]:
    """The commands of each `console` block, with the output that the README shows."""
    blocks = re.findall(r"```console\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    return [re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE) for block in blocks]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all sessions: later ones use what earlier ones made."""
    return tmp_path_factory.mktemp("readme")


def test_the_readme_has_a_session() -> None:
    """There is something to run."""
    assert sum(len(commands) for commands in sessions()) >= 4


@pytest.mark.parametrize("commands", sessions(), ids=lambda commands: commands[0][0][:40])
def test_the_terminal_session_is_true(commands: list[tuple[str, str]], folder: Path) -> None:
    """Each command prints what the README shows; a line with … stands for any lines."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "132"}
    for command, shown in commands:
        done = subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S602 - the README's own commands
        assert done.returncode == 0, done.stderr
        pattern = re.escape(shown).replace("…\n", "(?:.*\n)*?").replace(re.escape("…"), ".*")
        assert re.fullmatch(pattern, done.stdout), f"{command} printed:\n{done.stdout}"


def test_the_python_of_the_readme_runs() -> None:
    """The `>>>` lines of the README give what it shows."""
    result = doctest.testfile(str(README), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert result.attempted > 3
    assert result.failed == 0
