"""A way to call the command line that starts no process."""

import contextlib
import io
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Run

from kgbuild.cli import main


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Call the command line in this process, in a fresh folder: for what needs no interpreter of its own."""
    monkeypatch.chdir(tmp_path)
    on_termination = signal.getsignal(signal.SIGTERM)

    def called(*args: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        words = ["kgbuild", *map(str, args)]
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        code = 0
        with monkeypatch.context() as patched, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            patched.setattr(sys, "argv", words)
            patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            try:
                main()
            except SystemExit as ended:
                code = int(ended.code or 0)
        for stream in (out, err):
            stream.flush()
        written = (stream.buffer.getvalue() for stream in (out, err))  # type: ignore[attr-defined]  # of the BytesIO above
        return subprocess.CompletedProcess(words, code, *written)

    yield called
    signal.signal(signal.SIGTERM, on_termination)
