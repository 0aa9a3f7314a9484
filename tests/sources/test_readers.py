"""What holds for every reader: recognised, nothing lost on the way to our own format, no input that breaks it."""

import bz2
import gzip
import io
import json
import lzma
import random
import re
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import ALL, records, source

from kgbuild.errors import SourceError
from kgbuild.models import Origin, Paper, Reject
from kgbuild.sources import READERS, read
from kgbuild.sources.compression import zstd
from kgbuild.sources.registry import recognise

SNIPPETS = [
    *(
        b"{",
        b"}",
        b'"',
        b"[",
        b"]",
        b"<",
        b"</",
        b">",
        b"&",
        b"\\",
        b"\x00",
        b"null",
        b"1e999",
        b"9" * 5000,
        b"$",
        b"~",
        b"\xff\xfe",
    ),
    *(b"@x{", b"\n@article{a,", b"\nER  - \n", b"\nTY  - JOUR\n", b"<!DOCTYPE a [", b'<!ENTITY b "c">', b'{"value": 3}'),
    *(b"\xed\xa0\x80", b"\xff\xfe"),
]


def test_every_reader_has_a_sample() -> None:
    """No reader without a sample of our own."""
    assert {reader for reader, _ in ALL.values()} == set(READERS)


@pytest.mark.parametrize("name", ALL)
def test_a_sample_is_recognised_by_its_content(name: str) -> None:
    """The first reader that knows a file is its own, whatever the file is called."""
    reader, data = ALL[name]
    found = recognise(source(data).head())
    assert found is not None
    assert found.name == reader


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_lost_on_the_way_to_our_own_format(name: str) -> None:
    """Each paper, written as a line of JSON and read again, is equal but for its place."""
    read_first = [record for record in records(*ALL[name]) if isinstance(record, Paper)]
    assert read_first
    lines = "".join(paper.model_dump_json() + "\n" for paper in read_first)
    again = records("jsonl", lines)
    placed = [
        paper.model_copy(update={"sources": (Origin(file="file", line=number),)}) for number, paper in enumerate(read_first, 1)
    ]
    assert again == placed


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("compress", [gzip.compress, lzma.compress, bz2.compress, zstd.compress])
def test_a_compressed_sample_reads_the_same(name: str, compress: Callable[[bytes], bytes]) -> None:
    """Compression changes nothing but the bytes."""
    reader, data = ALL[name]
    packed = compress(data)
    found = recognise(source(packed).head())
    assert found is not None
    assert found.name == reader
    assert records(reader, packed) == records(reader, data)


@pytest.mark.parametrize("reader", READERS)
def test_any_reader_takes_any_other_format_calmly(reader: str) -> None:
    """A wrong reader gives records, rejects or an error of one line that names the file, never anything else."""
    for data in (*(data for _, data in ALL.values()), b"", b"\n", b"\x00" * 99, b"\x89PNG\r\n\x1a\n", b"plain words\n" * 9):
        assert_calm(reader, data)


@given(st.sampled_from(sorted(ALL)), st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_gives_records_or_one_error(name: str, draw: st.DataObject) -> None:
    """Cuts, insertions and repetitions in a sample break nothing: what is left can always be written."""
    reader, data = ALL[name]
    damaged = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 5))):
        start = draw.draw(st.integers(0, len(damaged)))
        end = min(len(damaged), start + draw.draw(st.integers(0, 200)))
        damaged[start:end] = draw.draw(st.sampled_from(SNIPPETS) | st.binary(max_size=9) | st.just(bytes(damaged[start:end] * 2)))
    assert_calm(reader, bytes(damaged))


@given(st.sampled_from(sorted(READERS)), st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_at_all(reader: str, data: bytes) -> None:
    """Bytes that nobody meant to be papers break no reader."""
    assert_calm(reader, data)


KEYS = [
    "ArXiv", "DOI", "InvertedIndex", "URL", "abstract", "abstract_inverted_index", "ai_keywords", "author", "authors",
    "authors_parsed", "authorships", "categories", "category", "cdate", "citedPaper", "concepts", "container-title",
    "content", "corpusId", "corpusid", "created", "data", "date-parts", "display_name", "doi", "externalIds", "family",
    "fieldsOfStudy", "forum", "fullname", "given", "host_venue", "html", "id", "ids", "invitation", "invitations", "issued",
    "items", "journal", "journal-ref", "keyword", "keywords", "landing_page_url", "literal", "locations", "message", "name",
    "note", "notes", "number", "openalex", "paper", "paperAbstract", "paperId", "pdate", "primary_location",
    "publication_year", "publishedAt", "raw", "raw_author_name", "replyto", "results", "s2FieldsOfStudy", "source",
    "subject", "summary", "title", "topics", "type", "update_date", "url", "value", "venue", "venueid", "versions", "year",
]  # fmt: skip
VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.sampled_from(["2019", "10.1/x"])
JSON = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), inner, max_size=5),
    max_leaves=25,
)
JSON_READERS = ["openalex", "semantic-scholar", "openreview", "arxiv-dump", "csl-json", "hf-papers-html", "jsonl"]


