"""What the tests of the readers share: samples, and reading bytes with a named reader."""

import io
from pathlib import Path

from pdf_files import pdf

from kgbuild.models import Paper, Reject
from kgbuild.sources import READERS
from kgbuild.sources.source import Source

SAMPLES = Path(__file__).parent / "samples"
PAGES = Path(__file__).parent / "pages"

PDF = pdf(
    [
        (90, 700, 17, "Larkspur: Naming Flowers with a Small"),
        (160, 680, 17, "Language Model"),
        (200, 650, 11, "Ada One and Ben Two"),
        (280, 600, 12, "Abstract"),
        (100, 585, 10, "We introduce Larkspur, a small model of lan-"),
        (100, 573, 10, "guage for the names of flowers. It reaches 97.5%"),
        (100, 561, 10, "accuracy on FlowerNames."),
        (72, 530, 12, "1 Introduction"),
        (72, 515, 10, "Flowers are many."),
    ],
    info="/Title (paper.dvi) /Author (Ada One and Ben Two) /CreationDate (D:20260102000000Z)",
    rotated="arXiv:2501.00001v2 [cs.CL] 2 Jan 2026",
)
"""A first page as LaTeX sets it, with arXiv's stamp."""

_READERS = {
    "acl.xml": "acl-anthology",
    "acl_old.xml": "acl-anthology",
    "arxiv.atom": "arxiv-atom",
    "arxiv.jsonl": "arxiv-dump",
    "csl.json": "csl-json",
    "hf_daily.html": "hf-papers-html",
    "hf_saved.html": "hf-papers-html",
    "openalex.json": "openalex",
    "openreview.json": "openreview",
    "pubmed.xml": "pubmed",
    "reading_list.md": "markdown",
    "semantic_scholar.json": "semantic-scholar",
    "semantic_scholar.jsonl": "semantic-scholar",
    "zotero.bib": "bibtex",
    "zotero.ris": "ris",
}

ALL: dict[str, tuple[str, bytes]] = {
    **{name: (reader, (SAMPLES / name).read_bytes()) for name, reader in _READERS.items()},
    "compact.txt": ("hf-papers", (PAGES / "compact.txt").read_bytes()),
    "larkspur.pdf": ("pdf", PDF),
    "own.jsonl": ("jsonl", b'{"title": "On Larks", "abstract": "We count larks.", "year": 2020}\n'),
    "table.csv": ("csv", b"title,abstract,doi\nOn larks,we count LARKS,10.1234/larks\n"),
}
"""Every sample with the reader that must recognise it."""


def source(data: bytes | str, name: str = "file") -> Source:
    """Return a source of these bytes."""
    stored = data.encode() if isinstance(data, str) else data
    return Source(name, lambda: io.BytesIO(stored))


def records(reader: str, data: bytes | str) -> list[Paper | Reject]:
    """Read bytes with a named reader."""
    return list(READERS[reader].read(source(data)))


def papers(reader: str, data: bytes | str) -> list[Paper]:
    """Return the papers among the records."""
    return [record for record in records(reader, data) if isinstance(record, Paper)]


def rejects(reader: str, data: bytes | str) -> list[tuple[int, str]]:
    """Return line and reason of the rejects among the records."""
    return [(record.line, record.reason) for record in records(reader, data) if isinstance(record, Reject)]


def sample(name: str) -> list[Paper | Reject]:
    """Read a sample with its reader."""
    return records(*ALL[name])


def shown(paper: Paper) -> dict[str, object]:
    """Return what a paper holds besides its place."""
    return paper.model_dump(exclude={"sources"}, exclude_defaults=True)
