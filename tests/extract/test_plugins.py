"""Extractors of others: by module and object, by entry point, and what is said when they break the contract."""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from kgbuild.errors import ExtractorError
from kgbuild.extract import extract, plugins
from kgbuild.extract.plugins import NamedExtractor
from kgbuild.models import Extraction, Paper

GUIDE = Path(__file__).parents[2] / "kgbuild" / "documentation" / "guides" / "own-extractor.md"
PAPER = Paper(title="Pruning BERT", abstract="We prune it.")


class Silent:
    """An extractor that finds nothing."""

    name = "silent"

    def __call__(self, paper: Paper) -> Extraction:
        """Return an empty extraction."""
        return Extraction(paper=paper)


class Faulty(Silent):
    """An extractor that fails."""

    def __call__(self, paper: Paper) -> Extraction:
        """Fail."""
        raise KeyError(paper.title)


class Leaving(Silent):
    """An extractor that ends the program."""

    def __call__(self, paper: Paper) -> Extraction:  # noqa: ARG002 - the contract's argument
        """End it."""
        raise SystemExit(0)


class Killed(Silent):
    """An extractor whose process is killed."""

    def __call__(self, paper: Paper) -> Extraction:  # noqa: ARG002 - the contract's argument
        """Go without a word."""
        os._exit(1)


class Wrong(Silent):
    """An extractor that returns something else."""

    def __call__(self, paper: Paper) -> Extraction:  # noqa: ARG002 - the contract's argument
        """Return an extraction of another paper."""
        return Extraction(paper=Paper(title="other"))


NAMELESS = Silent.__call__


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """Return a folder with the guide's example and a file of papers."""
    code = re.search(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    (tmp_path / "my_extractor.py").write_text(code[1], encoding="utf-8")
    records = [{"title": f"{name} on GLUE, number {n}", "abstract": "x"} for n, name in enumerate(("BERT", "GPT-2", "none"))]
    (tmp_path / "papers.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run kgbuild in a folder."""
    return subprocess.run([sys.executable, "-m", "kgbuild", *arguments], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_the_guides_example_works(guide: Path) -> None:
    """The example is found in the current folder, in this process and in others, and its claims bear its name."""
    for workers in ("1", "2"):
        done = run(guide, "extract", "papers.jsonl", "--extractor", "my_extractor:Keywords", "--workers", workers)
        assert done.returncode == 0, done.stderr
        told = [Extraction.model_validate_json(line) for line in done.stdout.splitlines()]
        assert [[entity.name for entity in one.entities] for one in told] == [["BERT", "GLUE"], ["GPT-2", "GLUE"], ["GLUE"]]
        assert {claim.extractor for one in told for claim in one.claims} == {"keywords-1"}


@pytest.mark.slow
def test_a_build_with_it_names_it(guide: Path) -> None:
    """The manifest says which extractor made the graph."""
    done = run(guide, "build", "papers.jsonl", "--extractor", "my_extractor:Keywords", "-o", "graph", "--format", "ttl")
    assert done.returncode == 0, done.stderr
    assert json.loads((guide / "graph" / "manifest.json").read_text())["extractor"] == "keywords-1"


def test_an_entry_point_is_found_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution's extractor is found by the name that it gives; others are listed when there is no such name."""
    points = EntryPoints([EntryPoint("silent", f"{__name__}:Silent", plugins.GROUP)])
    monkeypatch.setattr(plugins, "entry_points", points.select)
    assert NamedExtractor("silent")(PAPER) == Extraction(paper=PAPER)
    with pytest.raises(ExtractorError, match="or one of silent"):
        NamedExtractor("loud")


@pytest.mark.parametrize("where", ["no.such.module:X", f"{__name__}:Nothing", "unknown", ":", "json:dumps", f"{__name__}:NAMELESS"])
def test_what_is_no_extractor_is_said(where: str) -> None:
    """One line says what is missing."""
    with pytest.raises(ExtractorError, match="no extractor"):
        NamedExtractor(where)


@pytest.mark.parametrize("name", ["Faulty", "Leaving", "Wrong"])
def test_a_broken_contract_names_the_paper(name: str) -> None:
    """An extractor that fails, ends the program or answers for another paper stops with a line that names both."""
    with pytest.raises(ExtractorError, match=rf"{name} .*'Pruning BERT'"):
        NamedExtractor(f"{__name__}:{name}")(PAPER)


def test_a_model_is_not_for_it(guide: Path) -> None:
    """Options that cannot go together are said."""
    done = run(guide, "extract", "papers.jsonl", "--extractor", "my_extractor:Keywords", "--model", ".")
    assert done.returncode == 2
    assert "leave out all but one" in done.stderr


def test_a_file_that_is_no_python_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A syntax error in the user's file is an error in one line."""
    (tmp_path / "broken_extractor.py").write_text("def f(:\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ExtractorError, match="no extractor broken_extractor:f"):
        NamedExtractor("broken_extractor:f")


@pytest.mark.slow
def test_a_process_that_is_killed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that goes without a word, as for want of memory, is an error that says what to do."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    with pytest.raises(ExtractorError, match="fewer --workers"):
        list(extract([PAPER] * 3, extractor=Killed(), workers=2))
