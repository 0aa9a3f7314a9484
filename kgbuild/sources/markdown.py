"""Lists of papers in Markdown, such as "awesome" lists, reading lists and notes.

A paper is a list item or a row of headings with text:

- the title is what is bold, else the first link's text, else the quoted text, else what stands before the first link or sign of an
  end;
- the link is the first one to a place of papers (arXiv, DOI, ACL Anthology, OpenReview, proceedings), else the first;
- lines such as `Authors: …`, `Venue: …`, `Year: …`, `Abstract: …` below it fill these fields;
- a paragraph below it, or a whole sentence behind its title, is the abstract.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgbuild.models import Paper, Reject
from kgbuild.sources.record import paper_from_record
from kgbuild.sources.source import Source, undecodable
from kgbuild.sources.values import arxiv_id_in, doi_in, year_in

if TYPE_CHECKING:
    from markdown_it.token import Token

_PLACES = re.compile(
    r"""https?://(?:[\w-]+\.)*(?:arxiv\.org|doi\.org|aclanthology\.org|aclweb\.org|openreview\.net|huggingface\.co/papers|mlr\.press
    |papers\.nips\.cc|neurips\.cc|thecvf\.com|jmlr\.org|semanticscholar\.org|biorxiv\.org|medrxiv\.org|acm\.org|ieee\.org|springer\.com
    |nature\.com|sciencedirect\.com|isca-speech\.org|ijcai\.org|aaai\.org|pubmed\.ncbi\.nlm\.nih\.gov)|https?://\S+\.pdf\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,4}[.)])\s+\S", re.MULTILINE)
_LABEL = re.compile(
    r"[\[(]?(?:paper|pdf|code|link|url|arxiv(?::?\s*\S+)?|doi|abs|html|github|project(?:\s+page)?|website|page|blog|demo|data(?:set)?"
    r"|video|slides|poster|bib(?:tex)?|openreview|here|\W*)[\])]?",
    re.IGNORECASE,
)
_LEADING_LABEL = re.compile(r"\s*[\[(](?:paper|pdf|code|article|preprint)[\])][\s:.,-]*", re.IGNORECASE)
_FIELD = re.compile(
    r"(authors?|venue|conference|journal|year|date|published|abstract|summary|tl;?dr|arxiv|doi|link|url|paper)\s*:\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"\])]+[^\s<>\"\]).,;:]")
_QUOTED = re.compile(r"[\"“](.{8,300}?)[,.]?[\"”]")
_END = re.compile(r"\s*(?:\s[-–—|]\s|[,.;]?\s*\(|\s\[|[.!?]\s|$)")
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
    linked = sum(1 for line in lines if _PLACES.search(line))
    return linked >= _FEWEST and 2 * linked >= len(lines) and not head.lstrip().startswith(("{", "[{", "<"))


