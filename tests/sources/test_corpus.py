"""Reading many inputs into one corpus."""

import gzip
import hashlib
import io
import json
import lzma
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from kgbuild.errors import SourceError
from kgbuild.models import Paper, Reject
from kgbuild.sources import READERS, InputFile, read, reader_named

JSONL = '{"id": "larks", "title": "On Larks", "abstract": "We count larks.", "year": 2020}\n'
CSV = "title,abstract,doi\nOn larks,we count LARKS,10.1234/larks\nOn Owls,We count owls.,\n"
PAGE = Path(__file__).parent / "pages" / "spaced.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file of each format, one of them compressed."""
    root = tmp_path / "papers"
    (root / "more").mkdir(parents=True)
    (root / "a.txt").write_text(JSONL, encoding="utf-8")
    (root / "more" / "b.dat").write_bytes(gzip.compress(CSV.encode()))
    (root / "page").write_bytes(PAGE.read_bytes())
    return root


def test_formats_are_recognised_by_content(folder: Path) -> None:
    """Suffixes mislead and do not matter; the same paper in two formats is one with both sources."""
    corpus = read(folder)
    assert [(file.name, file.reader, file.records, file.rejected) for file in corpus.inputs] == [
        ("papers/a.txt", "jsonl", 1, 0),
        ("papers/more/b.dat", "csv", 2, 0),
        ("papers/page", "hf-papers", 3, 1),
    ]
    assert (len(corpus), corpus.merged, len(corpus.rejects)) == (5, 1, 1)
    larks = next(paper for paper in corpus if paper.id == "larks")
    assert (larks.doi, larks.year, [origin.file for origin in larks.sources]) == (
        "10.1234/larks",
        2020,
        ["papers/a.txt", "papers/more/b.dat"],
    )
    assert corpus.inputs[0].sha256 == hashlib.sha256(JSONL.encode()).hexdigest()
    assert list(corpus) == sorted(corpus, key=lambda paper: paper.id)


def test_the_order_of_inputs_does_not_matter(folder: Path) -> None:
    """Any order of the same files gives an equal corpus."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    corpora = []
    for seed in range(4):
        random.Random(seed).shuffle(files)
        corpora.append(read(*files))
    assert all(corpus == corpora[0] for corpus in corpora)


def test_an_unknown_file_in_a_folder_is_a_reject(folder: Path) -> None:
    """A picture or an empty file beside the papers is named and passed over."""
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "zero").touch()
    (folder / "half.xz").write_bytes(lzma.compress(JSONL.encode())[:-20])
    (folder / "notitle.csv").write_text("name,year\n", encoding="utf-8")
    corpus = read(folder)
    reasons = {reject.file: reject.reason for reject in corpus.rejects if reject.file != "papers/page"}
    assert "is in no format that kgbuild knows" in reasons["papers/photo.png"]
    assert "is empty" in reasons["papers/zero"]
    assert "is a damaged archive" in reasons["papers/half.xz"]
    assert "is in no format" in reasons["papers/notitle.csv"]
    assert len(corpus) == 5


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty: name a file with papers"),
        (b" \n\n", "is empty"),
        (b"# A README\n\nSome words.\n", "is in no format that kgbuild knows: name its reader"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "is in no format that kgbuild knows"),
        (gzip.compress(JSONL.encode(), mtime=0)[:-9], "is a damaged archive"),
    ],
)
def test_an_unknown_file_that_was_named_is_an_error(tmp_path: Path, data: bytes, message: str) -> None:
    """Who names a file wants it read: the error says in one line what to do."""
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=message) as error:
        read(path)
    assert "\n" not in str(error.value)
    assert str(tmp_path) not in str(error.value)


def test_damage_within_a_file_of_a_folder_keeps_what_was_read(folder: Path) -> None:
    """An archive that breaks in the middle gives its first papers and a reject for the rest."""
    chance = random.Random(1)
    lines = [json.dumps({"id": f"p{n}", "title": f"Paper {n}", "abstract": chance.randbytes(500).hex()}) for n in range(500)]
    data = gzip.compress("\n".join(lines).encode())
    (folder / "dump.gz").write_bytes(data[: len(data) // 2])
    corpus = read(folder)
    assert len(corpus) > 100
    assert any(reject.file == "papers/dump.gz" for reject in corpus.rejects)


def test_a_reader_can_be_named(tmp_path: Path) -> None:
    """`reader=` decides where content would not: here on a table of nothing but titles."""
    path = tmp_path / "titles"
    path.write_text("title\nOn Larks\nOn Owls\n", encoding="utf-8")
    assert [paper.title for paper in read(path, reader="csv")] == ["On Larks", "On Owls"]
    with pytest.raises(SourceError, match="is in no format"):
        read(path)
    with pytest.raises(SourceError, match=r"no reader 'xlsx': use one of pdf, arxiv-atom, .*, hf-papers"):
        read(path, reader="xlsx")


def test_standard_input(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """`-` reads standard input, compressed or not, beside files."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lzma.compress(CSV.encode()))))
    corpus = read("-", folder / "a.txt")
    assert [file.name for file in corpus.inputs] == ["-", "a.txt"]
    assert (len(corpus), corpus.merged) == (2, 1)


