"""The invariants that every build keeps, whatever the format."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from commands import Run

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.export import DEFAULT_FORMATS, EXPORTERS, export
from kgbuild.sample import sample_text

HOSTILE = [
    "</script><script>window.hacked=1</script>",
    '"><img src=x onerror=alert(1)>',
    "=HYPERLINK(1+1)",
    "{{7*7}} ${7*7} <%= 7 %>",
    "line\u2028separator \u202eright-to-left \u0000nul \u0007bell",
    '<!DOCTYPE x [<!ENTITY a "b">]>&a; ]]>',
    "} INSERT DATA { <a> <b> <c> } # \\\" '''",
]


def bytes_of(directory: Path) -> dict[str, bytes]:
    """Every file of a graph directory."""
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir())}


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """The sample in three files."""
    lines = sample_text().splitlines(keepends=True)
    files = [tmp_path / f"part{i}.jsonl" for i in range(3)]
    for i, file in enumerate(files):
        file.write_text("".join(lines[i::3]), encoding="utf-8")
    return files


@pytest.mark.slow
def test_same_bytes_whatever_the_hash_seed_the_workers_and_the_order_of_inputs(
    papers: list[Path], tmp_path: Path, run: Run
) -> None:
    """Three hash seeds, one and two workers, shuffled inputs: the same directory, byte for byte."""
    builds = []
    for seed, workers in (("1", 1), ("2", 2), ("3", 1)):
        random.Random(seed).shuffle(papers)
        folder = tmp_path / f"graph{seed}"
        done = run("build", *papers, "-o", folder, "-j", str(workers), seed=seed)
        assert done.returncode == 0, done.stderr.decode()
        builds.append(bytes_of(folder))
    assert set(builds[0]) == {"extractions.jsonl", "rejects.jsonl", "manifest.json", *(f"graph.{name}" for name in DEFAULT_FORMATS)}
    assert builds[0] == builds[1] == builds[2]


def test_offsets_count_in_the_text_as_given(sample_directory: Path) -> None:
    """Each mention and each piece of evidence stands in its paper where its offsets say."""
    checked = 0
    for line in (sample_directory / "extractions.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        spans = [span for entity in record["entities"] for span in entity["mentions"]]
        spans += [span for claim in record["claims"] for span in claim["evidence"]]
        spans += [result["evidence"] for result in record["results"]]
        for span in spans:
            assert record["paper"][span["field"]][span["start"] : span["end"]] == span["text"]
            checked += 1
    assert checked > 500


def test_every_edge_between_a_paper_and_an_entity_has_evidence(sample_graph: KnowledgeGraph) -> None:
    """An edge either quotes a paper or says from which edges it was derived or that the vocabulary states it."""
    papers = {node.iri for node in sample_graph.nodes("Paper")}
    for edge in sample_graph.edges():
        if edge.source in papers and edge.target not in papers:
            assert edge.evidence, edge


def counts(nodes: int, edges: int) -> dict[str, int]:
    """Both numbers under their names, so that a failure tells which differs."""
    return {"nodes": nodes, "edges": edges}


def test_counts_agree_across_exports(sample_graph: KnowledgeGraph, sample_directory: Path) -> None:
    """Turtle, GraphML, GEXF and the manifest have as many nodes and edges as the graph, parallel edges included."""
    expected = counts(sample_graph.nx.number_of_nodes(), sample_graph.nx.number_of_edges())
    graphml = nx.read_graphml(sample_directory / "graph.graphml", force_multigraph=True)
    gexf = nx.read_gexf(sample_directory / "graph.gexf")
    manifest = json.loads((sample_directory / "manifest.json").read_bytes())
    store = ox.Store()
    store.bulk_load(path=str(sample_directory / "graph.ttl"), format=ox.RdfFormat.TURTLE)
    kg = "PREFIX kg: <https://w3id.org/kgbuild/ontology#> "
    statements = next(iter(store.query(kg + "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a kg:Statement }")))["n"]
    classes = " ".join(f"kg:{name}" for name in manifest["nodes"])
    things = next(iter(store.query(kg + f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ VALUES ?c {{ {classes} }} ?s a ?c }}")))["n"]
    assert counts(graphml.number_of_nodes(), graphml.number_of_edges()) == expected
    assert counts(gexf.number_of_nodes(), gexf.number_of_edges()) == expected
    assert counts(sum(manifest["nodes"].values()), sum(manifest["edges"].values())) == expected
    assert counts(int(things.value), int(statements.value)) == expected


@pytest.mark.slow
def test_hostile_titles_are_harmless_in_every_format(tmp_path: Path, run: Run) -> None:
    """Markup, control characters, formulas and query fragments in titles break no file and no later command."""
    lines = [json.dumps({"title": f"BERT {text}", "abstract": f"We introduce Evil{i}. {text}"}) for i, text in enumerate(HOSTILE)]
    (tmp_path / "hostile.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = run("build", "hostile.jsonl", "-o", "graph")
    assert done.returncode == 0, done.stderr.decode()
    folder = tmp_path / "graph"
    assert len((folder / "extractions.jsonl").read_bytes().splitlines()) == len(HOSTILE)
    assert (
        nx.read_graphml(folder / "graph.graphml").number_of_nodes()
        == nx.read_gexf(folder / "graph.gexf").number_of_nodes()
        > len(HOSTILE)
    )
    titles = run("query", "graph", "SELECT ?t { ?p a kg:Paper ; dcterms:title ?t }", "--format", "json")
    assert len(json.loads(titles.stdout)["results"]["bindings"]) == len(HOSTILE)
    assert b"<script>window.hacked" not in (folder / "graph.html").read_bytes()


@pytest.mark.slow
def test_an_interrupted_build_leaves_the_earlier_one_intact(tmp_path: Path, run: Run) -> None:
    """Killing a build at any moment leaves the files of the one before, and the next build cleans up."""
    (tmp_path / "papers.jsonl").write_text(sample_text(), encoding="utf-8")
    assert run("build", "papers.jsonl", "-o", "graph").returncode == 0
    before = bytes_of(tmp_path / "graph")
    (tmp_path / "other.jsonl").write_text(sample_text().replace("BERT", "BART"), encoding="utf-8")
    for delay in (0.4, 1.2):
        command = [sys.executable, "-m", "kgbuild", "build", "other.jsonl", "-o", "graph"]
        process = subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()
        after = bytes_of_files(tmp_path / "graph")
        assert after == before


def bytes_of_files(directory: Path) -> dict[str, bytes]:
    """Every file of a graph directory, without what a killed build left under a hidden name."""
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir()) if path.is_file()}


@pytest.mark.parametrize("name", [name for name, exporter in EXPORTERS.items() if not exporter.fixed_name])
def test_a_failing_export_leaves_no_file(name: str, tmp_path: Path) -> None:
    """A file appears whole or not at all: an exporter that breaks halfway leaves what was there.

    What describes the files beside it (it has a fixed name) cannot break on a node.
    """
    target = tmp_path / EXPORTERS[name].filename
    target.write_bytes(b"earlier")
    broken = KnowledgeGraph()
    broken.nx.add_node("urn:broken")  # lacks every attribute that exporters read
    with pytest.raises((KeyError, TypeError)):
        export(broken, target)
    assert target.read_bytes() == b"earlier"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize(
    ("args", "stdin", "expected"),
    [
        (["build", "missing.txt", "-o", "graph"], b"", "missing.txt"),
        (["build", "-", "-o", "graph"], b"", "empty"),
        (["build", "-", "-o", "graph"], b"\x00\xff\xfe binary \x80", ""),
        (["build", "-", "-o", "graph", "--format", "docx"], b"{}", "docx"),
        (["build", "-", "-o", "graph", "--from", "nonsense"], b"{}", "nonsense"),
        (["build", "-", "-o", "graph", "--base-iri", "not an iri"], b"{}", "--base-iri"),
        (["query", "missing", "ASK {}"], b"", "missing"),
        (["show", "missing", "BERT"], b"", "missing"),
        (["export", "missing", "out.ttl"], b"", "missing"),
        (["export", "missing", "out"], b"", "suffix"),
        (["frobnicate"], b"", "frobnicate"),
    ],
)
def test_wrong_input_gets_a_clear_line_and_a_nonzero_exit(args: list[str], stdin: bytes, expected: str, run: Run) -> None:
    """Whatever the mistake, the user reads what is wrong, never a traceback."""
    done = run(*args, stdin=stdin)
    message = done.stderr.decode()
    assert done.returncode != 0
    assert expected in message
    assert "Traceback" not in message
    assert "rror: " in message
