"""BibTeX and BibLaTeX: what reference managers (Zotero, Mendeley, JabRef), DBLP and the ACL Anthology export.

LaTeX is decoded and names are turned to the order in which they are spoken; an entry with a `crossref` inherits from the entry
that it names.
"""

import re
from collections.abc import Iterator, Mapping

from kgbuild.models import Paper, Reject
from kgbuild.sources.latex import plain_text
from kgbuild.sources.markup import plain
from kgbuild.sources.record import paper_from_record
from kgbuild.sources.source import Source
from kgbuild.sources.values import arxiv_id, arxiv_id_in, doi_in, first_text, noted_arxiv_id, year_in

_ENTRY = re.compile(
    r"^[ \t]*@[ \t]*(?!comment|preamble|string)\w+[ \t]*\{\s*[^\s,{}()=]*\s*,\s*(?:[\w-]+\s*=|\}|$)",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"https?://\S+$")
_VOLUMES = frozenset({"proceedings", "mvproceedings", "collection", "mvcollection", "periodical"})
_STRING = re.compile(r"^[ \t]*@[ \t]*string[ \t]*\{", re.IGNORECASE | re.MULTILINE)


def sniff(head: str) -> bool:
    r"""Tell whether a text holds an entry, at the start of a line, with its key.

    Args:
        head: The beginning of a file.

    Example:
        >>> sniff("% my references\n@article{devlin,\n  title = {BERT}}"), sniff("write to me @home{, }")
        (True, False)
    """
    return bool(_ENTRY.search(head) or (_STRING.search(head) and head.lstrip().startswith(("@", "%"))))


def read(source: Source) -> Iterator[Paper | Reject]:
    r"""Yield a paper or a reject for each entry; those with a `crossref` last, since what they inherit stands below them.

    Args:
        source: BibTeX or BibLaTeX.

    Raises:
        SourceError: If the file cannot be read on.

    Example:
        >>> import io
        >>> data = b'@inproceedings{devlin, title = {{BERT}: Pre-training}, author = {Devlin, Jacob and others}, year = 2019}'
        >>> [(paper.id, paper.title, paper.authors, paper.year) for paper in read(Source("a.bib", lambda: io.BytesIO(data)))]
        [('devlin', 'BERT: Pre-training', ('Jacob Devlin',), 2019)]
    """
    from kgbuild.sources.bibtex_entries import entries  # noqa: PLC0415 - the parser is imported when it is needed

    for entry in entries(source):
        yield entry if isinstance(entry, Reject) else _paper(source, *entry)


def _paper(source: Source, line: int, own: Mapping[str, str]) -> Paper | Reject:
    if own["entrytype"] in _VOLUMES:
        return source.reject(line, f"@{own['entrytype']} is a volume of papers, no paper")

    def get(name: str) -> str:
        return own.get(name, "")

    def text(*names: str) -> str:
        return next((shown for name in names if (shown := _shown(get(name)))), "")

    link = get("url").replace("\\", "").strip("{} \n")
    eprint = get("eprint").strip("{} ")
    of_arxiv = "arxiv" in first_text(get("archiveprefix"), get("eprinttype"), "arxiv").lower()
    title, subtitle = text("title"), text("subtitle")
    venue = text("journaltitle", "journal", "booktitle", "eventtitle", "shortjournal", "howpublished")
    if _ADDRESS.match(venue):  # `howpublished` often holds a link
        link, venue = link or venue, ""
    return paper_from_record(
        {
            "id": get(""),
            "title": f"{title}: {subtitle}" if title and subtitle else title,
            "abstract": _paragraphs(get("abstract")),
            "year": year_in(get("date"), get("year"), get("issued")),
            "authors": _authors(get("author")),
            "venue": venue,
            "url": link,
            "doi": doi_in(get("doi").replace("\\", ""), link),
            "arxiv_id": (arxiv_id(eprint) if of_arxiv else None) or _mentioned(own),
            "categories": _categories(own),
        },
        source.origin(line),
    )


def _shown(value: str) -> str:
    return plain_text(plain(value)).strip() if value else ""  # in this order: an escaped "<b>" is no tag


def _mentioned(own: Mapping[str, str]) -> str | None:
    """Return the arXiv id that stands in some other field: DBLP writes `CoRR` and `abs/1810.04805`, Google Scholar the journal."""
    fields = ("journal", "journaltitle", "volume", "url", "doi", "howpublished", "number")
    return arxiv_id_in(*map(own.get, fields)) or noted_arxiv_id(own.get("note"))


def _paragraphs(value: str) -> str:
    """Return a text whose single line ends mean nothing and whose blank lines part paragraphs."""
    return "\n".join(" ".join(_shown(part).split()) for part in re.split(r"\n\s*\n", value.strip()))


def _authors(value: str) -> list[str]:
    from kgbuild.sources.bibtex_entries import names  # noqa: PLC0415 - as above

    return [shown for parts in names(value) if (shown := " ".join(_shown(" ".join(parts)).split()))]


def _categories(own: Mapping[str, str]) -> list[str]:
    keywords = _shown(own.get("keywords") or own.get("keyword") or "")
    primary = own.get("primaryclass") or own.get("eprintclass") or ""
    return [label.strip() for label in (primary, *re.split("[;,]", keywords)) if label.strip()]
