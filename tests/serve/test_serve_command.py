"""`kgbuild serve` on the command line."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Run


@pytest.mark.slow
def test_mistakes_are_one_line(run: Run, tmp_path: Path) -> None:
    """A missing graph and a port in use end with one line that says how to mend it."""
    missing = run("serve", "nothing.ttl")
    assert (missing.returncode, missing.stderr.count(b"\n")) == (1, 1)
    assert b"nothing.ttl" in missing.stderr
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:b> 1 .", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        busy = run("serve", "a.ttl", "--port", str(taken.getsockname()[1]))
    assert (busy.returncode, busy.stderr.count(b"\n")) == (1, 1)
    assert b"--port" in busy.stderr


def test_without_the_extra(tmp_path: Path) -> None:
    """Without Starlette the message names the extra to install."""
    code = "import sys; sys.modules['starlette'] = None; from kgbuild.cli import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", code, "serve", "x.ttl"], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert ended.returncode == 1
    assert ended.stderr == "error: serving needs starlette: pip install 'kgbuild[serve]'\n"
