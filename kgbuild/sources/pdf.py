"""PDF: the title and abstract of a paper, from the text and the letter sizes of its first page.

The text comes from PDFium through pypdfium2, an extra: `pip install 'kgbuild[pdf]'`. The title is the run of largest upright
letters in the upper part of the page; the abstract stands between the word "Abstract" and the introduction. The stamp at the side
of arXiv's papers is read as well.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from kgbuild.errors import SourceError
from kgbuild.models import Paper, Reject
from kgbuild.sources.record import paper_from_record
from kgbuild.sources.source import Source
from kgbuild.sources.values import arxiv_id_in, doi_in, year_in

LARGEST = 1 << 28
"""Bytes of a file."""

MOST_LETTERS = 30_000
"""Letters of the first page that are looked at."""

_ABSTRACT = re.compile(r"(?:^|\n)[ \t]*(?:\d+\.?[ \t]*)?(?:A\s?B\s?S\s?T\s?R\s?A\s?C\s?T|Abstract|Summary)\b[ \t]*[.:—–-]*\s*")
_AFTER = re.compile(
    r"\n[ \t]*(?:(?:1|I)[. \t]+[ \t]*)?(?:introduction|i\s?n\s?t\s?r\s?o\s?d\s?u\s?c\s?t\s?i\s?o\s?n)[ \t]*[.:]?[ \t]*(?=\n|$)"
    r"|\n[ \t]*(?:key\s?words(?:\s+and\s+phrases)?|index\s+terms|ccs\s+concepts|acm\s+reference|categories\s+and\s+subject)\b"
    r"|\n[ \t]*(?:1|I)\.?[ \t]+[A-Z][^\n]{2,60}(?=\n|$)",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"(?<=\w)(?:[-\u00ad]\n|[\ufffe\x02]\n?)(?=[a-z])")  # PDFium marks a line's last hyphen with U+FFFE
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_NAMES = re.compile(r"\s*(?:[;,\n]|\band\b)\s*")
_UPRIGHT = 0.1
_SAME_SIZE = 0.95
_UPPER = 0.45
_ABOVE = 800
_SHORTEST_TITLE = 8
_LONGEST_TITLE = 300


def sniff(head: str) -> bool:
    """Tell whether a file is a PDF.

    Args:
        head: The beginning of a file.

    Example:
        >>> sniff("%PDF-1.7")
        True
    """
    return "%PDF-" in head[:1024]


def read(source: Source) -> Iterator[Paper | Reject]:
    """Yield one paper, or one reject that says what the first page lacks.

    Args:
        source: A PDF.

    Raises:
        SourceError: If pypdfium2 is not installed, or the file is no PDF that can be opened.
    """
    page = _first_page(source)
    title = _title(page.letters, page.height) or page.title
    if not title:
        yield source.reject(1, "no title on the first page: a scan without text, perhaps; add its text or leave it out")
        return
    text = _HYPHEN.sub("", page.text)
    stamp = "\n".join(line for line in text.splitlines() if "arxiv:" in line.lower())
    arxiv = arxiv_id_in(stamp)
    yield paper_from_record(
        {
            "title": title,
            "abstract": _abstract(text),
            "year": _year_of(arxiv) or year_in(*_DATED.findall(stamp)[-1:]),
            "authors": [name for name in _NAMES.split(page.author) if name],
            "doi": doi_in(_before_abstract(text)),
            "arxiv_id": arxiv,
        },
        source.origin(1),
    )


@dataclass(frozen=True)
class _Letter:
    """A character with its font size and its place in points from the bottom left."""

    sign: str
    size: float
    bottom: float
    upright: bool


@dataclass(frozen=True)
class _Page:
    text: str
    letters: Sequence[_Letter]
    height: float
    title: str
    author: str


def _first_page(source: Source) -> _Page:
    try:
        pdfium: Any = import_module("pypdfium2")
    except ModuleNotFoundError:
        raise SourceError(f"{source.name!r} is a PDF: install kgbuild[pdf] to read it") from None
    with source.open() as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise SourceError(f"{source.name!r} is larger than {LARGEST:,} bytes: cut out its first page")
    try:
        document = pdfium.PdfDocument(data)
        page = document[0]
        text_page = page.get_textpage()
    except (pdfium.PdfiumError, IndexError, ValueError) as error:
        raise SourceError(f"{source.name!r} is no PDF that can be opened ({error}): fetch it again") from None
    try:
        about = document.get_metadata_dict()
        text = text_page.get_text_range(0, min(text_page.count_chars(), MOST_LETTERS)).replace("\r\n", "\n")
        letters = _letters(pdfium.raw, text_page)
        return _Page(text, letters, page.get_height(), _named(about["Title"]), about["Author"].strip())
    finally:
        text_page.close()
        page.close()
        document.close()


def _letters(raw: Any, text_page: Any) -> list[_Letter]:  # noqa: ANN401 - pypdfium2 has no types
    letters = []
    for index in range(min(text_page.count_chars(), MOST_LETTERS)):
        size = raw.FPDFText_GetFontSize(text_page, index)
        matrix = raw.FS_MATRIX()
        if raw.FPDFText_GetMatrix(text_page, index, matrix):
            size *= abs(matrix.d) or abs(matrix.b) or 1
        angle = raw.FPDFText_GetCharAngle(text_page, index)
        bottom = text_page.get_charbox(index)[1]
        code = raw.FPDFText_GetUnicode(text_page, index)
        letters.append(_Letter(chr(code) if code < 0x110000 else " ", size, bottom, abs(angle) < _UPRIGHT))  # noqa: PLR2004 - Unicode's end
    return letters


def _named(title: str) -> str:
    """Return the title that the file names itself, unless it is a file's name or a template's."""
    title = " ".join(title.split())
    junk = re.search(r"\.(?:docx?|tex|dvi|pdf|indd|qxd)\b|^(?:untitled|microsoft word|paper|title)\b|^arxiv:", title, re.IGNORECASE)
    return "" if junk or len(title) < _SHORTEST_TITLE else title


def _title(letters: Sequence[_Letter], height: float) -> str:
    """Return the run of the largest letters in the upper part of the page that is long enough for a title."""
    upper = [letter for letter in letters if letter.upright and letter.bottom > height * _UPPER]
    sizes = sorted({round(letter.size, 1) for letter in upper if not letter.sign.isspace()}, reverse=True)
    for size in sizes[:6]:
        title = _run(upper, size)
        if _SHORTEST_TITLE <= len(title) <= _LONGEST_TITLE and " " in title:
            return title
    return ""


def _run(letters: Sequence[_Letter], size: float) -> str:
    """Return the words of the first stretch of letters of about this size; small capitals inside it belong to it."""
    flags = [letter.sign.isspace() or letter.size >= size * _SAME_SIZE for letter in letters]
    start = next((index for index, letter in enumerate(letters) if flags[index] and not letter.sign.isspace()), len(letters))
    end = start
    while end < len(letters) and (flags[end] or _same_line(letters[start:end], letters[end])):
        end += 1
    text = "".join(letter.sign for letter in letters[start:end])
    return " ".join(_HYPHEN.sub("-", text.replace("\r\n", "\n")).split())


def _same_line(before: Sequence[_Letter], letter: _Letter) -> bool:
    last = next((other for other in reversed(before) if not other.sign.isspace()), None)
    return last is not None and abs(last.bottom - letter.bottom) < letter.size / 2


def _abstract(text: str) -> str:
    """Return what stands between the word "Abstract" and the introduction, as one paragraph."""
    begin = _ABSTRACT.search(text)
    if not begin:
        return ""
    rest = text[begin.end() :]
    after = _AFTER.search(rest)
    return " ".join((rest[: after.start()] if after else rest[:4000]).split())


def _before_abstract(text: str) -> str:
    """Return what stands above the abstract, where a DOI is the paper's own; further down it may be another's."""
    begin = _ABSTRACT.search(text)
    return text[: begin.start()] if begin else text[:_ABOVE]


def _year_of(arxiv: str | None) -> int | None:
    """Return the year that an arXiv id begins with: "1810.04805" is of 2018. The file's own date is that of its printing."""
    return 2000 + int(arxiv[:2]) if arxiv and arxiv[4:5] == "." else None
