"""The arXiv metadata dump: JSON Lines with millions of records, one a line, read as a stream.

Source: the "arXiv Dataset" that Cornell University keeps on Kaggle (https://www.kaggle.com/datasets/Cornell-University/arxiv).
"""

from collections.abc import Iterator

from kgbuild.models import Paper, Reject
from kgbuild.sources.arxiv_atom import unwrapped
from kgbuild.sources.json_records import Fields, first_record, read_papers
from kgbuild.sources.latex import with_accents
from kgbuild.sources.source import Source
from kgbuild.sources.values import arxiv_id, doi_in, items, mapping, person, text, year_in


def sniff(head: str) -> bool:
    r"""Tell whether the first record has the fields that only this dump has.

    Args:
        head: The beginning of a file.

    Example:
        >>> sniff('{"id": "1810.04805", "title": "BERT", "abstract": "", "versions": [], "authors_parsed": [["Devlin", "J", ""]]}')
        True
    """
    record = first_record(head, ())
    return "authors_parsed" in record or {"versions", "update_date", "abstract"} <= record.keys()


def read(source: Source) -> Iterator[Paper | Reject]:
    r"""Yield a paper or a reject for each line.

    Args:
        source: The dump, or any lines of it.

    Raises:
        SourceError: If the file cannot be read on.

    Example:
        >>> import io
        >>> data = b'{"id": "1810.04805", "title": "BERT", "categories": "cs.CL", "authors_parsed": [["Devlin", "Jacob", ""]]}'
        >>> [(paper.id, paper.authors, paper.url) for paper in read(Source("arxiv.json", lambda: io.BytesIO(data)))]
        [('1810.04805', ('Jacob Devlin',), 'https://arxiv.org/abs/1810.04805')]
    """
    yield from read_papers(source, (), _fields)


def _fields(record: Fields) -> Fields:
    identifier = arxiv_id(record.get("id"))
    versions = items(record.get("versions"))
    first = mapping(versions[0]) if versions else {}
    return {
        "id": identifier or text(record.get("id")),
        "title": with_accents(text(record.get("title"))),
        "abstract": unwrapped(with_accents(text(record.get("abstract")))),
        "year": year_in(first.get("created"), record.get("update_date")),
        "authors": _authors(record),
        "venue": text(record.get("journal-ref")),
        "url": f"https://arxiv.org/abs/{identifier}" if identifier else "",
        "doi": doi_in(record.get("doi")),
        "arxiv_id": identifier,
        "categories": text(record.get("categories")).split(),
    }


def _authors(record: Fields) -> list[str]:
    parsed = record.get("authors_parsed")
    if not isinstance(parsed, list):
        return with_accents(text(record.get("authors"))).replace(" and ", ", ").split(", ")
    return [name for parts in parsed if isinstance(parts, list) and (name := with_accents(_spoken(parts)))]


def _spoken(parts: list[object]) -> str:
    """Return the name of an author that comes as family name, given names and suffix; a fourth member is the affiliation."""
    return person(*parts[1:2], *parts[:1], *parts[2:3])