@given(st.sampled_from(JSON_READERS), JSON)
@settings(max_examples=150, deadline=None)
def test_any_json_with_the_right_names(reader: str, value: object) -> None:
    """Values of any type under the names that a format uses are read, rejected or left out."""
    assert_calm(reader, json.dumps(value, indent=1).encode())
    assert_calm(reader, json.dumps(value).encode())


def assert_calm(reader: str, data: bytes) -> None:
    """Read bytes and hold that only papers and rejects come, all writable, or one error of one line."""
    said = "'file' is no error"
    try:
        for record in records(reader, data):
            record.model_dump_json().encode()
            assert isinstance(record, Paper) or (record.line >= 1 and record.reason)
    except SourceError as error:
        said = str(error)
    assert "\n" not in said
    assert "'file" in said


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with a sample of every format, some compressed, some inside a zip archive, under names that say nothing."""
    root = tmp_path / "mixed"
    root.mkdir()
    with zipfile.ZipFile(root / "archive", "w", zipfile.ZIP_DEFLATED) as archive:
        for number, name in enumerate(sorted(ALL)):
            data = ALL[name][1]
            if number % 3 == 0:
                archive.writestr(f"deep/{number}", data)
            elif number % 3 == 1:
                (root / f"{number}").write_bytes(zstd.compress(data))
            else:
                (root / f"{number}").write_bytes(data)
        archive.writestr("__MACOSX/._noise", b"noise")
        archive.writestr("deep/.hidden", b"noise")
    return root


def test_a_folder_of_mixed_formats(mixed: Path) -> None:
    """All formats are read side by side, papers that stand in several are one, and every record is accounted for."""
    corpus = read(mixed)
    assert {file.reader for file in corpus.inputs} == set(READERS)
    assert len(corpus.inputs) == len(ALL)
    assert len(corpus) + corpus.merged == sum(file.records for file in corpus.inputs)
    assert len(corpus.rejects) == sum(file.rejected for file in corpus.inputs)
    (bert,) = [paper for paper in corpus if paper.doi and paper.doi.lower() == "10.18653/v1/n19-1423"]
    assert bert.arxiv_id == "1810.04805"
    assert len({origin.file for origin in bert.sources}) >= 6
    assert read(*sorted(mixed.iterdir(), reverse=True)).papers == tuple(
        paper.model_copy(update={"sources": renamed(paper.sources)}) for paper in corpus
    )


def renamed(sources: tuple[Origin, ...]) -> tuple[Origin, ...]:
    """Return the places as they are called when the files are named themselves."""
    return tuple(Origin(file=origin.file.removeprefix("mixed/"), line=origin.line) for origin in sources)


def test_standard_input_with_a_named_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--from` reads a pipe in the format that it names."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ALL["arxiv.atom"][1])))
    assert [paper.arxiv_id for paper in read("-", reader="arxiv-atom")] == ["1706.03762", "hep-th/9901001"]


def test_a_wrong_reader_says_so_in_one_line(tmp_path: Path) -> None:
    """Who names the wrong reader learns what the file is instead."""
    path = tmp_path / "feed.xml"
    path.write_bytes(ALL["arxiv.atom"][1])
    with pytest.raises(SourceError, match=r"'feed.xml' begins with <feed>, not with .*<PubmedArticleSet>.*: name another reader"):
        read(path, reader="pubmed")


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        ("bibtex", "@article{{k{n}, title = {{Paper {n}}}, abstract = {{{words}}}}}\n"),
        ("ris", "TY  - JOUR\nTI  - Paper {n}\nAB  - {words}\nER  - \n"),
        ("arxiv-dump", '{{"id": "2001.{n:05d}", "title": "Paper {n}", "abstract": "{words}", "authors_parsed": []}}\n'),
        (
            "openalex",
            '{{"id": "https://openalex.org/W{n}", "title": "Paper {n}", "abstract_inverted_index": {{"{words}": [0]}}}}\n',
        ),
        ("markdown", "- [Paper number {n}](https://arxiv.org/abs/2001.{n:05d})\n  {words}\n"),
    ],
)
def test_large_files_are_streamed(reader: str, text: str) -> None:
    """The first records come before most of the file was read."""
    chance = random.Random(3)
    data = "".join(text.format(n=n, words=chance.randbytes(150).hex()) for n in range(3_000)).encode()
    streams: list[io.BytesIO] = []

    def opened() -> io.BytesIO:
        streams.append(io.BytesIO(data))
        return streams[-1]

    found = iter(READERS[reader].read(type(source(b""))("file", opened)))
    first = next(found)
    assert isinstance(first, Paper)
    assert streams[-1].tell() < len(data) / 5
    rest = list(found)
    assert len(rest) == 2_999
    assert not any(isinstance(record, Reject) for record in rest)


def test_the_guide_names_every_reader() -> None:
    """Who reads the guide knows every format."""
    guide = (files("kgbuild") / "documentation" / "guides" / "formats.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `([\w-]+)` \|", guide, re.MULTILINE)) == sorted(READERS)
