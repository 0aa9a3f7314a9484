"""JSON as text: one object a line, the same bytes every time."""

import json
from collections.abc import Iterable, Iterator, Sequence
from json.encoder import encode_basestring
from typing import Any

from kgbuild.export.texts import all_legal
from kgbuild.export.xml_text import legal


def all_json(texts: Sequence[str | None]) -> list[Any]:
    """Return the texts as JSON strings; None stays None.

    Example:
        >>> all_json(["BERT", None])
        ['"BERT"', None]
    """
    return [None if text is None else encode_basestring(text) for text in all_legal(texts)]


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
