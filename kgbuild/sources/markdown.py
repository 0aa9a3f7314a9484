"""Lists of papers in Markdown, such as "awesome" lists, reading lists and notes.

A paper is a list item, a row of a table, or a heading with text below it:

- the title is what is bold, else the first link's text, else the quoted text, else what stands before the first link or sign of an
  end; in a table it is the column named title or paper;
- the link is the first one to a place of papers (arXiv, DOI, ACL Anthology, OpenReview, proceedings), else the first;
- lines such as `Authors: …`, `Venue: …`, `Year: …`, `Abstract: …` below it, and columns of these names, fill these fields;
- a paragraph below it, or a whole sentence behind its title, is the abstract.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgbuild.models import Paper, Reject
from kgbuild.sources.markdown_inline import PLACES, bold_of, links_of, own_addresses, title_of, without_links, words_of
from kgbuild.sources.record import paper_from_record
from kgbuild.sources.source import Source, undecodable
from kgbuild.sources.values import arxiv_id_in, doi_in, year_in

if TYPE_CHECKING:
    from markdown_it.token import Token

_ITEM = re.compile(r"^\s*(?:(?:[-*+]|\d{1,4}[.)])\s+\S|\|.*\|)", re.MULTILINE)
_DOCUMENT = re.compile(r"\s*(?:\{|\[\s*\{|<\?xml|<!doctype|<html|@\w+\{)", re.IGNORECASE)
_FIELD = re.compile(
    r"(authors?|venue|conference|journal|year|date|published|abstract|summary|tl;?dr|arxiv|doi|link|url|paper)\s*:\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_NAMES = re.compile(r"\s*(?:;|,\s*(?:and\s+)?|\s+and\s+)\s*")
_FEWEST = 3
_SHORTEST_ABSTRACT = 60
_PART = 1 << 16


def sniff(head: str) -> bool:
    r"""Tell whether a text is a list whose items mostly link to papers.

    Args:
        head: The beginning of a file.

    Example:
        >>> item = "- [BERT: Pre-training](https://arxiv.org/abs/1810.04805)\n"
        >>> sniff("# Papers\n" + item * 3), sniff("# Install\n- [Python](https://www.python.org)\n" * 3)
        (True, False)
    """
    lines = [line for line in head.splitlines() if _ITEM.match(line)]
    linked = sum(1 for line in lines if PLACES.search(line))
    return linked >= _FEWEST and 2 * linked >= len(lines) and not _DOCUMENT.match(head)


def read(source: Source) -> Iterator[Paper | Reject]:
    r"""Yield a paper or a reject for each item, placed at its line; links within the page and plain headings are no items.

    Args:
        source: Markdown (CommonMark, and the tables of GitHub).

    Raises:
        SourceError: If the file cannot be read on.

    Example:
        >>> import io
        >>> text = b"- **BERT: Pre-training**, NAACL 2019 [[paper](https://arxiv.org/abs/1810.04805)]\n"
        >>> [(paper.title, paper.year, paper.arxiv_id) for paper in read(Source("list.md", lambda: io.BytesIO(text)))]
        [('BERT: Pre-training', 2019, '1810.04805')]
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 - the parser is imported when it is needed

    parser = MarkdownIt("commonmark", {"maxNesting": 20}).enable("table")
    for part in _parts(source):
        for item in _items(parser.parse(part.text)):
            line = part.line + item.line
            if reason := undecodable(item.text):
                yield source.reject(line, reason)
            elif not item.passed_over():
                yield paper_from_record(item.record(), source.origin(line))


@dataclass(frozen=True)
class _Part:
    line: int
    text: str


def _parts(source: Source) -> Iterator[_Part]:
    """Yield the text in stretches that end before a heading or an item at the margin, so that a long list is read as a stream."""
    start, held, size = 1, list[str](), 0
    in_code = False
    for number, line in enumerate(source.lines(), 1):
        in_code ^= line.startswith(("```", "~~~"))
        if size > _PART and not in_code and line[:1] in {"#", "-", "*", "+"}:
            yield _Part(start, "".join(held))
            start, held, size = number, [], 0
        held.append(line)
        size += len(line)
    yield _Part(start, "".join(held).lstrip("\ufeff"))


