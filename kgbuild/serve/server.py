"""The server's process: it starts the workers, listens, and ends both in order."""

import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn

from kgbuild.errors import KgbuildError
from kgbuild.serve.application import application
from kgbuild.serve.headers import LOOPBACK
from kgbuild.serve.limits import Limits
from kgbuild.serve.pool import Pool
from kgbuild.serve.site_pages import SitePages

if sys.platform != "win32":
    import resource

_LONGEST_HEAD = 96 << 10  # bytes of a request's line and headers, which hold the address
_SECONDS_TO_END = 5
_OTHER_FILES = 256  # besides connections: pipes to the workers, long answers


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the server listens, and to whom.

    Attributes:
        host: Name or address of the interface.
        port: 0 for any that is free.
        names: More host names under which it may be called, as behind a proxy.
        origins: Sites whose pages may read answers (CORS), or `*`.
        limits: What one request may take.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)

    @property
    def hosts(self) -> Sequence[str]:
        """Host names that are answered; none, so any, where the interface is open to others and no name is given."""
        if self.host not in {*LOOPBACK, "::1"} and not self.names:
            return ()
        return (*sorted(LOOPBACK), *self.names)


async def serve(path: Path, settings: Settings, started: Callable[[str, Pool], None]) -> None:
    """Serve a graph until SIGINT or SIGTERM; requests that are being answered then are answered.

    Args:
        path: A graph directory or an RDF file.
        settings: Where to listen, and to whom.
        started: Called with the address when the server answers.

    Raises:
        KgbuildError: If there is no such graph, or the address cannot be listened to.
    """
    _allow_files(settings.limits.connections + _OTHER_FILES)
    with _listening(settings) as listener:
        async with Pool(path, settings.limits) as pool, SitePages(path, settings.limits) as site:
            app = application(pool, site, path, settings.limits, hosts=settings.hosts, origins=settings.origins)
            server = uvicorn.Server(_config(app, settings.limits))
            host, port = listener.getsockname()[:2]
            started(f"http://{f'[{host}]' if ':' in host else host}:{port}", pool)
            await server.serve(sockets=[listener])


def _allow_files(most: int) -> None:
    """Let the process open as many files as it may have connections, as far as the system lets it."""
    if sys.platform != "win32":
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        if soft != resource.RLIM_INFINITY and soft < allowed:
            resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))


def _config(app: object, limits: Limits) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]  # uvicorn and Starlette each have their own name for an ASGI application
        http="h11",  # it bounds the head of a request, httptools does not
        ws="none",
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        limit_concurrency=limits.connections,
        h11_max_incomplete_event_size=_LONGEST_HEAD,
        timeout_graceful_shutdown=int(limits.seconds) + _SECONDS_TO_END,
    )


def _listening(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except OSError as error:
        message = f"cannot listen on {settings.host} port {settings.port} ({error.strerror}): choose another with --port or --host"
        raise KgbuildError(message) from None
