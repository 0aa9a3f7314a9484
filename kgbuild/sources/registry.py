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


READERS = {
    reader.name: reader
    for reader in (
        Reader(
            "jsonl",
            "kgbuild's own JSON Lines: an object with title and abstract on each line, other keys ignored",
            (".jsonl", ".ndjson"),
            "kgbuild.sources.jsonl",
        ),
        Reader(
            "csv",
            "a table with a header that names a title column, split by commas, semicolons or tabs",
            (".csv", ".tsv"),
            "kgbuild.sources.delimited",
        ),
        Reader("hf-papers", "Hugging Face Papers pages saved as text", (".txt",), "kgbuild.sources.hf_papers"),
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
