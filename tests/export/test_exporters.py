"""The registry of formats: every one is found, described and written; several files go into a folder or a zip."""

import io
import zipfile
from pathlib import Path

import graphs
import pytest

from kgbuild.errors import ExportError
from kgbuild.export import EXPORTERS, Exporter, export, exporter_for, exporter_named
from kgbuild.export.bundle import write_folder, write_zip


@pytest.mark.parametrize("exporter", EXPORTERS.values(), ids=list(EXPORTERS))
def test_every_format_writes_its_own_file(exporter: Exporter, tmp_path: Path) -> None:
    """The name that a graph directory gives a file leads back to its format."""
    path = tmp_path / exporter.filename
    assert exporter_for(path) is exporter
    assert export(graphs.tiny(), path).stat().st_size > 0
    assert exporter.description
    assert "\n" not in exporter.description


def test_an_unknown_format_lists_the_known() -> None:
    """The message helps."""
    with pytest.raises(ExportError, match="sqlite"):
        exporter_named("docx")


def test_a_folder_holds_what_the_zip_holds(tmp_path: Path) -> None:
    """One simple rule: a folder, or a zip of the same files where the path ends in .zip."""
    export(graphs.tiny(), tmp_path / "notes", "obsidian")
    export(graphs.tiny(), tmp_path / "notes.zip", "obsidian")
    with zipfile.ZipFile(tmp_path / "notes.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    found = {path.relative_to(tmp_path / "notes").as_posix(): path.read_bytes() for path in (tmp_path / "notes").rglob("*.md")}
    assert found == packed


def test_several_files_need_a_folder(tmp_path: Path) -> None:
    """A name that looks like one file is asked about, a file is not overwritten by a folder."""
    with pytest.raises(ExportError, match=r"tables\.csv\.zip"):
        export(graphs.tiny(), tmp_path / "tables.csv")
    (tmp_path / "taken").write_text("x")
    with pytest.raises(ExportError, match="is a file"):
        export(graphs.tiny(), tmp_path / "taken", "csv")


def test_a_folder_keeps_other_files_and_changes_whole_or_not(tmp_path: Path) -> None:
    """If one file fails, the earlier ones stay as they were."""
    (tmp_path / "mine.txt").write_text("mine")
    write_folder([("a.txt", lambda file: file.write(b"old"))], tmp_path)

    def fail(_: object) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_folder([("a.txt", lambda file: file.write(b"new")), ("b.txt", fail)], tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"mine.txt": "mine", "a.txt": "old"}


def test_zips_know_no_clock() -> None:
    """Two zips of the same files are the same bytes, with dates of 1980."""
    first, second = io.BytesIO(), io.BytesIO()
    for stream in (first, second):
        write_zip([("a.txt", lambda file: file.write(b"text"))], stream)
    assert first.getvalue() == second.getvalue()
    assert zipfile.ZipFile(first).infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
