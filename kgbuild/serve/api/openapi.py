"""The OpenAPI 3.1 document of the API, made from its table and its models."""

from importlib import metadata
from typing import Any

from pydantic.json_schema import models_json_schema

from kgbuild.serve.api.models import Problem
from kgbuild.serve.api.operations import API, ApiOperation, Field

_SCHEMA = "#/components/schemas/"


def openapi() -> dict[str, Any]:
    """Return the document.

    Example:
        >>> sorted(openapi()["paths"])[0]
        '/api/neighbourhood'
    """
    models = [(model, "serialization") for model in (*(operation.answer for operation in API), Problem)]
    _, schemas = models_json_schema(models, ref_template=f"{_SCHEMA}{{model}}")  # type: ignore[arg-type]  # a list of pairs, as it wants
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "A knowledge graph of research papers",
            "description": "Reads one graph. For all that is not here there is SPARQL 1.1 at /sparql.",
            "version": metadata.version("kgbuild"),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": {
            **{f"/api{operation.path}": {"get": _operation(operation)} for operation in API},
            "/api/questions/{name}": {"get": _question()},
        },
        "components": {"schemas": schemas["$defs"]},
    }


def _operation(operation: ApiOperation) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"{_SCHEMA}{operation.answer.__name__}"}}}
    return {
        "operationId": operation.name,
        "summary": operation.title,
        "parameters": [_parameter(field) for field in operation.fields],
        "responses": {"200": {"description": "The answer", "content": content}, **_problems()},
    }


def _parameter(field: Field) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if isinstance(field.default, int):
        schema = {"type": "integer", "minimum": 1, "maximum": field.most}
    if field.default:
        schema["default"] = field.default
    said = {"name": field.name, "in": "query", "description": field.meaning, "required": field.default is None, "schema": schema}
    return {**said, "example": field.example} if field.example else said


def _question() -> dict[str, Any]:
    text = {"schema": {"type": "string"}}
    name = {"name": "name", "in": "path", "description": "Of the question", "required": True, "schema": {"type": "string"}}
    values = {
        "name": "values",
        "in": "query",
        "description": "One field for each of the question's parameters",
        "style": "form",
        "explode": True,
        "schema": {"type": "object", "additionalProperties": {"type": "string"}},
    }
    return {
        "operationId": "question",
        "summary": "A ready question as SPARQL, with the values that were said",
        "parameters": [name, values],
        "responses": {"200": {"description": "The query", "content": {"application/sparql-query": text}}, **_problems()},
    }


def _problems() -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": f"{_SCHEMA}Problem"}}}
    return {"default": {"description": "Why there is no answer", "content": content}}
