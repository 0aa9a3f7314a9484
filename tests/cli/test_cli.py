"""The command line as a user meets it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from commands import Run

from kgbuild.cli import COMMANDS, cli
from kgbuild.sample import sample_text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    """`--help` tells what a command does and shows how it is called."""
    result = CliRunner().invoke(cli, [command, "--help"])
    assert result.exit_code == 0
    assert f"kgbuild {command}" in result.output.partition("Example")[2] or command == "sample"
    assert "Example" in result.output


def test_help_lists_every_command() -> None:
    """The first help page names all commands with one line each."""
    output = CliRunner().invoke(cli, ["--help"]).output
    for name, summary in COMMANDS.items():
        assert name in output
        assert summary in output


def heavy_imports(modules: str) -> list[str]:
    """Which slow libraries a fresh interpreter has loaded after importing these modules."""
    heavy = {"networkx", "numpy", "pyvis", "rdflib", "rich", "scipy", "spacy"}
    program = f"import sys, {modules}; print(*sorted({heavy} & set(sys.modules)))"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout.split()


def test_the_first_help_page_imports_nothing_heavy() -> None:
    """`--help` stays instant: neither the extractor's nor the drawing's libraries are imported."""
    assert heavy_imports("kgbuild.cli") == []


def test_query_imports_only_the_store() -> None:
    """`query` stays instant as well."""
    assert heavy_imports("kgbuild.cli.query, kgbuild.query") == []


@pytest.fixture(scope="module")
def few() -> bytes:
    """A dozen papers of the sample as JSON Lines."""
    return "".join(sample_text().splitlines(keepends=True)[:12]).encode()


def test_build_reads_standard_input_and_prints_a_summary(run: Run, few: bytes, tmp_path: Path) -> None:
    """`… | kgbuild build - -o demo` builds a graph and says what it found."""
    done = run("build", "-", "-o", "demo", "--format", "ttl", stdin=few)
    summary = done.stdout.decode()
    assert done.returncode == 0
    assert f"{len(few.splitlines())} papers, 0 duplicates merged, 0 records rejected" in summary
    assert "usesBaseModel" in summary
    assert "kgbuild query demo" in summary
    assert "extracting:" in done.stderr.decode()
    assert sorted(path.name for path in (tmp_path / "demo").iterdir()) == [
        "extractions.jsonl",
        "graph.ttl",
        "manifest.json",
        "rejects.jsonl",
    ]


@pytest.mark.slow
def test_a_build_in_fewer_formats_removes_the_files_of_the_earlier_one(run: Run, few: bytes, tmp_path: Path) -> None:
    """No stale export stays beside a newer graph, while a user's own files stay."""
    assert run("build", "-", "-o", "demo", "--fast", "--format", "ttl,gexf", stdin=few).returncode == 0
    (tmp_path / "demo" / "notes.txt").write_text("mine", encoding="utf-8")
    assert run("build", "-", "-o", "demo", "--fast", "--format", "ttl", stdin=few).returncode == 0
    assert not (tmp_path / "demo" / "graph.gexf").exists()
    assert (tmp_path / "demo" / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.slow
def test_extract_writes_papers_in_input_order(run: Run, few: bytes) -> None:
    """One line a paper, in the order of the input, to standard output by default."""
    lines = run("extract", "-", stdin=few).stdout.splitlines()
    assert [json.loads(line)["paper"]["title"] for line in lines] == [json.loads(line)["title"] for line in few.splitlines()]
    assert list(json.loads(lines[0])) == ["paper", "entities", "claims", "results"]


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [("build", "-", "-o", ""), ("show", "", "BERT"), ("train", "", "-o", "model")])
def test_a_path_without_a_name_is_refused(arguments: tuple[str, ...]) -> None:
    """The value of an unset variable is not taken for the folder that one stands in."""
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 2
    assert "the name is empty: is a variable of the command unset?" in result.output


