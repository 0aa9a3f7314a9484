"""Zip archives are read in place, within bounds."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from kgbuild.errors import SourceError
from kgbuild.sources import archives, compression, read
from kgbuild.sources.archives import unpacked
from kgbuild.sources.compression import zstd
from kgbuild.sources.source import Source

LINE = b'{"title": "On Larks", "abstract": "We count larks."}\n'


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def names(data: bytes) -> list[str]:
    """Return the names of the sources in an archive."""
    return [member.name for member in unpacked(Source("a.zip", lambda: io.BytesIO(data)))]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_are_inputs(tmp_path: Path, method: int) -> None:
    """Each member is a file of its own in the corpus, whatever its compression, and may be compressed itself."""
    path = tmp_path / "papers.dat"
    path.write_bytes(zipped({"b/one.jsonl": LINE, "a.zst": zstd.compress(LINE.replace(b"Larks", b"Owls")), "b/": b""}, method))
    corpus = read(path)
    assert [(file.name, file.reader, file.records) for file in corpus.inputs] == [
        ("papers.dat/a.zst", "jsonl", 1),
        ("papers.dat/b/one.jsonl", "jsonl", 1),
    ]
    assert list(tmp_path.iterdir()) == [path]


def test_names_never_lead_out_of_the_archive() -> None:
    """Absolute names, parents, other systems' paths and control characters become plain labels."""
    hostile = {"/etc/passwd": LINE, "../../up": LINE, "C:\\windows\\x": LINE, "a\x1b[31m\nb": LINE}
    assert sorted(names(zipped(hostile))) == ["a.zip/C:/windows/x", "a.zip/a [31m b", "a.zip/etc/passwd", "a.zip/up"]


def test_a_bomb_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an archive declares bounds what is read of it."""
    monkeypatch.setattr(archives, "BOMB_SIZE", 1 << 20)
    with pytest.raises(SourceError, match=r"'a.zip' would unpack to 1 files of 10,000,000 bytes"):
        names(zipped({"zeros": bytes(10_000_000)}))
    monkeypatch.setattr(archives, "MOST_MEMBERS", 5)
    with pytest.raises(SourceError, match="would unpack to 6 files"):
        names(zipped({str(number): LINE for number in range(6)}))


@pytest.mark.parametrize("pack", [zstd.compress, lambda data: zipped({"z": zstd.compress(data)}, zipfile.ZIP_STORED)])
def test_a_bomb_inside_stops_while_it_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: object) -> None:
    """A stream that grows out of all proportion ends the reading in one line."""
    monkeypatch.setattr(compression, "BOMB_SIZE", 1 << 20)
    path = tmp_path / "bomb"
    assert callable(pack)
    path.write_bytes(pack(b"\n" * 50_000_000 + LINE))
    message = "unpacks to more than 200 times its size"
    try:
        reasons = [reject.reason for reject in read(path, reader="jsonl").rejects]
    except SourceError as error:
        reasons = [str(error)]
    assert any(message in reason for reason in reasons)


def test_a_line_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line fills the memory."""
    monkeypatch.setattr("kgbuild.sources.source.LONGEST_LINE", 1000)
    path = tmp_path / "long"
    path.write_bytes(b'{"title": "' + b"a" * 5000)
    with pytest.raises(SourceError, match="'long' has a line of more than 1,000 characters"):
        read(path)


def test_a_member_that_lies_about_its_size_is_damaged(tmp_path: Path) -> None:
    """A member that holds more than it declares is not read beyond that."""
    data = bytearray(zipped({"m.jsonl": LINE * 100}))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 10)
    path = tmp_path / "lie.zip"
    path.write_bytes(data)
    corpus = read(path)
    assert len(corpus) == 0
    assert len(corpus.rejects) == 1


def test_encrypted_office_empty_and_damaged_archives(tmp_path: Path) -> None:
    """Each says what to do."""
    with pytest.raises(SourceError, match="is an Office file: save it as CSV"):
        names(zipped({"[Content_Types].xml": b"<x/>"}))
    with pytest.raises(SourceError, match="holds no file"):
        names(zipped({}))
    with pytest.raises(SourceError, match="is a damaged archive"):
        names(zipped({"a": LINE})[:40])
    locked = bytearray(zipped({"a.jsonl": LINE}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        locked[locked.index(mark) + (6 if mark[3] == 4 else 8)] |= 1
    (tmp_path / "locked.zip").write_bytes(locked)
    (reject,) = read(tmp_path / "locked.zip").rejects
    assert "unpack the archive and name its folder" in reject.reason


def test_an_archive_in_a_folder_that_is_damaged_is_a_reject(tmp_path: Path) -> None:
    """The files beside it are read."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_bytes(LINE)
    (tmp_path / "in" / "b.zip").write_bytes(zipped({"a": LINE})[:40])
    corpus = read(tmp_path / "in")
    assert len(corpus) == 1
    assert corpus.rejects[0].file == "in/b.zip"
