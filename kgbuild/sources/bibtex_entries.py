"""BibTeX files taken apart: entries with their fields as text, abbreviations and `crossref`s resolved, names split.

Entries are found by bibtexparser, one at a time, so that a file of any size is read as a stream and a damaged entry spoils no
other.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bibtexparser.exceptions import ParserStateException
from bibtexparser.library import Library
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from bibtexparser.model import DuplicateFieldKeyBlock, Entry, ParsingFailedBlock, String
from bibtexparser.splitter import Splitter

from kgbuild.models import Reject
from kgbuild.sources.source import Source, undecodable

LONGEST_ENTRY = 1 << 26
"""Characters."""

KEY = ""
"""Under which name an entry's citation key stands among its fields."""

_BLOCK = re.compile(r"\s*@\s*(\w+)\s*[{(]")
_PIECE = re.compile(r'\s*(?:"(?P<quoted>(?:[^"{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)"|(?P<name>[^\s"#{}]+))\s*(?:#|$)', re.DOTALL)
# BibLaTeX's extended name format (manual of BibLaTeX, 3.4): "family=Beethoven, given=Ludwig, prefix=van".
_EXTENDED = re.compile(r'"?(?:family|given|prefix|suffix)\s*=', re.IGNORECASE)
_EXTENDED_PART = re.compile(r'(?:^|,)\s*"?([\w-]+)\s*=\s*((?:\{[^{}]*\}|"[^"]*"|[^,{}"])*)')
_SPOKEN = ("given", "prefix", "family", "suffix")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PARENTS = frozenset({"proceedings", "collection", "book", "mvproceedings", "mvcollection", "mvbook", "periodical"})
_INHERITED = ("year", "date", "booktitle", "journal", "journaltitle", "keywords")

# bibtexparser logs what it gives back as failed blocks, which we report ourselves.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


def entries(source: Source) -> Iterator[tuple[int, Mapping[str, str]] | Reject]:
    """Yield each entry with its line and its fields by lower-case name, LaTeX as written, and a reject for what is none.

    Entries with a `crossref` come last, since what they inherit stands below them.

    Args:
        source: BibTeX or BibLaTeX.

    Raises:
        SourceError: If the file cannot be read on.
    """
    state = _State()
    for line, chunk in _chunks(source):
        yield from _read_chunk(source, line, chunk, state)
    for line, own in state.waiting:
        yield line, _inherited(own, state.parents.get(own["crossref"].strip().lower(), {}))


def names(value: str) -> Iterator[tuple[str, ...]]:
    """Yield the parts of each name in a field of names, in the order in which they are spoken; an organisation is one part.

    Args:
        value: Names with "and" between them; braces keep words together.

    Example:
        >>> list(names("van Beethoven, Ludwig and {Barnes and Noble} and Lo, B. C. and others"))
        [('Ludwig', 'van', 'Beethoven'), ('{Barnes and Noble}',), ('B.', 'C.', 'Lo')]
        >>> list(names("family=Beethoven, given=Ludwig, prefix=van, useprefix=true"))
        [('Ludwig', 'van', 'Beethoven')]
    """
    for name in split_multiple_persons_names(" ".join(value.split())):
        if name.startswith("{") and name.endswith("}"):
            yield (name,)
        elif _EXTENDED.match(name):
            parts_by_name = {key.lower(): value.strip('" ') for key, value in _EXTENDED_PART.findall(name)}
            yield tuple(parts_by_name[key] for key in _SPOKEN if parts_by_name.get(key))
        elif name.lower() not in {"others", "et al."}:
            parts = parse_single_name_into_parts(name, strict=False)
            yield (*parts.first, *parts.von, *parts.last, *parts.jr)


@dataclass
class _State:
    """What entries of one file share: abbreviations, and parents for those that wait for them."""

    strings: dict[str, str] = field(default_factory=lambda: {month: month for month in _MONTHS})
    parents: dict[str, Mapping[str, str]] = field(default_factory=dict)
    waiting: list[tuple[int, dict[str, str]]] = field(default_factory=list)


def _chunks(source: Source) -> Iterator[tuple[int, str]]:
    """Yield the stretches of text that begin with a block at the start of a line, with that line."""
    start, held = 0, list[str]()
    for number, line in enumerate(source.lines(), 1):
        if _BLOCK.match(line):
            if start:
                yield start, "".join(held)
            start, held = number, []
        if start:
            held.append(line.replace("\r\n", "\n").replace("\r", "\n"))
    if start:
        yield start, "".join(held)


def _read_chunk(source: Source, line: int, chunk: str, state: _State) -> Iterator[tuple[int, Mapping[str, str]] | Reject]:
    if reason := undecodable(chunk):
        yield source.reject(line, reason)
        return
    if len(chunk) > LONGEST_ENTRY:
        yield source.reject(line, "an entry that does not end: close its braces")
        return
    try:
        library = Splitter(chunk).split()
    except ParserStateException:
        yield source.reject(line, "not an entry of BibTeX")
        return
    yield from _read_blocks(source, line, library, state)


def _read_blocks(source: Source, line: int, library: Library, state: _State) -> Iterator[tuple[int, Mapping[str, str]] | Reject]:
    for block in library.blocks:
        at = line + (block.start_line or 0)
        if isinstance(block, String):
            state.strings[block.key.lower()] = _value(block.value, state.strings)
        elif isinstance(block, DuplicateFieldKeyBlock) and isinstance(block.ignore_error_block, Entry):
            yield from _read_entry(at, block.ignore_error_block, state)
        elif isinstance(block, Entry):
            yield from _read_entry(at, block, state)
        elif isinstance(block, ParsingFailedBlock):
            yield source.reject(at, f"not an entry of BibTeX: {_said(block)}")


def _said(block: ParsingFailedBlock) -> str:
    reason = " ".join(str(getattr(block.error, "abort_reason", block.error)).split())
    return reason[:160].rstrip(". ")


def _read_entry(line: int, entry: Entry, state: _State) -> Iterator[tuple[int, Mapping[str, str]]]:
    own = {KEY: entry.key.strip(), "entrytype": entry.entry_type.lower()}
    for one in entry.fields:
        own.setdefault(one.key.lower(), _value(str(one.value), state.strings))
    if own["entrytype"] in _PARENTS:
        state.parents[entry.key.strip().lower()] = own
    if own.get("crossref", "").strip():
        state.waiting.append((line, own))
    else:
        yield line, own


def _value(written: str, strings: Mapping[str, str]) -> str:
    """Return what a field's value stands for: without its braces or quotes, with abbreviations and concatenations resolved."""
    written = written.strip()
    if written.startswith("{") and written.endswith("}"):
        return written[1:-1]
    pieces: list[str] = []
    position = 0
    while position < len(written):
        piece = _PIECE.match(written, position)
        if not piece:
            return written.strip('"')
        name = piece["name"]
        pieces.append(piece["quoted"] if name is None else strings.get(name.lower(), name))
        position = piece.end()
    return "".join(pieces)


def _inherited(own: Mapping[str, str], parent: Mapping[str, str]) -> Mapping[str, str]:
    """Return the fields of an entry and, where it has none, those of its parent, whose title is the book's."""
    shared = {name: parent[name] for name in _INHERITED if name in parent}
    return {"booktitle": parent.get("title", ""), **shared, **own}