def test_hostile_text_becomes_papers_that_can_be_written(tmp_path: Path) -> None:
    """Script, markup, formulas and broken characters are text, and every paper is valid UTF-8."""
    hostile = [
        "</script><script>alert(1)</script>",
        "=HYPERLINK(1)",
        "\ud800\udfff\x00\x1b[31m",
        "]]> <!ENTITY x>",
        "\u202eRTL",
        '"; DROP TABLE',
    ] * 2
    path = tmp_path / "hostile.jsonl"
    path.write_text(
        "\n".join(json.dumps({"title": f"{n} {text}", "abstract": text}) for n, text in enumerate(hostile)), encoding="utf-8"
    )
    corpus = read(path)
    assert len(corpus) == len(hostile)
    for paper in corpus:
        paper.model_dump_json().encode()


def test_papers_with_one_id_are_said(tmp_path: Path) -> None:
    """Nothing is lost when two papers came with one id."""
    path = tmp_path / "clash.jsonl"
    path.write_text('{"id": 1, "title": "A", "abstract": "x"}\n{"id": 1, "title": "B", "abstract": "y"}\n', encoding="utf-8")
    corpus = read(path)
    (clash,) = corpus.lookalikes
    assert clash.reason == "same id"
    assert clash.papers == tuple(paper.id for paper in corpus)


def test_every_record_is_accounted_for(folder: Path) -> None:
    """Papers and merged records together are what the inputs gave, rejects what they lost."""
    corpus = read(folder)
    assert len(corpus) + corpus.merged == sum(file.records for file in corpus.inputs) == sum(len(paper.sources) for paper in corpus)
    assert len(corpus.rejects) == sum(file.rejected for file in corpus.inputs)


@pytest.mark.slow
def test_hash_seeds_do_not_matter(folder: Path) -> None:
    """The corpus prints the same under any hash seed."""
    code = f"from kgbuild.sources import read; c = read({str(folder)!r}); print(*c, c.rejects, c.lookalikes, c.inputs)"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


def test_readers_stay_apart_and_load_late() -> None:
    """No reader takes another's file, and none is imported before it is needed."""
    heads = {"jsonl": JSONL, "csv": CSV, "hf-papers": PAGE.read_text(encoding="utf-8")}
    for name, head in heads.items():
        assert [reader.name for reader in READERS.values() if reader.recognises(head)] == [name]
        assert reader_named(name.upper()).description
    code = (
        "import sys; MODULES = ('jsonl', 'delimited', 'hf_papers', 'bibtex', 'bibtexparser', 'markdown_it', 'pypdfium2', 'expat')\n"
    )
    code += "import kgbuild.sources; print([m for m in sys.modules if m.endswith(MODULES)])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.strip() == "[]"


def test_the_large_corpus_reads(shared: Path, tmp_path: Path) -> None:
    """Lines of the real corpus read with all their fields."""
    with lzma.open(shared / "corpus" / "abstracts.jsonl.xz", "rt", encoding="utf-8") as stream:
        lines = [next(stream) for _ in range(2000)]
    path = tmp_path / "part.jsonl"
    path.write_text("".join(lines), encoding="utf-8")
    corpus = read(path)
    assert isinstance(corpus.inputs[0], InputFile)
    assert (len(corpus), corpus.rejects) == (2000, ())
    assert all(isinstance(paper, Paper) and paper.year for paper in corpus)
    assert sum(paper.arxiv_id is not None for paper in corpus) > 100
    assert not any(isinstance(record, Reject) for record in corpus)
