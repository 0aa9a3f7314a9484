"""The README says what happens: its terminal session is run and compared, its Python runs as a doctest.

`python tests/test_readme.py` writes the session's output anew.
"""

import doctest
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kgbuild.cli import COMMANDS

README = Path(__file__).parents[1] / "README.md"
_SESSION = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
_COMMAND = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def sessions() -> list[list[tuple[str, str]]]:
    """The commands of each `console` block, with the output that the README shows."""
    return [_COMMAND.findall(block) for block in _SESSION.findall(README.read_text(encoding="utf-8"))]


def output_of(command: str, folder: Path) -> str:
    """What a command prints on standard output."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "132"}
    done = subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S602 - the README's own commands
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_readme_has_a_session() -> None:
    """There is something to run."""
    assert sum(len(commands) for commands in sessions()) >= 4


@pytest.mark.slow
@pytest.mark.parametrize("commands", sessions(), ids=lambda commands: commands[0][0][:40])
def test_the_terminal_session_is_true(commands: list[tuple[str, str]], tmp_path: Path) -> None:
    """Each command prints what the README shows."""
    for command, shown in commands:
        assert output_of(command, tmp_path) == shown, command


@pytest.mark.slow
def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The `>>>` lines of the README give what it shows."""
    monkeypatch.chdir(tmp_path)
    result = doctest.testfile(str(README), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert result.attempted > 3
    assert result.failed == 0


def test_the_readme_names_every_command() -> None:
    """Each command stands in the README's table with its line of help."""
    text = README.read_text(encoding="utf-8")
    for name, line in COMMANDS.items():
        assert f"| `kgbuild {name}` | {line} |" in text


def rewrite() -> None:
    """Put what the session's commands print now into the README."""
    with tempfile.TemporaryDirectory() as folder:

        def run(match: re.Match[str]) -> str:
            return f"$ {match[1]}\n{output_of(match[1], Path(folder))}"

        text = _SESSION.sub(lambda block: _COMMAND.sub(run, block[0]), README.read_text(encoding="utf-8"))
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rewrite()
