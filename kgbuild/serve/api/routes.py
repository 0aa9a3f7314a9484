"""The routes of the API."""

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kgbuild.serve.answers import RefusedError
from kgbuild.serve.api.openapi import openapi
from kgbuild.serve.api.operations import API, ApiOperation, Field
from kgbuild.serve.asking import asked, response


def api_routes() -> list[Route]:
    """Return one route for each operation, and the OpenAPI document."""
    return [
        Route("/api/openapi.json", _document),
        *(Route(f"/api{operation.path}", _route(operation)) for operation in API),
        Route("/api/questions/{name}", _question),
    ]


def _route(operation: ApiOperation) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        parameters = {field.argument: _value(request.query_params, field) for field in operation.fields}
        return response(await asked(request, operation.name, parameters))

    return answer


def _value(said: Mapping[str, str], field: Field) -> str | int:
    value = said.get(field.name, field.default)
    if value is None:
        raise RefusedError(HTTPStatus.BAD_REQUEST, f"send {field.name}=… ({field.meaning})")
    if not isinstance(field.default, int):
        return value
    number = (
        int(value)
        if isinstance(value, int) or (value.isascii() and value.isdigit() and len(value) < len(str(field.most)) + 2)
        else 0
    )
    if not 1 <= number <= field.most:
        raise RefusedError(HTTPStatus.BAD_REQUEST, f"{field.name}={value} is no number from 1 to {field.most}")
    return number


async def _question(request: Request) -> Response:
    parameters = {"name": request.path_params["name"], "values": dict(request.query_params)}
    return response(await asked(request, "question", parameters))


async def _document(request: Request) -> Response:  # noqa: ARG001 - Starlette's signature
    return JSONResponse(openapi())
