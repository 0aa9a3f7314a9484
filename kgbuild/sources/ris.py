"""RIS: tagged lines, as Zotero, Mendeley, EndNote and publishers' sites export them.

Source: the RIS format specification of Research Information Systems; which tags hold what follows today's exports.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kgbuild.models import Paper, Reject
from kgbuild.sources.markup import plain
from kgbuild.sources.record import paper_from_record
from kgbuild.sources.source import Source, undecodable
from kgbuild.sources.values import arxiv_id_in, distinct, doi_in, first_text, noted_arxiv_id, year_in

_TAG = re.compile(r"\s*([A-Z][A-Z0-9]) {1,2}-(?: |$)\s*(.*)", re.DOTALL)
_START = re.compile(r"^\s*TY {1,2}- ?\s*\w+", re.MULTILINE)
_FAMILY_FIRST = re.compile(r"\s*,\s*")


def sniff(head: str) -> bool:
    r"""Tell whether the first tagged line is the type of a reference.

    Args:
        head: The beginning of a file.

    Example:
        >>> sniff("TY  - JOUR\nTI  - BERT\nER  - \n"), sniff("AU  - Devlin, Jacob\n")
        (True, False)
    """
    first = next((line for line in head.lstrip("\ufeff").splitlines() if line.strip()), "")
    return bool(_START.match(first.lstrip("\ufeff")))


def read(source: Source) -> Iterator[Paper | Reject]:
    r"""Yield a paper or a reject for each reference, placed at its type's line.

    Args:
        source: Tagged lines, in references that begin with `TY` and end with `ER`.

    Raises:
        SourceError: If the file cannot be read on.

    Example:
        >>> import io
        >>> data = b"TY  - CONF\nTI  - BERT\nAU  - Devlin, Jacob\nPY  - 2019/06//\nER  - \n"
        >>> [(paper.title, paper.authors, paper.year) for paper in read(Source("a.ris", lambda: io.BytesIO(data)))]
        [('BERT', ('Jacob Devlin',), 2019)]
    """
    for line, tags, fault in _references(source):
        yield source.reject(line, fault) if fault else _paper(source, line, tags)


_Tags = Mapping[str, Sequence[str]]


def _references(source: Source) -> Iterator[tuple[int, _Tags, str]]:
    """Yield each reference with its line and tags, and what is wrong with it, if anything."""
    start, tags, fault, last = 0, defaultdict[str, list[str]](list), "", ""
    for number, line in enumerate(source.lines(), 1):
        tagged = _TAG.match(line.lstrip("\ufeff"))
        name = tagged[1] if tagged else ""
        if start and name == "TY":
            yield start, tags, fault
            start = 0
        if not start:
            if name == "ER" or not line.strip("\ufeff \t\r\n"):
                continue
            start, tags, last = number, defaultdict(list), ""
            fault = "" if name == "TY" else "outside of a reference: it must begin with a line 'TY  - '"
        fault = fault or undecodable(line) or ""
        if name == "ER":
            yield start, tags, fault
            start = 0
        elif tagged:
            tags[name].append(tagged[2].strip())
            last = name
        elif last:
            tags[last][-1] = f"{tags[last][-1]}\n{line.strip()}".rstrip()
    if start:
        yield start, tags, fault or "the reference is cut off: no line 'ER  - ' ends it"


def _paper(source: Source, line: int, tags: _Tags) -> Paper | Reject:
    def first(*names: str) -> str:
        return first_text(*(value for name in names for value in tags.get(name, ())))

    def every(*names: str) -> list[str]:
        return distinct(value for name in names for value in tags.get(name, ()))

    links = [link.strip() for value in every("UR", "L2", "LK") for link in value.split(";")]
    places = every("AN", "M1", "M3", "C7", "JO", "T2", "DO", "PB")
    doi = doi_in(*every("DO"), *every("M3", "L3"), *(link for link in links if "doi.org/" in link))
    return paper_from_record(
        {
            "id": first("ID"),
            "title": plain(first("TI", "T1", "CT", "BT", "ST")),
            "abstract": _joined(plain(first("AB", "N2"))),
            "year": year_in(*every("PY", "Y1", "DA")),
            "authors": [_spoken(name) for name in every("AU", "A1")],
            "venue": plain(first("T2", "JO", "JF", "BT", "JA", "J2", "C3", "T3")),
            "url": links[0] if links else "",
            "doi": doi,
            "arxiv_id": arxiv_id_in(*places, *links) or noted_arxiv_id(*every("N1")),
            "categories": [label.strip() for value in every("KW") for label in re.split("[;\n]", value) if label.strip()],
        },
        source.origin(line),
    )


def _joined(text: str) -> str:
    """Return the text with the lines of a paragraph as one."""
    return "\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))


def _spoken(name: str) -> str:
    """Return "Given Family, Suffix" for RIS's "Family, Given, Suffix"."""
    family, *rest = _FAMILY_FIRST.split(name.strip().rstrip(","), maxsplit=2)
    return " ".join([*rest[:1], family, *rest[1:]])