def read(source: Source) -> Iterator[Paper | Reject]:
    r"""Yield a paper or a reject for each item, placed at its line; links within the page and plain headings are no items.

    Args:
        source: Markdown (CommonMark).

    Raises:
        SourceError: If the file cannot be read on.

    Example:
        >>> import io
        >>> text = b"- **BERT: Pre-training**, NAACL 2019 [[paper](https://arxiv.org/abs/1810.04805)]\n"
        >>> [(paper.title, paper.year, paper.arxiv_id) for paper in read(Source("list.md", lambda: io.BytesIO(text)))]
        [('BERT: Pre-training', 2019, '1810.04805')]
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 - the parser is imported when it is needed

    for part in _parts(source):
        for item in _items(MarkdownIt("commonmark", {"maxNesting": 20}).parse(part.text)):
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
    """A list item or a heading, with the paragraphs directly below it.

    Attributes:
        line: From 0.
        heading: Whether it is a heading.
        inline: Its own inline tokens, then those of its paragraphs.
        nested: Items inside it.
    """

    line: int
    heading: bool = False
    inline: list["Token"] = field(default_factory=list)
    nested: list["_Item"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(token.content for token in self.inline)

    def fields(self) -> dict[str, str]:
        """Return what lines such as `Authors: …` in it and directly below it say."""
        lines = [line for token in self.inline[1:] for line in [_words(token)]]
        lines += [_words(item.inline[0]) for item in self.nested if item.inline]
        found = (_FIELD.fullmatch(line.strip()) for line in lines)
        return {match[1].lower().replace(";", ""): match[2].strip() for match in found if match}

    def passed_over(self) -> bool:
        """Tell whether this is no record: a heading without text, a title of a list, a link within the page."""
        if not self.inline or not _words(self.inline[0]).strip():
            return True
        links = _links(self.inline)
        if self.heading:
            return len(self.inline) == 1 or not any(len(_words(token)) >= _SHORTEST_ABSTRACT for token in self.inline[1:])
        if links and all(link.startswith("#") for link, _ in links):
            return True
        return bool(self.nested) and not links and not self.fields() and not _bold(self.inline[0])

    def record(self) -> dict[str, object]:
        own = self.inline[0]
        said = self.fields()
        tokens = [*self.inline, *(token for item in self.nested for token in item.inline)]
        links = [link for link, _ in _links(tokens)] + [link for token in tokens for link in _ADDRESS.findall(_words(token))]
        title = " ".join(_title(own, heading=self.heading).split())
        rest = _words(own).replace(title, "", 1)
        return {
            "title": title,
            "abstract": said.get("abstract") or said.get("summary") or self._abstract(rest),
            "year": year_in(said.get("year"), said.get("date"), said.get("published"), said.get("venue"), _without_links(rest)),
            "authors": [name for name in _NAMES.split(said.get("authors") or said.get("author") or "") if name],
            "venue": said.get("venue") or said.get("conference") or said.get("journal"),
            "url": next((link for link in links if _PLACES.match(link)), next((link for link in links if "://" in link), None)),
            "doi": doi_in(said.get("doi"), *links),
            "arxiv_id": arxiv_id_in(*links, f"arxiv:{said.get('arxiv', '')}", rest),
        }

    def _abstract(self, rest: str) -> str:
        below = [words for token in self.inline[1:] if not _FIELD.fullmatch(words := _words(token).strip())]
        if any(len(words) >= _SHORTEST_ABSTRACT for words in below):
            return "\n".join(" ".join(words.split()) for words in below)
        behind = " ".join(rest.split()).lstrip(" -–—:|.,")
        return behind if len(behind) >= _SHORTEST_ABSTRACT and behind.endswith((".", "!", "?")) else ""


def _items(tokens: Sequence["Token"]) -> Iterator[_Item]:
    """Yield the items and headings of a document in order."""
    found: list[_Item] = []
    open_items: list[_Item] = []
    heading: _Item | None = None
    for token in tokens:
        if token.type == "list_item_open":
            item = _Item(token.map[0] if token.map else 0)
            if open_items:
                open_items[-1].nested.append(item)
            open_items.append(item)
            found.append(item)
            heading = None
        elif token.type == "list_item_close":
            open_items.pop()
        elif token.type == "heading_open" and not open_items:
            heading = _Item(token.map[0] if token.map else 0, heading=True)
            found.append(heading)
        elif token.type == "inline" and (owner := open_items[-1] if open_items else heading):
            owner.inline.append(token)
    yield from _without_fields(found)


def _without_fields(found: list[_Item]) -> Iterator[_Item]:
    """Leave out the items that only say something about the item that holds them."""
    inside = {
        id(nested)
        for item in found
        if item.nested and (item.fields() or _links(item.inline[:1]))
        for nested in item.nested
        if not _links(nested.inline[:1]) or _FIELD.fullmatch(_words(nested.inline[0]).strip())
    }
    return (item for item in found if id(item) not in inside)


def _title(token: "Token", *, heading: bool) -> str:
    words = _words(token)
    if heading:
        return words
    named = next((text for _, text in _links([token]) if not _LABEL.fullmatch(text.strip())), "")
    quoted = _QUOTED.search(words)
    if bold := _bold(token):
        return bold
    if named or quoted:
        return named or (quoted[1] if quoted else "")
    words = _LEADING_LABEL.sub("", words, count=1) if _LEADING_LABEL.match(words) else words
    end = _END.search(words)
    return words[: end.start()] if end else words


def _words(token: "Token") -> str:
    """Return the text of an inline token, without marks and the addresses of links."""
    return "".join(map(_text, token.children or ()))


def _text(piece: "Token") -> str:
    return " " if piece.type in {"softbreak", "hardbreak"} else piece.content


def _without_links(text: str) -> str:
    return re.sub(rf"{_ADDRESS.pattern}|arxiv:\s*\S+", "", text, flags=re.IGNORECASE)


def _bold(token: "Token") -> str:
    """Return the first bold text, if it is no label such as "Paper"."""
    bold: list[str] = []
    inside = False
    for one in token.children or ():
        if one.type == "strong_open":
            inside = True
        elif one.type == "strong_close":
            if not _LABEL.fullmatch("".join(bold).strip().rstrip(":")):
                return "".join(bold).strip().rstrip(":.,")
            inside, bold = False, []
        elif inside:
            bold.append(_text(one))
    return ""


def _links(tokens: Sequence["Token"]) -> list[tuple[str, str]]:
    """Return address and text of each link."""
    found: list[tuple[str, str]] = []
    for token in tokens:
        address, text = "", list[str]()
        for one in token.children or ():
            if one.type == "link_open":
                address, text = str(one.attrGet("href") or ""), []
            elif one.type == "link_close":
                found.append((address, "".join(text)))
                address = ""
            elif address:
                text.append(_text(one))
    return found
