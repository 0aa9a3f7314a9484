"""How tests start a server and talk to it."""

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from urllib.parse import urlencode


@dataclass(frozen=True)
class Answer:
    """An HTTP response.

    Attributes:
        status: Its code.
        headers: By name, in any case.
        body: Its bytes.
    """

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def media_type(self) -> str:
        """Of the body."""
        return self.headers.get_content_type()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:  # type: ignore[override]
        """Leave a redirection to the test."""


@dataclass(frozen=True)
class Served:
    """A server that runs.

    Attributes:
        address: Without a slash at the end.
        process: Of the server.
    """

    address: str
    process: "subprocess.Popen[str]" = field(repr=False)

    def get(self, path: str, accept: str = "*/*", **headers: str) -> Answer:
        """Ask for a path, without following redirections."""
        return self.send("GET", path, None, {"Accept": accept, **headers})

    def send(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        """Send any request."""
        request = urllib.request.Request(  # noqa: S310 - our own server
            f"{self.address}{path}", body, dict(headers), method=method
        )
        try:
            with urllib.request.build_opener(_NoRedirect).open(request, timeout=60) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())

    def ask(self, query: str, accept: str = "text/csv") -> Answer:
        """Ask a query by GET."""
        return self.get(f"/sparql?{urlencode({'query': query})}", accept)


@contextmanager
def serving(path: Path, *options: str) -> Iterator[Served]:
    """Serve a graph on a free port; it must stop in order within a few seconds."""
    command = [sys.executable, "-m", "kgbuild", "serve", str(path), "--port", "0", *options]
    environment = {**os.environ, "XDG_CACHE_HOME": str(path.parent / "cache")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            first = process.stdout.readline().split()
            assert first, process.stderr.read()
            yield Served(first[1].rstrip("/"), process)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            try:
                process.communicate(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
