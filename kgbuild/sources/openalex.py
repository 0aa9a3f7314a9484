"""OpenAlex works: pages of the API, single works, and the snapshot's JSON Lines.

Source: the work object of https://developers.openalex.org. An abstract comes as an inverted index, from each word to its places.
"""

from collections.abc import Iterator

from kgbuild.models import Paper, Reject
from kgbuild.sources.json_records import Fields, Unusable, first_record, read_papers
from kgbuild.sources.markup import plain
from kgbuild.sources.source import Source
from kgbuild.sources.values import arxiv_id_in, distinct, doi_in, first_text, items, mapping, texts_at, year_in

_ENVELOPES = ("results",)
_IRI = "https://openalex.org/"


def sniff(head: str) -> bool:
    r"""Tell whether the first record has an OpenAlex id of a work, or an abstract as inverted index.

    Args:
        head: The beginning of a file.

    Example:
        >>> sniff('{"results": [{"id": "https://openalex.org/W2963403868", "title": "Attention Is All You Need"}]}')
        True
    """
    record = first_record(head, _ENVELOPES)
    return "abstract_inverted_index" in record or first_text(record.get("id")).startswith(f"{_IRI}W")


def read(source: Source) -> Iterator[Paper | Reject]:
    r"""Yield a paper or a reject for each work.

    Args:
        source: JSON of the works API or of the snapshot.

    Raises:
        SourceError: If the file cannot be read on.

    Example:
        >>> import io
        >>> data = b'{"id": "https://openalex.org/W1", "title": "T", "abstract_inverted_index": {"We": [0], "win": [1]}}'
        >>> [(paper.id, paper.abstract) for paper in read(Source("works.jsonl", lambda: io.BytesIO(data)))]
        [('W1', 'We win')]
    """
    yield from read_papers(source, _ENVELOPES, _fields)


def _fields(work: Fields) -> Fields:
    locations = [mapping(work.get("primary_location")), *map(mapping, items(work.get("locations")))]
    pages = [first_text(location.get("landing_page_url")) for location in locations]
    ids = mapping(work.get("ids"))
    doi = doi_in(work.get("doi"), ids.get("doi"))
    iri = first_text(work.get("id"), ids.get("openalex"))
    return {
        "id": iri.removeprefix(_IRI),
        "title": plain(first_text(work.get("title"), work.get("display_name"))),
        "abstract": plain(_abstract(work.get("abstract_inverted_index"))),
        "year": year_in(work.get("publication_year"), work.get("publication_date")),
        "authors": _authors(work),
        "venue": first_text(*_venues(locations), mapping(work.get("host_venue")).get("display_name")),
        "url": first_text(*pages, iri),
        "doi": doi,
        "arxiv_id": arxiv_id_in(doi, *pages),
        "categories": distinct(_categories(work)),
    }


def _abstract(index: object) -> str:
    """Return the words of an inverted index in the order of their places."""
    words = mapping(mapping(index).get("InvertedIndex")) or mapping(index)
    try:
        places = sorted([(place, word) for word, at in words.items() if isinstance(at, list) for place in at])
    except TypeError:
        raise Unusable("abstract_inverted_index gives places that are no numbers") from None
    return " ".join([word for _, word in places])


def _authors(work: Fields) -> list[str]:
    authorships = [mapping(item) for item in items(work.get("authorships"))]
    return [
        name
        for authorship in authorships
        if (name := first_text(mapping(authorship.get("author")).get("display_name"), authorship.get("raw_author_name")))
    ]


def _venues(locations: list[Fields]) -> Iterator[object]:
    for location in locations:
        yield mapping(location.get("source")).get("display_name")
        yield location.get("raw_source_name")


def _categories(work: Fields) -> Iterator[str]:
    yield from texts_at(work.get("topics"), "display_name") or texts_at(work.get("concepts"), "display_name")
    yield from texts_at(work.get("keywords"), "display_name") or texts_at(work.get("keywords"), "keyword")  # the latter until 2024
