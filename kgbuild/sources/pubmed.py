"""PubMed's XML: the baseline and update files, and what efetch answers.

Source: the PubMed DTD, https://dtd.nlm.nih.gov/ncbi/pubmed. The sections of a structured abstract become paragraphs that begin with
their labels.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from kgbuild.models import Paper, Reject
from kgbuild.sources.record import paper_from_record
from kgbuild.sources.source import Source
from kgbuild.sources.values import distinct, doi_in, person, year_in
from kgbuild.sources.xml_records import elements, root_name, text_at, text_of, texts_at

_ROOTS = ("PubmedArticleSet", "PubmedBookArticleSet", "PubmedArticle", "PubmedBookArticle", "MedlineCitationSet")
_RECORDS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation")
_TRANSLATED = re.compile(r"\[(.*)\]\.?", re.DOTALL)


def sniff(head: str) -> bool:
    r"""Tell whether a text is a set of PubMed's articles.

    Args:
        head: The beginning of a file.

    Example:
        >>> sniff('<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "pubmed.dtd">\n<PubmedArticleSet>')
        True
    """
    return root_name(head) in _ROOTS


def read(source: Source) -> Iterator[Paper | Reject]:
    r"""Yield a paper or a reject for each article.

    Args:
        source: A PubmedArticleSet.

    Raises:
        SourceError: If it is none, or the file cannot be read on.

    Example:
        >>> import io
        >>> data = b'''<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>34265844</PMID><Article><ArticleTitle>AlphaFold.
        ... </ArticleTitle><Abstract><AbstractText Label="AIM">To fold.</AbstractText></Abstract></Article></MedlineCitation>
        ... </PubmedArticle></PubmedArticleSet>'''
        >>> [(paper.id, paper.title, paper.abstract) for paper in read(Source("a.xml", lambda: io.BytesIO(data)))]
        [('pmid-34265844', 'AlphaFold', 'AIM: To fold.')]
    """
    for found in elements(source, _ROOTS, _RECORDS):
        yield found if isinstance(found, Reject) else _paper(source, found.line, found.element)


def _paper(source: Source, line: int, record: Element) -> Paper | Reject:
    about = _inner(record, "MedlineCitation", "BookDocument")
    body = _inner(about, "Article")
    number = text_at(about, "PMID")
    identifiers = [
        *body.iterfind("ELocationID"),
        *record.iterfind("PubmedData/ArticleIdList/ArticleId"),
        *about.iterfind("ArticleIdList/ArticleId"),
    ]
    return paper_from_record(
        {
            "id": f"pmid-{number}" if number else "",
            "title": _title(body),
            "abstract": "\n".join(_sections(body)),
            "year": year_in(*_dates(body)),
            "authors": [name for author in _authors(body) if (name := _name(author))],
            "venue": text_at(body, "Journal/Title")
            or text_at(about, "MedlineJournalInfo/MedlineTA")
            or text_at(body, "Book/BookTitle"),
            "url": f"https://pubmed.ncbi.nlm.nih.gov/{number}/" if number else "",
            "doi": doi_in(*(text_of(one) for one in identifiers if "doi" in {one.get("EIdType"), one.get("IdType")})),
            "categories": distinct(
                [*texts_at(about, "KeywordList/Keyword"), *texts_at(about, "MeshHeadingList/MeshHeading/DescriptorName")]
            ),
        },
        source.origin(line),
    )


def _inner(element: Element, *names: str) -> Element:
    """Return the first child with one of the names, or the element itself: a record may come without what is around it."""
    return next((child for child in element if child.tag in names), element)


def _title(body: Element) -> str:
    """Return the title without the full stop that PubMed sets, or the brackets around a translated one."""
    title = " ".join((text_at(body, "ArticleTitle") or text_at(body, "Book/BookTitle") or text_at(body, "VernacularTitle")).split())
    translated = _TRANSLATED.fullmatch(title)
    title = translated[1] if translated else title
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def _sections(body: Element) -> Iterator[str]:
    for part in body.iterfind("Abstract/AbstractText"):
        words = " ".join(text_of(part).split())
        label = part.get("Label", "").strip()
        if words:
            yield f"{label}: {words}" if label and label != "UNLABELLED" else words


def _dates(body: Element) -> Iterator[str]:
    for path in ("Journal/JournalIssue/PubDate", "ArticleDate", "Book/PubDate", "ContributionDate"):
        yield " ".join(texts_at(body, f"{path}/Year") or texts_at(body, f"{path}/MedlineDate"))


def _authors(body: Element) -> Iterator[Element]:
    for people in body.iterfind("AuthorList"):
        if people.get("Type") != "editors":
            yield from people.iterfind("Author")


def _name(author: Element) -> str:
    given = text_at(author, "ForeName") or text_at(author, "Initials")
    spoken = person(given, text_at(author, "LastName"), text_at(author, "Suffix"))
    return spoken or text_at(author, "CollectiveName")
