"""Reading inputs into a corpus: every distinct paper once, and what could not be read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kgbuild.errors import SourceError
from kgbuild.models import Paper, Reject
from kgbuild.sources.archives import unpacked
from kgbuild.sources.distinct import DistinctPapers
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
        papers: One for each distinct paper, sorted by id, with all the places where it was read. None is in memory:
            each is taken from a temporary file when it is asked for.
        rejects: What is not used, sorted by file and line.
        merged: How many records were folded into another.
        lookalikes: Papers that might be taken for one another and were kept apart.
        inputs: The files that were read, sorted by name.
    """

    papers: DistinctPapers
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

    Each file's format is recognised by its content; gzip, xz, bzip2 and Zstandard are decompressed, and the members of a zip
    archive are read like files of a folder. The same paper in several places becomes one that remembers all its `sources`; what
    cannot be read is in `Corpus.rejects` with its place and the reason.

    Args:
        inputs: Files, folders (walked, hidden files skipped), or `-` for standard input.
        reader: Name of the reader for all inputs, where content should not decide.

    Returns:
        The same corpus whatever the order of the inputs.

    Raises:
        SourceError: If a file that was named (not found in a folder or archive) cannot be read at all, or there is nothing to read.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "papers.jsonl"
        >>> _ = path.write_text('{"title": "BERT", "abstract": "We introduce BERT."}\n{"title": ""}\n')
        >>> corpus = read(path)
        >>> [paper.title for paper in corpus], corpus.rejects[0].line, corpus.rejects[0].reason
        (['BERT'], 2, 'no title')
    """
    rejects: list[Reject] = []
    files: list[InputFile] = []

    def found() -> Iterator[Paper]:
        for record in records(*inputs, reader=reader):
            if isinstance(record, Paper):
                yield record
            elif isinstance(record, Reject):
                rejects.append(record)
            else:
                files.append(record)

    papers, lookalikes = merge_duplicates(found())
    return Corpus(
        papers=papers,
        rejects=tuple(sorted(rejects, key=lambda reject: (reject.file, reject.line, reject.reason))),
        merged=papers.records - len(papers),
        lookalikes=lookalikes,
        inputs=tuple(sorted(files)),
    )


def records(*inputs: str | Path, reader: str | None = None) -> Iterator[Paper | Reject | InputFile]:
    r"""Yield every record as it is read, a paper as often as it stands in the inputs, and after each file what it held.

    Unlike `read` this keeps nothing, so that the memory does not grow with the number of records (except in formats that are read
    whole; see the guide to formats).

    Args:
        inputs: As for `read`.
        reader: As for `read`.

    Raises:
        SourceError: As for `read`; what was yielded before stands.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "papers.jsonl"
        >>> _ = path.write_text('{"title": "BERT"}\n{"title": "BERT"}\n')
        >>> [type(record).__name__ for record in records(path)]
        ['Paper', 'Paper', 'InputFile']
    """
    chosen = reader_named(reader) if reader else None
    for named in find_sources(inputs):
        yield from _records(named, chosen)


def _records(named: Source, chosen: Reader | None) -> Iterator[Paper | Reject | InputFile]:
    try:
        for source in unpacked(named):
            yield from _read_source(source, chosen)
    except SourceError as error:
        if not named.in_folder:
            raise
        yield named.reject(1, str(error))


def _read_source(source: Source, chosen: Reader | None) -> Iterator[Paper | Reject | InputFile]:
    """Yield what one source holds, and last which reader read it, unless a file in a folder has no known format."""
    used = chosen
    found = rejected = 0
    try:
        used = chosen or _recognised(source)
        for record in used.read(source):
            found += isinstance(record, Paper)
            rejected += isinstance(record, Reject)
            yield record
    except SourceError as error:
        if not source.in_folder:
            raise
        rejected += 1
        yield source.reject(1, str(error))
    if used:
        yield InputFile(source.name, source.sha256(), used.name, found, rejected)


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
