"""What is said to a request that is not answered: to people a page, to programs JSON, to SPARQL clients one line."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kgbuild.serve.answers import RefusedError
from kgbuild.serve.api.models import Problem
from kgbuild.serve.endpoint import accept_of
from kgbuild.serve.formats import HTML, accepted, content_type
from kgbuild.serve.pages import page

_PROBLEM = "application/problem+json"
_PLAIN = "text/plain"
_SECONDS_TO_COME_BACK = "3"


def refusal(request: Request, error: Exception) -> Response:
    """Say why a request is refused, in one line that tells how to mend it."""
    assert isinstance(error, RefusedError)  # noqa: S101 - registered for it
    return _said(request, error.status, str(error), {})


def not_found(request: Request, error: Exception) -> Response:
    """Say that an address or a method is not known."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
    status = HTTPStatus(error.status_code)
    message = {
        HTTPStatus.NOT_FOUND: f"there is nothing at {request.url.path}: begin at /",
        HTTPStatus.METHOD_NOT_ALLOWED: f"{request.url.path} does not take {request.method}",
    }.get(status, error.detail)
    return _said(request, status, message, dict(error.headers or {}))


def _said(request: Request, status: HTTPStatus, message: str, headers: dict[str, str]) -> Response:
    headers |= {"cache-control": "no-store"}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["retry-after"] = _SECONDS_TO_COME_BACK
    path = request.url.path
    if path.startswith("/api/"):
        body = Problem(title=message, status=status).model_dump_json()
        return Response(body.encode("utf-8", "replace"), status, {**headers, "content-type": _PROBLEM})
    if path.rstrip("/") != "/sparql" and accepted(accept_of(request), [_PLAIN, HTML]) == HTML:
        found = page("problem.html", status, heading=status.phrase, message=message)
        found.headers.update(headers)
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            found.headers["refresh"] = _SECONDS_TO_COME_BACK  # a browser tries again by itself
        return found
    return Response(f"{message}\n".encode("utf-8", "replace"), status, {**headers, "content-type": content_type(_PLAIN)})