@pytest.mark.slow
def test_export_writes_what_build_writes(run: Run, sample_directory: Path, tmp_path: Path) -> None:
    """A graph exported from its directory has the bytes that the build wrote, in every format."""
    for name in ("ttl", "graphml", "gexf", "html"):
        assert CliRunner().invoke(cli, ["export", str(sample_directory), str(tmp_path / f"again.{name}")]).exit_code == 0
        assert (tmp_path / f"again.{name}").read_bytes() == (sample_directory / f"graph.{name}").read_bytes()
    assert run("export", sample_directory, "-", "--format", "ttl").stdout == (sample_directory / "graph.ttl").read_bytes()


def test_show_finds_by_name_alias_and_iri(sample_directory: Path) -> None:
    """A node is found by label, by another spelling, by IRI and by prefixed IRI."""
    cards = [
        CliRunner().invoke(cli, ["show", str(sample_directory), name]).output
        for name in ("BERT", "bert", "model:bert", "https://w3id.org/kgbuild/id/model/bert")
    ]
    assert cards[0].startswith("BERT  Model\n")
    assert len(set(cards)) == 1


def test_show_says_what_was_meant(run: Run, sample_directory: Path) -> None:
    """A name that is not there gets the nearest ones."""
    done = run("show", sample_directory, "RoBERTaa")
    assert done.returncode == 1
    assert "did you mean RoBERTa" in done.stderr.decode()


def test_info_lists_readers_exporters_and_relations(run: Run) -> None:
    """`info` names what exists."""
    output = run("info").stdout.decode()
    for word in ("Readers", "Exporters", "Relations", "usesBaseModel", "graphml", "jsonl"):
        assert word in output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_for_each_shell(shell: str, run: Run) -> None:
    """The script of each shell names our command."""
    assert b"_KGBUILD_COMPLETE" in run("completion", shell).stdout


def test_a_build_without_a_usable_record_fails_and_says_where_the_reasons_are(run: Run, tmp_path: Path) -> None:
    """BibTeX read as RIS gives a reject, no advice to look at the graph, and an exit code that a script sees."""
    (tmp_path / "x.bib").write_text("@article{a, title={BERT is good}, year={2019}}\n", encoding="utf-8")
    done = run("build", "x.bib", "--from", "ris", "-o", "demo", "--format", "ttl")
    assert done.returncode == 1
    assert "0 papers, 0 duplicates merged, 1 records rejected" in done.stdout.decode()
    assert "next:" not in done.stdout.decode()
    assert "rejects.jsonl says why" in done.stderr.decode()
    assert (tmp_path / "demo" / "rejects.jsonl").read_text(encoding="utf-8")


def test_an_earlier_graph_stays_where_no_record_can_be_used(run: Run, few: bytes, tmp_path: Path) -> None:
    """It is not replaced by an empty one, and the first reason is said."""
    assert run("build", "-", "-o", "demo", "--fast", "--format", "ttl", stdin=few).returncode == 0
    before = (tmp_path / "demo" / "graph.ttl").read_bytes()
    done = run("build", "-", "-o", "demo", "--fast", "--from", "ris", stdin=few)
    assert done.returncode == 1
    assert "no record could be used; the first, " in done.stderr.decode()
    assert (tmp_path / "demo" / "graph.ttl").read_bytes() == before


def test_extract_fails_where_no_record_can_be_used(run: Run, tmp_path: Path) -> None:
    """A script sees the exit code, and what stood in the output's file stays."""
    (tmp_path / "out.jsonl").write_text("earlier")
    done = run("extract", "-", "--fast", "-o", "out.jsonl", "--from", "ris", stdin=b"none\n")
    assert done.returncode == 1
    assert "no record could be used; the first, " in done.stderr.decode()
    assert (tmp_path / "out.jsonl").read_text() == "earlier"
    done = run("extract", "-", "--fast", "--from", "bibtex", stdin=b'{"title": "T"}\n')
    assert done.returncode == 1
    assert "error:" in done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("build", "-", "-o", "demo", "--format", " ,"), "name one format at least"),
        (("build", "-", "-o", "demo", "--min-confidence", "nan"), "give a number from 0 to 1"),
    ],
)
def test_an_option_that_asks_for_nothing_is_refused(arguments: tuple[str, ...], told: str) -> None:
    """It is a usage error, before any work."""
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 2
    assert told in result.output
