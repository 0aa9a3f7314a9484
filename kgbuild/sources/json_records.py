"""Records out of JSON: one a line, or items of a document's list, each with the line where it begins.

A file is read line by line where its first line is whole JSON, so that dumps of any size need no memory; any other file is read as
a document. Lists are also found inside the envelopes that web services put around them, in one document or in several one after
another, as `cat page*.json` leaves them.
"""

import json
import re
from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from typing import TypeAlias

from pydantic_core import from_json

from kgbuild.models import Paper, Reject
from kgbuild.sources.record import paper_from_record
from kgbuild.sources.source import Source, undecodable

Fields: TypeAlias = Mapping[str, object]
"""A JSON object, or what `paper_from_record` takes."""

_Found: TypeAlias = Generator[tuple[int, object], None, int]

_SPACE = re.compile(r"[ \t\r\n\ufeff]*")
_NEXT_DOCUMENT = re.compile(r"\n(?=[\[{])")
_DECODER = json.JSONDecoder(strict=False)
_SNIFFED = 20


class Unusable(ValueError):  # noqa: N818 - it says what a record is, no fault of the program
    """What a record is instead of a paper, in a few words."""


def read_papers(source: Source, envelopes: Collection[str], convert: Callable[[Fields], Fields]) -> Iterator[Paper | Reject]:
    """Yield a paper or a reject for each record.

    Args:
        source: JSON Lines or JSON documents.
        envelopes: Names of the members of a document that hold its records.
        convert: Gives the fields of a paper for a JSON object, or raises `Unusable`.

    Raises:
        SourceError: If the file cannot be read on.
    """
    for line, record in json_records(source, envelopes):
        if isinstance(record, Damaged):
            yield source.reject(line, str(record))
        elif not isinstance(record, dict):
            yield source.reject(line, "not a JSON object")
        else:
            try:
                fields = convert(record)
            except Unusable as error:
                yield source.reject(line, str(error))
            else:
                yield paper_from_record(fields, source.origin(line))


class Damaged(str):
    """Why a stretch of a file is no JSON."""

    __slots__ = ()


def parse(line: str) -> object:
    """Return the value that a line holds, or why it holds none as a `Damaged`.

    Args:
        line: One line, as `Source.lines` gives it.

    Example:
        >>> parse('{"year": 2018}'), parse('{"year": ')
        ({'year': 2018}, 'not JSON: Expecting value at column 10')
    """
    try:
        return from_json(line)
    except (ValueError, TypeError):  # the latter for bytes that are no UTF-8
        pass  # it is stricter than json, which takes raw tabs and escaped halves of characters, and says what is wrong
    if reason := undecodable(line):
        return Damaged(reason)
    try:
        return json.loads(line, strict=False)
    except json.JSONDecodeError as error:
        return Damaged(f"not JSON: {error.msg} at column {error.colno}")
    except (ValueError, RecursionError):
        return Damaged("not JSON that can be read: a number too long or brackets too deep")


def json_records(source: Source, envelopes: Collection[str]) -> Iterator[tuple[int, object]]:
    """Yield each record with the line where it begins; a `Damaged` text for what is no JSON.

    Args:
        source: JSON Lines or JSON documents.
        envelopes: As for `read_papers`.

    Raises:
        SourceError: If the file cannot be read on.
    """
    if not _line_by_line(source):
        yield from _document_records(source.text(), envelopes)
        return
    for number, line in enumerate(source.lines(), 1):
        text = line.strip().lstrip("\ufeff")
        if text:
            for record in _unwrapped(parse(text), envelopes):
                yield number, record


def _line_by_line(source: Source) -> bool:
    for line in source.lines():
        text = line.strip().lstrip("\ufeff")
        if text:
            # A damaged first record that ends like an object is one bad line, not the beginning of a document.
            return not isinstance(parse(text), Damaged) or (text.startswith("{") and text.endswith("}"))
    return True


def _unwrapped(value: object, envelopes: Collection[str]) -> Iterator[object]:
    if isinstance(value, list):
        yield from value
    elif isinstance(value, dict) and (inside := [value[name] for name in envelopes if isinstance(value.get(name), list | dict)]):
        for one in inside:
            yield from _unwrapped(one, envelopes)
    else:
        yield value