@dataclass
class _Item:
    """A list item, a heading or a row, with the paragraphs directly below it.

    Attributes:
        line: From 0.
        heading: Whether it is a heading.
        inline: Its own inline tokens, then those of its paragraphs; the cells of a row, the title's first.
        nested: Items inside it.
        cells: Of a row, what stands in each column, by the column's name in lower case.
    """

    line: int
    heading: bool = False
    inline: list["Token"] = field(default_factory=list)
    nested: list["_Item"] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(token.content for token in self.inline)

    def said(self) -> dict[str, str]:
        """Return what its columns, or lines such as `Authors: …` in it and directly below it, say."""
        lines = [words_of(token) for token in (*self.inline[1:], *(item.inline[0] for item in self.nested if item.inline))]
        found = (_FIELD.fullmatch(line.strip()) for line in lines)
        return {**self.cells, **{match[1].lower(): match[2].strip() for match in found if match}}

    def passed_over(self) -> bool:
        """Tell whether this is no record: a heading without text, a list's title, a link within the page, a row of other things."""
        if not self.inline or not words_of(self.inline[0]).strip():
            return True
        links = links_of(self.inline)
        if self.heading:
            return not any(len(words_of(token)) >= _SHORTEST_ABSTRACT for token in self.inline[1:])
        if self.cells:
            return not links and "title" not in self.cells
        if links and all(link.startswith("#") for link, _ in links):
            return True
        return bool(self.nested) and not links and not self.said() and not bold_of(self.inline[0])

    def record(self) -> dict[str, object]:
        said = self.said()
        title = words_of(self.inline[0]) if self.heading else title_of(self.inline[0])
        links = own_addresses([*self.inline, *(token for item in self.nested for token in item.inline)], title)
        rest = words_of(self.inline[0]).replace(title, "", 1)

        def first(*names: str) -> str:
            return next((said[name] for name in names if said.get(name)), "")

        return {
            "title": title,
            "abstract": first("abstract", "summary") or self._abstract(rest),
            "year": year_in(first("year", "date", "published"), first("venue", "conference", "journal"), without_links(rest)),
            "authors": [name for name in _NAMES.split(first("authors", "author")) if name],
            "venue": first("venue", "conference", "journal", "publication"),
            "url": next(filter(PLACES.match, links), next((link for link in links if "://" in link), None)),
            "doi": doi_in(first("doi"), *links),
            "arxiv_id": arxiv_id_in(*links, f"arxiv:{first('arxiv')}", rest),
        }

    def _abstract(self, rest: str) -> str:
        texts = () if self.cells else [words_of(token).strip() for token in self.inline[1:]]
        below = [" ".join(text.split()) for text in texts if not _FIELD.fullmatch(text)]
        if any(len(text) >= _SHORTEST_ABSTRACT for text in below):
            return "\n".join(below)
        behind = " ".join(rest.split()).lstrip(" -–—:|.,")
        return behind if len(behind) >= _SHORTEST_ABSTRACT and behind.endswith((".", "!", "?")) else ""


def _items(tokens: Sequence["Token"]) -> Iterator[_Item]:
    """Yield the items, headings and rows of a document in order."""
    found: list[_Item] = []
    open_items: list[_Item] = []
    heading: _Item | None = None
    table: list[Token] = []
    for token in tokens:
        if table or token.type == "table_open":
            table.append(token)
            if token.type == "table_close":
                found.extend(_rows(table))
                table = []
        elif token.type == "list_item_open":
            item = _Item(_line(token))
            if open_items:
                open_items[-1].nested.append(item)
            open_items.append(item)
            found.append(item)
            heading = None
        elif token.type == "list_item_close":
            open_items.pop()
        elif token.type == "heading_open" and not open_items:
            heading = _Item(_line(token), heading=True)
            found.append(heading)
        elif token.type == "inline" and (owner := open_items[-1] if open_items else heading):
            owner.inline.append(token)
    yield from _without_fields(found)


def _line(token: "Token") -> int:
    return token.map[0] if token.map else 0


def _rows(table: Iterable["Token"]) -> Iterator[_Item]:
    """Yield the rows of a table below its header."""
    names: list[str] = []
    rows: list[tuple[int, list[Token]]] = []
    for token in table:
        if token.type == "tr_open":
            rows.append((_line(token), []))
        elif token.type == "inline":
            rows[-1][1].append(token)
    for line, cells in rows:
        if not names:
            names = [words_of(cell).strip().lower() for cell in cells]
            continue
        titled = next((names.index(name) for name in ("title", "paper title", "paper", "name") if name in names), None)
        linked = next((number for number, cell in enumerate(cells) if links_of([cell])), 0)
        place = linked if titled is None else titled
        said = dict(zip(names, (words_of(cell).strip() for cell in cells), strict=False))
        said |= {} if titled is None else {"title": words_of(cells[titled])}
        yield _Item(line, inline=[cells[place], *cells[:place], *cells[place + 1 :]], cells=said or {"": ""})


def _without_fields(found: list[_Item]) -> Iterator[_Item]:
    """Leave out the items that only say something about the item that holds them."""
    inside = {
        id(nested)
        for item in found
        if item.nested and (item.said() or links_of(item.inline[:1]))
        for nested in item.nested
        if not links_of(nested.inline[:1]) or _FIELD.fullmatch(words_of(nested.inline[0]).strip())
    }
    return (item for item in found if id(item) not in inside)
