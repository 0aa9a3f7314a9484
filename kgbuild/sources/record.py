"""From the loose values of a record to a `Paper`, or to the reason why it is none."""

import math
import re
from collections.abc import Callable, Mapping

from kgbuild.models import Origin, Paper, Reject
from kgbuild.sources.cleaning import clean_text, one_line

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_DOI = re.compile(r"10\.\d{4,9}/\S*[^\s.,;]")
_ARXIV = r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
_ARXIV_ID = re.compile(rf"(?:arxiv:\s*|.*/)?{_ARXIV}(?:\.pdf)?(?:\s*\[[\w.-]+\])?", re.IGNORECASE)
_ARXIV_LINK = re.compile(
    rf"(?:arxiv\.org/(?:abs|pdf|html)/|huggingface\.co/papers/|10\.48550/arxiv\.){_ARXIV}(?![\w.]*\d)", re.IGNORECASE
)
_ARXIV_CATEGORY = re.compile(
    r"[a-z]+(?:-[a-z]+)?\.[A-Za-z-]+|astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph|cmp-lg"
)


def paper_from_record(record: Mapping[str, object], origin: Origin) -> Paper | Reject:
    """Make a paper of a record whose keys are fields of `Paper`; other keys are ignored.

    Text is cleaned so that offsets count in what every output can hold. A year may be a date, authors and categories may be one
    text with semicolons, an arXiv id may be a link. An arXiv id is also taken from a link to arXiv or an arXiv DOI.

    Args:
        record: Values as a format gave them; None and empty texts count as absent.
        origin: Where the record was read.

    Returns:
        The paper, or the reason why the record is none.

    Example:
        >>> here = Origin(file="a.csv", line=2)
        >>> paper_from_record({"title": "BERT", "year": "2018-10-11", "url": "https://arxiv.org/abs/1810.04805v2"}, here).arxiv_id
        '1810.04805'
        >>> paper_from_record({"title": " "}, here).reason
        'no title'
    """
    fields: dict[str, object] = {"sources": (origin,)}
    try:
        for name, convert in _FIELDS.items():
            value = record.get(name)
            if not _absent(value):
                fields[name] = convert(name, value)
    except ValueError as error:
        return Reject(file=origin.file, line=origin.line, reason=str(error))
    if not fields.get("title"):
        return Reject(file=origin.file, line=origin.line, reason="no title")
    if not fields.get("arxiv_id"):
        fields["arxiv_id"] = _linked_arxiv_id(fields.get("url"), fields.get("doi"))
    return Paper.model_validate({name: value for name, value in fields.items() if value})


def _absent(value: object) -> bool:
    if isinstance(value, str | list | tuple):
        return not value
    return value is None or (isinstance(value, float) and math.isnan(value))


def _text(name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and name == "id":
        return str(value)
    raise ValueError(f"{name} is not a text")


def _line(name: str, value: object) -> str:
    return one_line(_text(name, value))


def _abstract(name: str, value: object) -> str:
    text = clean_text(_text(name, value))
    return text if text.strip() else ""


def _year(name: str, value: object) -> int | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    written = str(value).strip()
    years = set(_YEAR.findall(written)) if isinstance(value, int | str) and not isinstance(value, bool) else set()
    if len(years) == 1:
        return int(years.pop())
    if not written:
        return None
    raise ValueError(f"{name} {_shown(written)} is not a year: write four digits or leave it out")


def _doi(name: str, value: object) -> str | None:
    written = _line(name, value)
    found = _DOI.search(written)
    if found or not written:
        return found.group() if found else None
    raise ValueError(f"{name} {_shown(written)} is not a DOI: write it like 10.1234/abc or leave it out")


def _arxiv_id(name: str, value: object) -> str | None:
    if isinstance(value, float):
        raise ValueError(f"{name} {value} is a number, which loses its zeros: write it as a text")  # noqa: TRY004 - one kind of reason for all fields
    written = _line(name, value)
    found = _ARXIV_ID.fullmatch(written)
    if found or not written:
        return found.group(1) if found else None
    raise ValueError(f"{name} {_shown(written)} is not an arXiv id: write it like 1706.03762 or leave it out")


def _linked_arxiv_id(*links: object) -> str | None:
    found = (_ARXIV_LINK.search(link) for link in links if isinstance(link, str))
    return next((match.group(1) for match in found if match), None)


def _names(name: str, value: object) -> tuple[str, ...]:
    parts = value.split(";") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise ValueError(f"{name} is neither a list of texts nor a text with semicolons")
    return tuple(part for part in map(one_line, parts) if part)


def _categories(name: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        words = value.split()
        spaced = bool(words) and all(_ARXIV_CATEGORY.fullmatch(word) for word in words)
        value = words if spaced else re.split("[;,]", value)
    return _names(name, value)


def _shown(written: str) -> str:
    return repr(written if len(written) <= 40 else written[:39] + "…")  # noqa: PLR2004 - room for a reason on one line


_FIELDS: Mapping[str, Callable[[str, object], object]] = {
    "id": _line,
    "title": _line,
    "abstract": _abstract,
    "year": _year,
    "authors": _names,
    "venue": _line,
    "url": _line,
    "doi": _doi,
    "arxiv_id": _arxiv_id,
    "categories": _categories,
}
