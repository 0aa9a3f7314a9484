"""The formats that papers are read from, found by name or by content."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TypeAlias

from kgbuild.errors import SourceError
from kgbuild.models import Paper, Reject
from kgbuild.sources.source import Source

Sniffer: TypeAlias = Callable[[str], bool]
ReadFunction: TypeAlias = Callable[[Source], Iterator[Paper | Reject]]


@dataclass(frozen=True)
class Reader:
    """A format that papers are read from.

    Attributes:
        name: What the user calls it.
        description: Which files it reads, in a few words.
        suffixes: How such files usually end; a hint for people, since files are recognised by content.
        module: The module with its functions `sniff(head: str) -> bool` and `read(source: Source) -> Iterator[Paper | Reject]`,
            imported when first used.
    """

    name: str
    description: str
    suffixes: tuple[str, ...]
    module: str

    def recognises(self, head: str) -> bool:
        """Tell whether a file that begins with these characters is in this format."""
        sniff: Sniffer = import_module(self.module).sniff
        return sniff(head)

    def read(self, source: Source) -> Iterator[Paper | Reject]:
        """Yield the records of a file in order: papers, and rejects for what is none.

        Raises:
            SourceError: If the file cannot be read on; what was yielded before stands.
        """
        function: ReadFunction = import_module(self.module).read
        return function(source)


def _reader(name: str, description: str, *suffixes: str) -> Reader:
    module = "delimited" if name == "csv" else name.replace("-", "_")
    return Reader(name, description, suffixes, f"kgbuild.sources.{module}")


# In the order in which they are tried: first those that know their files by a mark, last those that know them by their form.
READERS = {
    reader.name: reader
    for reader in (
        _reader("pdf", "a paper as PDF: title and abstract of its first page (needs the extra kgbuild[pdf])", ".pdf"),
        _reader("arxiv-atom", "feeds of the arXiv API (Atom)", ".xml", ".atom"),
        _reader("acl-anthology", "the ACL Anthology's XML files, of today and before 2019", ".xml"),
        _reader("pubmed", "PubMed articles (XML), as downloaded or fetched", ".xml"),
        _reader("hf-papers-html", "Hugging Face Papers pages saved as HTML, and the JSON of its API", ".html", ".json"),
        _reader("openalex", "OpenAlex works: pages of the API (JSON) or the snapshot (JSON Lines)", ".json", ".jsonl"),
        _reader("semantic-scholar", "Semantic Scholar: answers of the API (JSON) or bulk datasets (JSON Lines)", ".json", ".jsonl"),
        _reader("openreview", "OpenReview notes (JSON), API version 1 or 2", ".json", ".jsonl"),
        _reader("arxiv-dump", "the arXiv metadata dump (JSON Lines), read as a stream", ".json", ".jsonl"),
        _reader("csl-json", "CSL-JSON of reference managers and Crossref", ".json"),
        _reader("jsonl", "kgbuild's own JSON Lines: an object with title and abstract on each line", ".jsonl", ".ndjson"),
        _reader("bibtex", "BibTeX and BibLaTeX of reference managers, DBLP and publishers", ".bib"),
        _reader("ris", "RIS of reference managers and publishers", ".ris"),
        _reader("csv", "a table with a header that names a title column, split by commas, semicolons or tabs", ".csv", ".tsv"),
        _reader("markdown", "lists of papers in Markdown, mostly with links to them", ".md"),
        _reader("hf-papers", "Hugging Face Papers pages saved as text", ".txt"),
    )
}


def reader_named(name: str) -> Reader:
    """Return the reader with this name.

    Raises:
        SourceError: If there is none; the message lists those that exist.

    Example:
        >>> reader_named("csv").suffixes
        ('.csv', '.tsv')
    """
    try:
        return READERS[name.lower()]
    except KeyError:
        raise SourceError(f"no reader {name!r}: use one of {', '.join(READERS)}") from None


def recognise(head: str) -> Reader | None:
    """Return the first reader that knows a file by its first characters, or None.

    Args:
        head: The beginning of the decompressed text; 64 KiB are plenty.

    Example:
        >>> recognise('{"title": "BERT", "abstract": "We introduce BERT."}').name
        'jsonl'
        >>> recognise("# A README") is None
        True
    """
    return next((reader for reader in READERS.values() if reader.recognises(head)), None)
