"""CSL-JSON, the format of citation processors: what Zotero, Mendeley, Pandoc and Crossref export.

Source: https://docs.citationstyles.org and the schema csl-data.json. Crossref's API, which writes titles as lists, is read as well.
"""

from collections.abc import Iterator

from kgbuild.models import Paper, Reject
from kgbuild.sources.json_records import Fields, first_record, read_papers
from kgbuild.sources.markup import plain
from kgbuild.sources.source import Source
from kgbuild.sources.values import arxiv_id_in, doi_in, first_text, items, mapping, noted_arxiv_id, person, text, year_in

_ENVELOPES = ("items", "message")
_MARKS = frozenset({"container-title", "issued", "citation-key", "title-short", "container-title-short", "event-title", "archive"})
_DATES = ("issued", "published", "published-print", "published-online", "event-date", "submitted")


def sniff(head: str) -> bool:
    r"""Tell whether the first record has a type and the names that only CSL has, or authors with a family name.

    Args:
        head: The beginning of a file.

    Example:
        >>> sniff('[{"id": "devlin", "type": "paper-conference", "title": "BERT", "issued": {"date-parts": [[2019]]}}]')
        True
    """
    record = first_record(head, _ENVELOPES)
    named = any(not mapping(author).keys().isdisjoint({"family", "literal"}) for author in items(record.get("author")))
    return "type" in record and ("title" in record or "DOI" in record) and (named or not _MARKS.isdisjoint(record))


def read(source: Source) -> Iterator[Paper | Reject]:
    r"""Yield a paper or a reject for each item.

    Args:
        source: A list of items.

    Raises:
        SourceError: If the file cannot be read on.

    Example:
        >>> import io
        >>> data = b'[{"id": "d", "type": "article", "title": "<i>BERT</i>", "issued": {"date-parts": [["2018", 10]]}}]'
        >>> [(paper.title, paper.year) for paper in read(Source("refs.json", lambda: io.BytesIO(data)))]
        [('BERT', 2018)]
    """
    yield from read_papers(source, _ENVELOPES, _fields)


def _fields(item: Fields) -> Fields:
    places = [item.get(name) for name in ("number", "archive_location", "URL", "container-title", "publisher")]
    doi = doi_in(item.get("DOI"))
    identifier = item.get("id")
    return {
        "id": identifier if isinstance(identifier, int) and abs(identifier) < 10**18 else text(identifier),
        "title": plain(_one(item.get("title"))),
        "abstract": plain(text(item.get("abstract"))).strip(),
        "year": next(filter(None, (_year(item.get(name)) for name in _DATES)), None),
        "authors": [name for author in items(item.get("author")) if (name := _name(mapping(author)))],
        "venue": plain(_one(item.get("container-title")) or _one(item.get("event-title")) or _one(item.get("event"))),
        "url": first_text(item.get("URL")),
        "doi": doi,
        "arxiv_id": arxiv_id_in(doi, *places) or noted_arxiv_id(item.get("note")),
        "categories": _categories(item),
    }


def _one(value: object) -> str:
    return first_text(value, *items(value))


def _year(date: object) -> int | None:
    if not isinstance(date, dict):
        return year_in(date)
    first = items(date.get("date-parts"))[:1]
    return year_in(*items(first[0])[:1] if first else (), date.get("raw"), date.get("literal"))


def _name(author: Fields) -> str:
    spoken = person(*map(author.get, ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")))
    return spoken or first_text(author.get("literal"), author.get("name"))


def _categories(item: Fields) -> list[str]:
    written = text(item.get("keyword"))
    labels = written.replace(";", ",").split(",") if written else items(item.get("subject"))
    return [label for label in labels if isinstance(label, str) and label.strip()]
