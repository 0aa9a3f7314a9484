"""Records out of XML, as a stream and safe against hostile files: no entity is declared, nothing is loaded from outside.

The parser is Python's own expat. A document type may be named (PubMed's files do) but is never fetched, and a file that declares an
entity is refused, which leaves no way to "billion laughs" or external entities (OWASP, "XML External Entity Prevention").
"""

import html
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from kgbuild.errors import SourceError
from kgbuild.models import Reject
from kgbuild.sources.source import Source

LARGEST_RECORD = 1 << 26
"""Bytes of one record."""

DEEPEST = 200
"""Elements inside one another."""

_CHUNK = 1 << 16
_BEFORE_ROOT = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL)
_START = re.compile(r"\s*<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")

Attributes: TypeAlias = Mapping[str, str]


@dataclass(frozen=True)
class Found:
    """An element with its place.

    Attributes:
        line: Where it begins.
        element: The whole element; names are local, without namespace.
        within: Name and attributes of the elements around it, outermost first.
    """

    line: int
    element: Element
    within: tuple[tuple[str, Attributes], ...]


def root_name(head: str) -> str:
    r"""Return the local name of a document's root element, or an empty text.

    Args:
        head: The beginning of a file.

    Example:
        >>> root_name('<?xml version="1.0"?>\n<!-- made by us -->\n<a:feed xmlns:a="urn:a">')
        'feed'
    """
    position = len(head) - len(head.lstrip("\ufeff"))
    while before := _BEFORE_ROOT.match(head, position):
        position = before.end()
    found = _START.match(head, position)
    return found[1] if found else ""


def elements(source: Source, roots: Collection[str], names: Collection[str]) -> Iterator[Found | Reject]:
    """Yield each element with one of the names, whole, and a reject where the document breaks off.

    Args:
        source: An XML document.
        roots: Names that the root element may have.
        names: Names of the elements to find; inside one of them no other is looked for.

    Raises:
        SourceError: If the document is none of these roots, breaks off before its first record, or is hostile.
    """
    parser = _Parser(source, frozenset(roots), frozenset(names))
    any_found = False
    with source.open() as stream:
        while True:
            data = stream.read(_CHUNK)
            fault = parser.feed(data)
            for found in parser.found:
                any_found = True
                yield found
            parser.found.clear()
            if fault and not any_found:
                raise SourceError(f"{source.name!r} is no XML that can be read ({fault}): name another reader or fetch it again")
            if fault:
                yield source.reject(fault.line, f"XML that breaks off ({fault.reason}): all that follows is lost")
            if fault or not data:
                return


@dataclass(frozen=True)
class _Fault:
    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


class _Parser:
    """Builds the elements that were asked for and forgets all others."""

    def __init__(self, source: Source, roots: frozenset[str], names: frozenset[str]) -> None:
        self.found: list[Found] = []
        self._source = source
        self._roots = roots
        self._names = names
        self._open: list[tuple[str, Attributes]] = []
        self._builder: TreeBuilder | None = None
        self._began = (0, 0, 0)  # the record's depth, line and byte
        self._expat = self._hardened()

    def feed(self, data: bytes) -> _Fault | None:
        """Parse on; return why that ends here, if it does."""
        try:
            self._expat.Parse(data, not data)
        except expat.ExpatError as error:
            return _Fault(max(error.lineno, 1), expat.ErrorString(error.code))
        except (ValueError, LookupError) as error:  # an encoding that Python does not know, or one of several bytes
            return _Fault(1, str(error))
        if self._builder is not None and self._expat.CurrentByteIndex - self._began[2] > LARGEST_RECORD:
            raise SourceError(f"{self._source.name!r} has a record of more than {LARGEST_RECORD:,} bytes: no list of papers")
        return None

    def _hardened(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.buffer_size = _CHUNK
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.EntityDeclHandler = self._refuse
        parser.UnparsedEntityDeclHandler = self._refuse
        parser.ExternalEntityRefHandler = self._refuse
        parser.SkippedEntityHandler = self._skipped
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        return parser

    def _refuse(self, *_: object) -> int:
        raise SourceError(f"{self._source.name!r} declares XML entities, which lists of papers do not: take them out")

    def _skipped(self, name: str, is_parameter: bool) -> None:  # noqa: FBT001 - expat's signature
        if not is_parameter and self._builder is not None:
            self._builder.data(html.unescape(f"&{name};"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if not self._open and local not in self._roots:
            raise SourceError(f"{self._source.name!r} begins with <{local}>, not with {_either(self._roots)}: name another reader")
        if len(self._open) >= DEEPEST:
            raise SourceError(f"{self._source.name!r} has elements more than {DEEPEST} deep: no list of papers")
        if self._builder is None and local in self._names:
            self._builder = TreeBuilder()
            self._began = (len(self._open), self._expat.CurrentLineNumber, self._expat.CurrentByteIndex)
            self._expat.CharacterDataHandler = self._builder.data
        self._open.append((local, attributes))
        if self._builder is not None:
            self._builder.start(local, attributes)

    def _end(self, _: str) -> None:
        local = self._open.pop()[0]
        if self._builder is None:
            return
        self._builder.end(local)
        depth, line = self._began[:2]
        if len(self._open) == depth:
            self.found.append(Found(line, self._builder.close(), tuple(self._open)))
            self._builder = None
            self._expat.CharacterDataHandler = None


def _either(names: Collection[str]) -> str:
    return " or ".join(f"<{name}>" for name in sorted(names))


def text_of(element: Element | None) -> str:
    """Return all the text inside an element, without its tags, or an empty text for None."""
    return "" if element is None else "".join(element.itertext())


def text_at(element: Element, path: str) -> str:
    """Return the text of the first element at a path below, or an empty text."""
    return text_of(element.find(path)).strip()


def texts_at(element: Element, path: str) -> list[str]:
    """Return the texts of all elements at a path below that have any."""
    return [text for found in element.iterfind(path) if (text := text_of(found).strip())]
