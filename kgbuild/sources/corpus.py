"""Reading inputs into a corpus: every distinct paper once, and what could not be read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kgbuild.errors import SourceError
from kgbuild.models import Paper, Reject
from kgbuild.sources.duplicates import Lookalike, merge_duplicates
from kgbuild.sources.inputs import find_sources
from kgbuild.sources.registry import READERS, Reader, reader_named, recognise
from kgbuild.sources.source import Source


@dataclass(frozen=True, order=True)
class InputFile:
    """A file that was read.

    Attributes:
        name: As in `Origin.file`.
        sha256: Of the bytes as stored, in hexadecimal.
        reader: The reader that read it.
        records: How many papers it gave, duplicates included.
        rejected: How many of its records are not used.
    """

    name: str
    sha256: str
    reader: str
    records: int
    rejected: int


@dataclass(frozen=True)
class Corpus:
    """The papers of one or many inputs.

    Attributes:
        papers: One for each distinct paper, sorted by id, with all the places where it was read.
        rejects: What is not used, sorted by file and line.
        merged: How many records were folded into another.
        lookalikes: Papers that might be taken for one another and were kept apart.
        inputs: The files that were read, sorted by name.
    """

    papers: tuple[Paper, ...] = field(repr=False)
    rejects: tuple[Reject, ...] = field(default=(), repr=False)
    merged: int = 0
    lookalikes: tuple[Lookalike, ...] = field(default=(), repr=False)
    inputs: tuple[InputFile, ...] = ()

    def __iter__(self) -> Iterator[Paper]:
        return iter(self.papers)

    def __len__(self) -> int:
        return len(self.papers)


def read(*inputs: str | Path, reader: str | None = None) -> Corpus:
    r"""Read papers from files, folders or standard input.

    Each file's format is recognised by its content, and gzip, xz and bzip2 are decompressed. The same paper in several places
    becomes one that remembers all its `sources`; what cannot be read is in `Corpus.rejects` with its place and the reason.

    Args:
        inputs: Files, folders (walked, hidden files skipped), or `-` for standard input.
        reader: Name of the reader for all inputs, where content should not decide.

    Returns:
        The same corpus whatever the order of the inputs.

    Raises:
        SourceError: If a file that was named (not found in a folder) cannot be read at all, or there is nothing to read.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "papers.jsonl"
        >>> _ = path.write_text('{"title": "BERT", "abstract": "We introduce BERT."}\n{"title": ""}\n')
        >>> corpus = read(path)
        >>> [paper.title for paper in corpus], corpus.rejects[0].line, corpus.rejects[0].reason
        (['BERT'], 2, 'no title')
    """
    chosen = reader_named(reader) if reader else None
    papers: list[Paper] = []
    rejects: list[Reject] = []
    files: list[InputFile] = []
    for source in find_sources(inputs):
        before = len(papers), len(rejects)
        used = _read_source(source, chosen, papers, rejects)
        if used:
            records, rejected = len(papers) - before[0], len(rejects) - before[1]
            files.append(InputFile(source.name, source.sha256(), used.name, records, rejected))
    distinct, lookalikes = merge_duplicates(papers)
    return Corpus(
        papers=distinct,
        rejects=tuple(sorted(rejects, key=lambda reject: (reject.file, reject.line, reject.reason))),
        merged=len(papers) - len(distinct),
        lookalikes=lookalikes,
        inputs=tuple(sorted(files)),
    )


def _read_source(source: Source, chosen: Reader | None, papers: list[Paper], rejects: list[Reject]) -> Reader | None:
    """Add what one source holds; return the reader that read it, or None where a file in a folder has no known format."""
    used = chosen
    try:
        used = chosen or _recognised(source)
        for record in used.read(source):
            if isinstance(record, Paper):
                papers.append(record)
            else:
                rejects.append(record)
    except SourceError as error:
        if not source.in_folder:
            raise
        rejects.append(source.reject(1, str(error)))
    return used


def _recognised(source: Source) -> Reader:
    head = source.head()
    if not head.strip():
        raise SourceError(f"{source.name!r} is empty: name a file with papers")
    reader = recognise(head)
    if reader is None:
        raise SourceError(
            f"{source.name!r} is in no format that kgbuild knows: name its reader ({', '.join(READERS)}) if it is one"
        )
    return reader
