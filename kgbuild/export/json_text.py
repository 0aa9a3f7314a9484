"""JSON as text: one object a line, the same bytes every time."""

import json
from collections.abc import Iterable, Iterator, Sequence
from json.encoder import encode_basestring
from math import isfinite
from typing import Any

from kgbuild.export.texts import SEPARATOR, at_once
from kgbuild.export.xml_text import legal


def all_json(texts: Sequence[str | None]) -> list[Any]:
    """Return the texts as JSON strings; None stays None.

    Example:
        >>> all_json(["BERT", None])
        ['"BERT"', None]
    """
    return at_once(texts, _quoted, _quote)


def _quoted(together: str) -> str:
    """Return texts with `SEPARATOR` between them as JSON strings, likewise parted; they hold no controls."""
    together = together.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{together.replace(SEPARATOR, _BETWEEN)}"'


_BETWEEN = f'"{SEPARATOR}"'


def _quote(text: str) -> str:
    return encode_basestring(legal(text))


def json_scalars(values: Sequence[str | float | None]) -> list[str]:
    """Return texts, numbers, truth values and None as JSON.

    Example:
        >>> json_scalars(["BERT", 2018, 0.5, True, None])
        ['"BERT"', '2018', '0.5', 'true', 'null']
    """
    texts = all_json([value if isinstance(value, str) else None for value in values])
    return [json_number(value) if text is None else text for value, text in zip(values, texts, strict=True)]


def json_number(value: object) -> str:
    """Return a number, a truth value or None as JSON.

    Example:
        >>> json_number(0.5), json_number(False)
        ('0.5', 'false')
    """
    if value is None:
        return "null"
    return repr(value) if value.__class__ is int or (value.__class__ is float and isfinite(value)) else _dump(value)


def json_line(value: object) -> str:
    """Return a value as JSON on one line; a character that XML cannot hold becomes U+FFFD, as in every format.

    Example:
        >>> json_line({"label": "BERT", "rank": None})
        '{"label":"BERT","rank":null}'
        >>> json_line([chr(0)]) == '["' + chr(0xFFFD) + '"]'
        True
    """
    line = _dump(value)
    if line.isprintable() and not any(escape in line for escape in _CONTROLS):
        return line
    return _dump(_cleaned(value))


_CONTROLS = ("\\u00", "\\b", "\\f")
_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return legal(value)
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(each) for key, each in value.items()}
    return [_cleaned(each) for each in value] if isinstance(value, list | tuple) else value


def listed(lines: Iterable[str]) -> Iterator[str]:
    r"""Yield the lines as the items of a JSON array, without its brackets.

    Example:
        >>> "".join(listed(["1", "2"]))
        '1,\n2\n'
    """
    separator = ""
    for line in lines:
        yield f"{separator}{line}"
        separator = ",\n"
    if separator:
        yield "\n"