def _document_records(text: str, envelopes: Collection[str]) -> Iterator[tuple[int, object]]:
    walk = _Walk(text, envelopes)
    position = walk.skip(0)
    while position < len(text):
        try:
            position = yield from walk.value(position)
        except json.JSONDecodeError as error:
            at = max(error.pos, position)
            yield walk.line(at), Damaged(f"not JSON: {error.msg} at column {error.colno}")
            following = _NEXT_DOCUMENT.search(text, at)
            position = following.end() if following else len(text)
        except (ValueError, RecursionError):
            yield walk.line(position), Damaged("not JSON that can be read: a number too long or brackets too deep")
            return
        position = walk.skip(position)


class _Walk:
    """Finds the records of a document without parsing their surroundings twice."""

    def __init__(self, text: str, envelopes: Collection[str]) -> None:
        self._text = text
        self._envelopes = envelopes
        self._spoilt = undecodable(text) is not None
        self._line = 1
        self._counted = 0

    def line(self, position: int) -> int:
        """Return the line of a position; positions must not decrease."""
        self._line += self._text.count("\n", self._counted, position)
        self._counted = max(position, self._counted)
        return self._line

    def skip(self, position: int) -> int:
        found = _SPACE.match(self._text, position)
        return found.end() if found else position

    def value(self, position: int) -> _Found:
        """Yield the records of the value that begins here, and return where it ends."""
        start = self._text[position : position + 1]
        if start == "[":
            return (yield from self._list(position))
        if start == "{":
            return (yield from self._object(position))
        value, end = _DECODER.raw_decode(self._text, position)
        yield self.line(position), self._whole(value, position, end)
        return end

    def _whole(self, value: object, start: int, end: int) -> object:
        """Return a value, or why its text is none: bytes that are no UTF-8 spoil their record only."""
        reason = undecodable(self._text[start:end]) if self._spoilt else None
        return Damaged(reason) if reason else value

    def _list(self, position: int) -> _Found:
        position = self.skip(position + 1)
        if self._text.startswith("]", position):
            return position + 1
        while True:
            line = self.line(position)
            value, end = _DECODER.raw_decode(self._text, position)
            yield line, self._whole(value, position, end)
            position = self._comma(end, "]")
            if self._text[position - 1] == "]":
                return position

    def _object(self, position: int) -> _Found:
        start, line = position, self.line(position)
        own: dict[str, object] = {}
        enveloped = False
        position = self.skip(position + 1)
        while not self._text.startswith("}", position):
            name, end = _DECODER.raw_decode(self._text, position)
            end = self.skip(end)
            if not isinstance(name, str) or not self._text.startswith(":", end):
                raise json.JSONDecodeError("Expecting a name and ':'", self._text, position)
            end = self.skip(end + 1)
            if name in self._envelopes and self._text.startswith(("[", "{"), end):
                enveloped = True
                end = yield from self.value(end)
            else:
                own[name], end = _DECODER.raw_decode(self._text, end)
            position = self._comma(end, "}")
            if self._text[position - 1] == "}":
                break
        else:
            position += 1
        if not enveloped:
            yield line, self._whole(own, start, position)
        return position

    def _comma(self, position: int, closing: str) -> int:
        """Return where the next item begins, or one past the closing bracket."""
        position = self.skip(position)
        if self._text.startswith(closing, position):
            return position + 1
        if not self._text.startswith(",", position):
            raise json.JSONDecodeError(f"Expecting ',' or '{closing}'", self._text, position)
        return self.skip(position + 1)


def first_record(head: str, envelopes: Collection[str]) -> Fields:
    """Return the first record of a file, as far as its beginning shows it, or an empty one.

    Args:
        head: The beginning of a file.
        envelopes: As for `read_papers`.

    Example:
        >>> first_record('{"meta": {}, "results": [{"id": "W1", "title": "BE', ["results"])
        {'id': 'W1', 'title': 'BE'}
    """
    text = head.lstrip("\ufeff \t\r\n")
    if not text.startswith(("{", "[")):
        return {}
    for part in (text.partition("\n")[0], text):
        try:
            value = from_json(part, allow_partial="trailing-strings")
        except ValueError:
            continue
        found = [record for record, _ in zip(_unwrapped(value, envelopes), range(_SNIFFED), strict=False)]
        if named := next((record for record in found if isinstance(record, dict) and record), None):
            return named
    return {}
