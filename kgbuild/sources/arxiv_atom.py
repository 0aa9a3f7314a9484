"""The Atom feeds of the arXiv API.

Source: the arXiv API user's manual, https://info.arxiv.org/help/api/user-manual.html. An error comes as a feed with one entry,
titled "Error".
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from kgbuild.models import Paper, Reject
from kgbuild.sources.latex import with_accents
from kgbuild.sources.record import paper_from_record
from kgbuild.sources.source import Source
from kgbuild.sources.values import arxiv_id, doi_in, year_in
from kgbuild.sources.xml_records import elements, root_name, text_at, texts_at

_WRAP = re.compile(r"\n(?!\s)")
_PARAGRAPH = re.compile(r"\n\s+")
_OUR_SIGN = "arxiv.org"


def sniff(head: str) -> bool:
    r"""Tell whether a text is an Atom feed of arXiv.

    Args:
        head: The beginning of a file.

    Example:
        >>> sniff('<feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/x</id></feed>')
        True
    """
    return root_name(head) in {"feed", "entry"} and _OUR_SIGN in head


def read(source: Source) -> Iterator[Paper | Reject]:
    r"""Yield a paper or a reject for each entry.

    Args:
        source: What the API answered.

    Raises:
        SourceError: If it is no Atom feed, or the file cannot be read on.

    Example:
        >>> import io
        >>> data = b"<feed><entry><id>http://arxiv.org/abs/1810.04805v2</id><title>BERT</title></entry></feed>"
        >>> [(paper.id, paper.title) for paper in read(Source("feed.xml", lambda: io.BytesIO(data)))]
        [('1810.04805', 'BERT')]
    """
    for found in elements(source, ("feed", "entry"), ("entry",)):
        yield found if isinstance(found, Reject) else _paper(source, found.line, found.element)


def _paper(source: Source, line: int, entry: Element) -> Paper | Reject:
    iri = text_at(entry, "id")
    if "/api/errors" in iri:
        return source.reject(line, f"arXiv reports an error: {' '.join(text_at(entry, 'summary').split())}")
    identifier = arxiv_id(iri)
    return paper_from_record(
        {
            "id": identifier or iri,
            "title": with_accents(text_at(entry, "title")),
            "abstract": unwrapped(with_accents(text_at(entry, "summary"))),
            "year": year_in(text_at(entry, "published"), text_at(entry, "updated")),
            "authors": texts_at(entry, "author/name"),
            "venue": text_at(entry, "journal_ref"),
            "url": f"https://arxiv.org/abs/{identifier}" if identifier else _page(entry),
            "doi": doi_in(text_at(entry, "doi")),
            "arxiv_id": identifier,
            "categories": list(dict.fromkeys(term for one in entry.iterfind("category") if (term := one.get("term", "").strip()))),
        },
        source.origin(line),
    )


def _page(entry: Element) -> str:
    return next((link.get("href", "") for link in entry.iterfind("link") if link.get("rel") == "alternate"), "")


def unwrapped(abstract: str) -> str:
    r"""Return an abstract of arXiv without its hard line ends; a line that begins with spaces begins a paragraph.

    Args:
        abstract: The abstract as arXiv stores it.

    Example:
        >>> unwrapped("We introduce\nBERT.\n  It is a model.")
        'We introduce BERT.\nIt is a model.'
    """
    if "\n" not in abstract:
        return abstract
    return _WRAP.sub(" ", _PARAGRAPH.sub("\n ", abstract.strip())).replace("\n ", "\n")
