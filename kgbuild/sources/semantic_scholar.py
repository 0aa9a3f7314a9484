"""Semantic Scholar: pages and batches of the Graph API, and the JSON Lines of the bulk datasets.

Source: https://api.semanticscholar.org/api-docs. The API writes `externalIds`, the datasets `externalids`; names are compared
without case. The dataset `abstracts` has no titles: it must be joined with `papers` by `corpusid` first.
"""

from collections.abc import Iterator

from kgbuild.models import Paper, Reject
from kgbuild.sources.json_records import Fields, Unusable, first_record, read_papers
from kgbuild.sources.source import Source
from kgbuild.sources.values import arxiv_id, distinct, doi_in, first_text, items, mapping, texts_at, year_in

_ENVELOPES = ("data", "recommendedPapers")
_MARKS = frozenset({"paperid", "corpusid", "paperabstract", "citedpaper", "citingpaper"})


def sniff(head: str) -> bool:
    r"""Tell whether the first record has an id of Semantic Scholar.

    Args:
        head: The beginning of a file.

    Example:
        >>> sniff('{"total": 1, "data": [{"paperId": "df2b0e26d0599ce3e70df8a9da02e51594e0e992", "title": "BERT"}]}')
        True
    """
    return not _MARKS.isdisjoint(map(str.lower, first_record(head, _ENVELOPES)))


def read(source: Source) -> Iterator[Paper | Reject]:
    r"""Yield a paper or a reject for each record.

    Args:
        source: JSON of the API or of a dataset.

    Raises:
        SourceError: If the file cannot be read on.

    Example:
        >>> import io
        >>> data = b'{"corpusid": 52967399, "title": "BERT", "externalids": {"ArXiv": "1810.04805"}}'
        >>> [(paper.id, paper.arxiv_id) for paper in read(Source("papers.jsonl", lambda: io.BytesIO(data)))]
        [('corpusid-52967399', '1810.04805')]
    """
    yield from read_papers(source, _ENVELOPES, _fields)


def _fields(record: Fields) -> Fields:
    paper = _lowered(record)
    paper = _lowered(mapping(paper.get("citedpaper")) or mapping(paper.get("citingpaper"))) or paper
    if "title" not in paper and "abstract" in paper:
        raise Unusable("no title: the dataset of abstracts has none, join it with that of papers by corpusid first")
    ids = _lowered(mapping(paper.get("externalids")))
    return {
        "id": first_text(paper.get("paperid")) or _corpus_id(paper.get("corpusid")) or first_text(paper.get("id")),
        "title": first_text(paper.get("title")),
        "abstract": first_text(paper.get("abstract"), paper.get("paperabstract")),
        "year": year_in(paper.get("year"), paper.get("publicationdate")),
        "authors": [name for author in items(paper.get("authors")) if (name := first_text(mapping(author).get("name")))],
        "venue": first_text(
            paper.get("venue"),
            mapping(paper.get("publicationvenue")).get("name"),
            mapping(paper.get("journal")).get("name"),
            paper.get("journalname"),
        ),
        "url": first_text(paper.get("url"), paper.get("s2url")),
        "doi": doi_in(ids.get("doi"), paper.get("doi")),
        "arxiv_id": arxiv_id(ids.get("arxiv")),
        "categories": distinct(_categories(paper)),
    }


def _lowered(record: Fields) -> Fields:
    return {name.lower(): value for name, value in record.items()}


def _corpus_id(value: object) -> str:
    return f"corpusid-{value}" if isinstance(value, int) and abs(value) < 10**18 else ""


def _categories(paper: Fields) -> Iterator[str]:
    yield from (field for field in items(paper.get("fieldsofstudy")) if isinstance(field, str))
    yield from texts_at(paper.get("s2fieldsofstudy"), "category")
