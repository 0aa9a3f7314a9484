"""Tables of one's own names: checked, formatted, found in texts, and kept with the graph."""

import json
import pickle
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from commands import Run

import kgbuild
from kgbuild.cli import cli
from kgbuild.directory import read_graph
from kgbuild.errors import VocabularyError
from kgbuild.export import export, exporter_named
from kgbuild.extract import default_extractor, extract
from kgbuild.manifest import read_manifest
from kgbuild.models import Paper
from kgbuild.pipeline import build_directory
from kgbuild.sources import read
from kgbuild.vocabulary import Lexicon, load_vocabulary

TABLE = """type\tname\taliases\tvariant_of
Dataset\tfrobnication corpus\tFrobCorp\t
Model\tQuetzal\tQuetzal-7B|QZ7\t
Model\tQuetzal-XL\t\tQuetzal
"""
PAPERS = [
    {"title": "Tuning Quetzal for frobnication", "abstract": "We fine-tune Quetzal-7B on the frobnication corpus and on GLUE."},
    {"title": "A small study", "abstract": "We fine-tune QZ7 on FrobCorp. Quetzal-XL outperforms BERT."},
]
QUETZAL = "https://w3id.org/kgbuild/id/model/quetzal"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of names that kgbuild does not know."""
    path = tmp_path / "my.tsv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Papers that speak of them."""
    path = tmp_path / "papers.jsonl"
    path.write_text("".join(f"{json.dumps(paper)}\n" for paper in PAPERS), encoding="utf-8")
    return path


def invoke(*args: str | Path) -> Result:
    """Run `kgbuild` in this process, where everything is loaded already."""
    return CliRunner().invoke(cli, list(map(str, args)))


@pytest.mark.slow
def test_a_name_of_ones_own_is_found_grounded_and_exported_again(run: Run, table: Path, papers: Path, tmp_path: Path) -> None:
    """With --lexicon a graph holds the user's names; from its directory it is exported again byte by byte."""
    done = run("build", papers, "-o", "graph", "--lexicon", table, "--format", "ttl,graphml", "-j", "1")
    assert done.returncode == 0, done.stderr.decode()
    table.unlink()
    graph = read_graph(tmp_path / "graph")
    assert graph.node(QUETZAL).concept == QUETZAL
    assert "QZ7" in graph.node(QUETZAL).aliases
    assert (f"{QUETZAL}-xl", QUETZAL) in {(edge.source, edge.target) for edge in graph.edges("variantOf")}
    assert invoke("export", tmp_path / "graph", tmp_path / "again.ttl").exit_code == 0
    assert (tmp_path / "again.ttl").read_bytes() == (tmp_path / "graph" / "graph.ttl").read_bytes()
    export(graph, tmp_path / "again.graphml")
    assert (tmp_path / "again.graphml").read_bytes() == (tmp_path / "graph" / "graph.graphml").read_bytes()
    assert invoke("show", tmp_path / "graph", "QZ7").stdout.startswith("Quetzal  Model\n")


def test_the_extractor_with_a_table_travels_to_other_processes(table: Path) -> None:
    """Pickled it is the table's text and little more, and it finds the same names where it arrives, whatever became of the file."""
    sent = pickle.dumps(default_extractor(table))
    table.unlink()
    assert len(sent) < len(TABLE) + 500
    paper = Paper(title="Tuning Quetzal", abstract="We fine-tune Quetzal.")
    assert QUETZAL in {entity.concept for entity in pickle.loads(sent)(paper).entities}  # noqa: S301 - our own bytes


def test_the_directory_keeps_the_table_and_the_manifest_names_it(table: Path, papers: Path, tmp_path: Path) -> None:
    """The copy holds the table's text, its hash stands in the manifest, and a build without a table removes it."""
    corpus, lexicon, folder = read(papers), Lexicon.read(table), tmp_path / "graph"
    extractions = list(extract(corpus, extractor=default_extractor(lexicon)))
    build_directory(corpus, folder, extractions, [exporter_named("ttl")], lexicon=lexicon)
    manifest = read_manifest(folder)
    assert (folder / "lexicon.tsv").read_text(encoding="utf-8") == TABLE
    assert manifest.lexicon is not None
    assert manifest.lexicon.name == "my.tsv"
    assert manifest.lexicon.concepts == 3
    assert manifest.lexicon.sha256 == manifest.outputs["lexicon.tsv"]
    build_directory(corpus, folder, extractions, [exporter_named("ttl")])
    assert not (folder / "lexicon.tsv").exists()
    assert read_manifest(folder).lexicon is None


def test_a_directory_whose_table_is_gone_says_so(table: Path, papers: Path, tmp_path: Path) -> None:
    """A graph is never assembled in silence without the names it was made with."""
    corpus, folder = read(papers), tmp_path / "graph"
    build_directory(corpus, folder, [], [], lexicon=Lexicon.read(table))
    (folder / "lexicon.tsv").unlink()
    with pytest.raises(VocabularyError, match=r"lexicon\.tsv: cannot be read"):
        read_graph(folder)


