"""Pages of Hugging Face Papers saved as text: navigation, then a title on one line and its abstract on the next.

Two layouts exist, with blank lines between and without. A title's line may begin with the text of a button, and an abstract may
have several paragraphs.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kgbuild.models import Paper, Reject
from kgbuild.sources.record import paper_from_record
from kgbuild.sources.source import Source, undecodable

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_BANNER = re.compile(r"get\ trending\ papers\ in\ your\ email\ inbox(?:\ once\ a\ day)?!?", re.IGNORECASE)
_NAVIGATION = re.compile(
    rf"""{_BANNER.pattern} | by\s?\S.{{0,80}}\ and\ the\ research\ community
    | {_MONTH}\ \d{{1,2}}(?:,?\ \d{{4}})? | \d{{1,2}}\ {_MONTH}(?:\ \d{{4}})? | \d{{4}}-\d\d-\d\d
    | (?:published\ on|submitted\ by)\b.{{0,60}} | [·-]?\s*\d+\ authors? | [·\d\s.,k+-]+
    | new | subscribe | (?:daily|trending|weekly|monthly)?\ ?papers | hugging\ face(?:'s\ logo)?
    | models | datasets | spaces | posts | docs | community | enterprise | pricing | log\ in | sign\ up | search
    | previous | next | upvotes? | view\ all | system\ theme | company | tos | privacy | about | jobs | careers | website""",
    re.IGNORECASE | re.VERBOSE,
)
_BUTTON = re.compile(r"^Subscribe(?=[^\sa-z])")
_WIDE = re.compile("[\u2e80-\ud7ff\uf900-\ufaff]")
_MARKUP = re.compile(r"[#<>{}\[|@*`-]|\d+[.)]\s")

_LONG = 200
_LONGEST_TITLE = 300
_SHORTEST_ABSTRACT = 40
_BANNER_WITHIN = 15
_FEWEST_LINES = 6


def sniff(head: str) -> bool:
    r"""Tell whether a text is such a page: by its banner near the top, or by titles and abstracts that alternate strictly.

    Args:
        head: The beginning of a file.

    Example:
        >>> sniff("new\n\nGet trending papers in your email inbox!\n"), sniff("# README\n\nGet trending papers")
        (True, False)
    """
    lines = [line.strip() for line in re.split(r"[\r\n]+", head) if line.strip()]
    if any(_BANNER.fullmatch(line) for line in lines[:_BANNER_WITHIN]):
        return True
    content = [line for line in lines if not _NAVIGATION.fullmatch(line)]
    if len(head) >= _LONG * _FEWEST_LINES:
        content = content[: len(content) // 2 * 2]
    return len(content) >= _FEWEST_LINES and all(map(_plain_pair, content[::2], content[1::2]))


def read(source: Source) -> Iterator[Paper | Reject]:
    r"""Yield a paper for each title with an abstract, placed at the title's line, and a reject for each line that is neither.

    Args:
        source: The page's text.

    Raises:
        SourceError: If the file cannot be read on.

    Example:
        >>> import io
        >>> abstract = "We introduce BERT, a model. " * 10
        >>> page = f"Get trending papers in your email inbox!\nSubscribeBERT: Pre-training\n{abstract}\nNext\n"
        >>> [(paper.title, paper.sources[0].line) for paper in read(Source("page.txt", lambda: io.BytesIO(page.encode())))]
        [('BERT: Pre-training', 2)]
    """
    entry: _Entry | None = None
    for line, following in _with_next(_content(source.lines())):
        if entry and not entry.paragraphs:
            entry.paragraphs.append(line.text)
        elif _begins_entry(line.text, following.text if following else ""):
            yield from _finished(source, entry)
            entry = _Entry(line)
        elif entry and _is_abstract(line.text):
            entry.paragraphs.append(line.text)
        else:
            yield from _finished(source, entry)
            entry = None
            yield source.reject(
                line.number, undecodable(line.text) or "a line that is neither navigation nor a title with an abstract"
            )
    yield from _finished(source, entry)


@dataclass(frozen=True)
class _Line:
    number: int
    text: str


@dataclass
class _Entry:
    title: _Line
    paragraphs: list[str] = field(default_factory=list)


def _content(lines: Iterable[str]) -> Iterator[_Line]:
    """Yield the lines that are neither blank nor navigation, without the button's text that the banner leaves on the first."""
    button_due = False
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text:
            continue
        if _NAVIGATION.fullmatch(text):
            button_due = _BANNER.fullmatch(text) is not None or (button_due and text.lower() != "subscribe")
            continue
        yield _Line(number, _BUTTON.sub("", text, count=1) if button_due else text)
        button_due = False


def _with_next(lines: Iterator[_Line]) -> Iterator[tuple[_Line, _Line | None]]:
    line = next(lines, None)
    while line:
        following = next(lines, None)
        yield line, following
        line = following


def _finished(source: Source, entry: _Entry | None) -> Iterator[Paper | Reject]:
    if entry:
        abstract = "\n".join(entry.paragraphs)
        reason = undecodable(entry.title.text + abstract)
        record = {"title": entry.title.text, "abstract": abstract}
        yield source.reject(entry.title.number, reason) if reason else paper_from_record(record, source.origin(entry.title.number))


def _begins_entry(text: str, following: str) -> bool:
    """Tell a title from one more paragraph of the abstract before it, by what follows it."""
    if _weight(text) > _LONGEST_TITLE or (_ends_sentence(text) and _weight(text) >= _LONG):
        return False
    return _weight(following) >= _LONG or (_is_abstract(following) and not _ends_sentence(text))


def _plain_pair(title: str, abstract: str) -> bool:
    plain = not _MARKUP.match(title) and not _MARKUP.match(abstract) and not _ends_sentence(title)
    return plain and _weight(title) < _LONG <= _weight(abstract)


def _is_abstract(text: str) -> bool:
    return _weight(text) >= _LONG or (_weight(text) >= _SHORTEST_ABSTRACT and (_ends_sentence(text) or "://" in text))


def _ends_sentence(text: str) -> bool:
    return text.endswith((".", "。"))


def _weight(text: str) -> int:
    """Return the length in Latin letters; a Chinese, Japanese or Korean character says as much as three."""
    return len(text) if text.isascii() else len(text) + 2 * len(_WIDE.findall(text))
