"""Pages of Hugging Face Papers saved as HTML: lists by day, week or month, trending papers, search results, and a single paper.

The server puts the page's data as JSON into attributes `data-props`; where a browser or tool has dropped these, the papers are the
headings that link to `/papers/…`, with the paragraph below each as abstract. The answer of the API (`/api/daily_papers`) is the
same JSON without the page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from kgbuild.models import Paper, Reject
from kgbuild.sources.json_records import Damaged, Fields, first_record, parse, read_papers
from kgbuild.sources.record import paper_from_record
from kgbuild.sources.source import Source, undecodable
from kgbuild.sources.values import arxiv_id, first_text, items, mapping, texts_at, year_in

_SITE = "https://huggingface.co/papers/"
_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|main|div)\b", re.IGNORECASE | re.DOTALL)
_SIGN = re.compile(r"huggingface\.co/papers|data-target=[\"'](?:DailyPapers|PaperContent)|href=[\"']/papers/\d{4}\.", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://huggingface\.co)?/papers/(\d{4}\.\d{4,5})(?:v\d+)?(?:[?#].*)?")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_SHORTEST_ABSTRACT = 40
_DEEPEST = 30


def sniff(head: str) -> bool:
    r"""Tell whether a text is an HTML page with papers of Hugging Face, or the API's list of them.

    Args:
        head: The beginning of a file.

    Example:
        >>> sniff('<!DOCTYPE html><html><link rel="canonical" href="https://huggingface.co/papers">')
        True
    """
    return bool(_PAGE.match(head.lstrip("\ufeff")) and _SIGN.search(head)) or _is_paper(_inner(first_record(head, ())))


def read(source: Source) -> Iterator[Paper | Reject]:
    r"""Yield a paper or a reject for each paper of the page, placed where it stands.

    Args:
        source: The page, or the API's answer.

    Raises:
        SourceError: If the file cannot be read on.

    Example:
        >>> import io
        >>> page = b'<html><h3><a href="/papers/1810.04805">BERT</a></h3></html>'
        >>> [(paper.title, paper.arxiv_id) for paper in read(Source("page.html", lambda: io.BytesIO(page)))]
        [('BERT', '1810.04805')]
    """
    text = source.text()
    if text.lstrip("\ufeff \t\r\n").startswith(("[", "{")):
        yield from read_papers(source, (), lambda record: _fields(_inner(record)))
        return
    page = _Page()
    page.feed(text)
    page.close()
    if page.props:
        yield from _unique(source, page.props)
    else:
        for entry in page.entries:
            record = entry.record()
            reason = undecodable("".join(map(str, record.values())))
            yield source.reject(entry.line, reason) if reason else paper_from_record(record, source.origin(entry.line))


def _unique(source: Source, props: list[tuple[int, Fields]]) -> Iterator[Paper | Reject]:
    """Yield each paper of the page's data once: the same data may be given to several parts of the page."""
    seen = set[str]()
    for line, record in props:
        fields = _fields(record)
        identifier = first_text(fields["id"])
        if identifier and identifier in seen:
            continue
        seen.add(identifier)
        yield paper_from_record(fields, source.origin(line))


def _fields(record: Fields) -> Fields:
    identifier = arxiv_id(record.get("id"))
    return {
        "id": identifier or first_text(record.get("id")),
        "title": first_text(record.get("title")),
        "abstract": first_text(record.get("summary")),
        "year": year_in(record.get("publishedAt")),
        "authors": [name for author in items(record.get("authors")) if (name := first_text(mapping(author).get("name")))],
        "url": f"{_SITE}{identifier}" if identifier else "",
        "arxiv_id": identifier,
        "categories": texts_at([{"name": word} for word in items(record.get("ai_keywords"))], "name"),
    }


def _inner(record: Fields) -> Fields:
    return mapping(record.get("paper")) or record


def _is_paper(record: Fields) -> bool:
    return arxiv_id(record.get("id")) is not None and isinstance(record.get("title"), str) and "summary" in record


@dataclass
class _Entry:
    """A heading that links to a paper, and the paragraph below it."""

    line: int
    identifier: str
    title: list[str] = field(default_factory=list)
    abstract: str = ""

    def record(self) -> Fields:
        title = " ".join("".join(self.title).split())
        return {
            "id": self.identifier,
            "title": title,
            "abstract": self.abstract,
            "arxiv_id": self.identifier,
            "url": _SITE + self.identifier,
        }


class _Page(HTMLParser):
    """Collects the data in attributes, and the headings with their paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.props: list[tuple[int, Fields]] = []
        self.entries: list[_Entry] = []
        self._heading = ""
        self._in_link = False
        self._paragraph: list[str] | None = None

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002 - the library's signature
        """Read over `<![…]>` as browsers do; the library's own method raises where it does not know what stands inside."""
        return self.parse_bogus_comment(i, report)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "data-props" in given:
            data = parse(given["data-props"])
            if not isinstance(data, Damaged):
                self.props += ((self.getpos()[0], record) for record in _papers(data))
        if tag in _HEADINGS:
            self._heading = tag
        elif tag == "a" and self._heading and (link := _LINK.fullmatch(given.get("href", ""))):
            self.entries.append(_Entry(self.getpos()[0], link[1]))
            self._in_link = True
        elif tag == "p" and self.entries and not self.entries[-1].abstract:
            self._paragraph = []

    def handle_endtag(self, tag: str) -> None:
        if tag == self._heading:
            self._heading, self._in_link = "", False
        elif tag == "a":
            self._in_link = False
        elif tag == "p" and self._paragraph is not None:
            text = " ".join("".join(self._paragraph).split())
            if len(text) >= _SHORTEST_ABSTRACT:
                self.entries[-1].abstract = text
            self._paragraph = None

    def handle_data(self, data: str) -> None:
        if self._in_link:
            self.entries[-1].title.append(data)
        elif self._paragraph is not None:
            self._paragraph.append(data)


def _papers(data: object, depth: int = 0) -> Iterator[Fields]:
    """Yield the papers in the data of a page, in order; the page of one paper gives that one, and not what it recommends."""
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        if _is_paper(data):
            yield data
        elif _is_paper(mapping(data.get("paper"))):
            yield mapping(data.get("paper"))
        else:
            for value in data.values():
                yield from _papers(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _papers(value, depth + 1)
