"""What every response says to browsers, and which requests are not even looked at."""

from collections.abc import Iterable
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy of a page (W3C CSP 3): what it needs comes from this server, and no other page may frame it."""

DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""Of all else: even XML with a script in it does nothing if a browser shows it."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Refuses requests with an overlong address or for another host, and puts the headers of security on every response.

    Checking the host keeps a page of another site, whose name was made to lead to this machine (DNS rebinding), from reading a
    graph that is served on loopback.

    Args:
        app: What answers.
        longest: Bytes of the longest address.
        hosts: Names under which this server may be called; empty for any.
        shared: Whether pages of other sites may read answers.
    """

    def __init__(self, app: ASGIApp, longest: int, hosts: Iterable[str], *, shared: bool) -> None:
        self._app = app
        self._longest = longest
        self._hosts = frozenset(hosts)
        self._always = {**_ALWAYS, "cross-origin-resource-policy": "cross-origin" if shared else "same-origin"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._always.items():
                    headers.setdefault(name, value)
                is_page = headers.get("content-type", "").startswith("text/html")
                headers.setdefault("content-security-policy", PAGE_POLICY if is_page else DATA_POLICY)
            await send(message)

        problem = self._problem(scope)
        await (self._app if problem is None else problem)(scope, receive, sending)

    def _problem(self, scope: Scope) -> PlainTextResponse | None:
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > self._longest:
            message = f"the address is longer than {self._longest:,} bytes: POST the query"
            return PlainTextResponse(message, HTTPStatus.REQUEST_URI_TOO_LONG)
        host = Headers(scope=scope).get("host", "")
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        if self._hosts and name.lower() not in self._hosts:
            message = f"this server is not called {name or 'so'}: it answers to {', '.join(sorted(self._hosts))}"
            return PlainTextResponse(message, HTTPStatus.MISDIRECTED_REQUEST)
        return None