def test_without_the_table_the_name_is_not_known(table: Path) -> None:
    """The name comes from the table, through the Python interface as well; a changed table is read anew."""
    paper = Paper(title=PAPERS[1]["title"], abstract=PAPERS[1]["abstract"])
    assert QUETZAL not in kgbuild.build([paper]).nx
    assert kgbuild.build([paper], lexicon=table).node(QUETZAL).label == "Quetzal"
    table.write_text(TABLE.replace("|QZ7", ""), encoding="utf-8")
    assert load_vocabulary(table).concepts[QUETZAL].aliases == ("Quetzal-7B",)


def test_extract_finds_the_names_too(table: Path, papers: Path) -> None:
    """`kgbuild extract --lexicon` writes the concept of each name."""
    lines = invoke("extract", papers, "--lexicon", table, "-j", "1").stdout.splitlines()
    concepts = {entity["concept"] for line in lines for entity in json.loads(line)["entities"]}
    assert QUETZAL in concepts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "my.tsv:1: no column 'type'"),
        ("type\tname\nModel\n", "my.tsv:2: 1 cells where the header has 2"),
        ("type\tname\nmodel\tX-1\n", "my.tsv:2: unknown type 'model'"),
        ("type\tname\tbroader\nTask\tfrobbing\tmagic\n", "my.tsv:2: broader 'magic' names no Task"),
        ("type\tname\tvariant_of\nModel\tBERT\tBERT-large\nModel\tBERT-large\tBERT\n", "variant_of runs in a circle"),
        ("type\tname\xff\n", "my.tsv:1: "),
    ],
)
def test_an_error_in_the_table_is_one_line(table: Path, papers: Path, tmp_path: Path, text: str, said: str) -> None:
    """A broken table stops a build before any work, with file, line and mend, and leaves no directory."""
    table.write_bytes(text.encode("latin-1"))
    error = invoke("build", papers, "-o", tmp_path / "graph", "--lexicon", table).exception
    assert isinstance(error, VocabularyError)
    assert said in str(error)
    assert "\n" not in str(error)
    assert not (tmp_path / "graph").exists()


def test_check_lists_each_finding_with_its_place(table: Path) -> None:
    """Each finding is one line with file and line; with any, the exit code is 1."""
    table.write_text(
        "type\tname\taliases\tbroader\texact_match\n"
        "Task\tfrobbing\tf\tmagic\t\n"
        "Model\tQuetzal\t\t\tnot an IRI\n"
        "Domain\tfrobology\t\t\t\n"
        "Model\tquetzal\u200b\t\t\t\n",
        encoding="utf-8",
    )
    result = invoke("lexicon", "check", table)
    assert result.exit_code == 1
    places = [line.removeprefix(f"{table}:").partition(": ") for line in result.stdout.splitlines()]
    assert [int(number) for number, _, _ in places] == [2, 2, 2, 3, 4, 5]
    for word in ("magic", "one character", "no IRI", "closed scheme", "cannot be seen", "kgbuild lexicon format"):
        assert word in result.stdout


def test_a_file_that_cannot_be_read_does_not_hide_the_next(table: Path, tmp_path: Path) -> None:
    """Several files are checked in one go."""
    result = invoke("lexicon", "check", tmp_path / "none.tsv", table)
    assert "none.tsv: cannot be read" in result.stdout
    assert result.exit_code == 1
    assert invoke("lexicon", "check", table).exit_code == 0


def test_format_mends_what_check_finds_out_of_form(table: Path) -> None:
    """Order, lists, repeated rows, empty lines, line ends: formatted once, nothing is left to say."""
    messy = "name\ttype\taliases\r\nViT-X\tModel\tb2 | a1\r\n\r\nfrobbing\tTask\t\r\nViT-X\tModel\ta1|b2\r\n"
    table.write_bytes(b"\xef\xbb\xbf" + messy.encode())
    said = invoke("lexicon", "format", table).stdout
    assert table.read_bytes() == b"type\tname\taliases\nModel\tViT-X\ta1|b2\nTask\tfrobbing\t\n"
    assert "2 empty or repeated lines removed" in said
    assert "line ends and byte order mark mended" in said
    assert invoke("lexicon", "check", table).exit_code == 0
    assert invoke("lexicon", "format", table).stdout == f"{table}: as it was\n"


def test_format_leaves_a_broken_table_as_it_is(run: Run, table: Path) -> None:
    """What cannot be read is not rewritten."""
    table.write_text("type\tname\nModel\n", encoding="utf-8")
    done = run("lexicon", "format", table)
    assert done.returncode == 1
    assert b"1 cells where the header has 2" in done.stderr
    assert table.read_text(encoding="utf-8") == "type\tname\nModel\n"


def test_the_shipped_tables_have_no_findings() -> None:
    """Without a file the shipped tables are checked."""
    result = invoke("lexicon", "check")
    assert result.stdout == ""
    assert result.exit_code == 0
