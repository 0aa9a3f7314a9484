"""OpenReview: notes of the API, version 1 and version 2, where each value stands inside an object of its own.

Source: https://docs.openreview.net/reference. Reviews, comments and decisions are notes as well: they reply to another note.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from kgbuild.models import Paper, Reject
from kgbuild.sources.json_records import Fields, Unusable, first_record, read_papers
from kgbuild.sources.source import Source
from kgbuild.sources.values import arxiv_id_in, distinct, doi_in, first_text, items, mapping, text, year_in

_ENVELOPES = ("notes",)
_SITE = "https://openreview.net"
_VENUE_ID = re.compile(r"(?P<name>[\w-]+)(?:\.[\w.-]+)?/(?P<year>[12]\d{3})(?=/|$)")
_LATEST = 253_402_300_800_000  # the year 10000, in milliseconds


def sniff(head: str) -> bool:
    r"""Tell whether the first record is a note: a content, and an invitation or forum.

    Args:
        head: The beginning of a file.

    Example:
        >>> sniff('{"notes": [{"id": "a1", "forum": "a1", "content": {"title": {"value": "BERT"}}}]}')
        True
    """
    record = first_record(head, _ENVELOPES)
    marked = not record.keys().isdisjoint({"invitation", "invitations", "forum", "signatures"})
    return marked and isinstance(record.get("content"), dict)


def read(source: Source) -> Iterator[Paper | Reject]:
    r"""Yield a paper for each submission, and a reject for each note that is none.

    Args:
        source: JSON of the API.

    Raises:
        SourceError: If the file cannot be read on.

    Example:
        >>> import io
        >>> data = b'{"notes": [{"id": "a1", "forum": "a1", "content": {"title": {"value": "BERT"}, "venue": "ICLR 2024"}}]}'
        >>> [(paper.title, paper.year, paper.url) for paper in read(Source("notes.json", lambda: io.BytesIO(data)))]
        [('BERT', 2024, 'https://openreview.net/forum?id=a1')]
    """
    yield from read_papers(source, _ENVELOPES, _fields)


def _fields(note: Fields) -> Fields:
    if first_text(note.get("replyto")) and note.get("replyto") != note.get("id"):
        raise Unusable(f"a reply (review, comment or decision) to the note {text(note.get('replyto'))!r}, no paper")
    content = {name: _value(value) for name, value in mapping(note.get("content")).items()}
    identifier = first_text(note.get("forum"), note.get("id"))
    held = _venue_id(content, note)
    return {
        "id": identifier,
        "title": first_text(content.get("title")),
        "abstract": first_text(content.get("abstract")),
        "year": year_in(content.get("venue"), held.partition(" ")[2], *_dates(note), content.get("year")),
        "authors": [name for author in items(content.get("authors")) if (name := _author(author))],
        "venue": first_text(content.get("venue"), held),
        "url": f"{_SITE}/forum?id={identifier}" if identifier else first_text(content.get("html"), content.get("pdf")),
        "doi": doi_in(content.get("doi"), content.get("html")),
        "arxiv_id": arxiv_id_in(content.get("html"), content.get("pdf"), content.get("ee")),
        "categories": _categories(content),
    }


def _value(value: object) -> object:
    return value.get("value") if isinstance(value, dict) and "value" in value else value


def _author(author: object) -> str:
    return first_text(author, mapping(author).get("fullname"), mapping(author).get("name"))


def _venue_id(content: Fields, note: Fields) -> str:
    """Return venue and year as the ids of the venue or of the invitation give them."""
    for name in (content.get("venueid"), note.get("invitation"), *items(note.get("invitations"))):
        if isinstance(name, str) and (found := _VENUE_ID.match(name)):
            return f"{found['name']} {found['year']}"
    return ""


def _dates(note: Fields) -> Iterator[int]:
    for name in ("pdate", "odate", "cdate", "tcdate"):
        stamp = note.get(name)
        if isinstance(stamp, int) and not isinstance(stamp, bool) and 0 < stamp < _LATEST:
            yield datetime.fromtimestamp(stamp / 1000, UTC).year


def _categories(content: Fields) -> list[str]:
    keywords = content.get("keywords")
    named = re.split("[;,]", keywords) if isinstance(keywords, str) else items(keywords)
    areas = [content.get("primary_area"), content.get("subject_areas")]
    listed = [area for value in areas for area in (value if isinstance(value, list) else [value])]
    return distinct(label.strip() for label in (*named, *listed) if isinstance(label, str))
