"""The XML files of the ACL Anthology, in the schema of today and in that of before 2019.

Source: data/xml/schema.rnc of https://github.com/acl-org/acl-anthology. Front matter is no paper and is passed over.
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from kgbuild.models import Paper, Reject
from kgbuild.sources.latex import plain_text
from kgbuild.sources.record import paper_from_record
from kgbuild.sources.source import Source
from kgbuild.sources.values import arxiv_id_in, doi_in, person, year_in
from kgbuild.sources.xml_records import Found, elements, root_name, text_at

_SITE = "https://aclanthology.org/"
_OLD_ID = re.compile(r"[A-Z](\d\d)")
_FIRST_YEARS = 60  # the Anthology begins in 1952; "52" to "99" are of the last century


def sniff(head: str) -> bool:
    r"""Tell whether a text is a collection or volume of papers.

    Args:
        head: The beginning of a file.

    Example:
        >>> sniff('<?xml version="1.0"?><collection id="2020.acl"><volume id="main">')
        True
    """
    return root_name(head) in {"collection", "volume"} and "<volume" in head and ' id="' in head


def read(source: Source) -> Iterator[Paper | Reject]:
    r"""Yield a paper or a reject for each paper.

    Args:
        source: A file of the Anthology's data/xml folder.

    Raises:
        SourceError: If it is no such file, or cannot be read on.

    Example:
        >>> import io
        >>> data = b'''<collection id="N19"><volume id="1"><meta><booktitle>NAACL</booktitle><year>2019</year></meta>
        ... <paper id="1423"><title><fixed-case>BERT</fixed-case></title><url>N19-1423</url></paper></volume></collection>'''
        >>> [(paper.id, paper.venue, paper.year) for paper in read(Source("N19.xml", lambda: io.BytesIO(data)))]
        [('N19-1423', 'NAACL', 2019)]
    """
    meta = Element("meta")
    for found in elements(source, ("collection", "volume"), ("meta", "paper")):
        if isinstance(found, Reject):
            yield found
        elif found.element.tag == "meta":
            meta = found.element
        else:
            yield _paper(source, found, meta)


def _paper(source: Source, found: Found, meta: Element) -> Paper | Reject:
    paper = found.element
    identifier = _identifier(found)
    link = text_at(paper, "url")
    own, inherited = _shown(paper.find("booktitle")), _shown(meta.find("booktitle"))
    return paper_from_record(
        {
            "id": identifier,
            "title": _shown(paper.find("title")),
            "abstract": _shown(paper.find("abstract")),
            "year": year_in(text_at(paper, "year"), text_at(meta, "year"), identifier[:4], _year_of_old_id(identifier)),
            "authors": [name for author in paper.iterfind("author") if (name := _name(author))],
            "venue": text_at(meta, "journal-title") or text_at(paper, "journal") or own or inherited,
            "url": link if "://" in link else f"{_SITE}{link or identifier}",
            "doi": doi_in(text_at(paper, "doi")),
            "arxiv_id": arxiv_id_in(link),
        },
        source.origin(found.line),
    )


def _identifier(found: Found) -> str:
    """Return the Anthology's id: from the paper's link, else from the numbers around it."""
    link = text_at(found.element, "url")
    if link and "://" not in link:
        return link
    outer: Mapping[str, str] = {name: attributes.get("id", "") for name, attributes in found.within}
    number = found.element.get("id", "")
    if "collection" not in outer:
        return f"{outer.get('volume', '')}-{number}"
    collection, volume = outer["collection"], outer.get("volume", "")
    if _OLD_ID.fullmatch(collection):
        width = 2 if collection.startswith("W") else 3
        return f"{collection}-{volume}{number.zfill(width)}"
    return f"{collection}-{volume}.{number}"


def _year_of_old_id(identifier: str) -> int | None:
    old = _OLD_ID.match(identifier)
    if not old:
        return None
    return int(old[1]) + (1900 if int(old[1]) >= _FIRST_YEARS - 10 else 2000)


def _shown(element: Element | None) -> str:
    """Return the text of a title or abstract; formulas stand in LaTeX inside an element of their own."""
    if element is None:
        return ""
    return "".join(_pieces(element)).strip()


def _pieces(element: Element) -> Iterator[str]:
    text = element.text or ""
    yield plain_text(f"${text.strip()}$") if element.tag == "tex-math" and text.strip() else text
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""


def _name(author: Element) -> str:
    # Today's schema has parts and maybe variants of the name; the oldest files have plain text.
    return person(text_at(author, "first"), text_at(author, "last")) or " ".join((author.text or "").split())
