"""Fixtures that many tests share: the sample's graph, and the real input beside the repository."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Run

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.directory import read_graph
from kgbuild.export import DEFAULT_FORMATS, exporter_named
from kgbuild.extract import extract
from kgbuild.pipeline import build_directory
from kgbuild.sample import sample_text
from kgbuild.sources import read

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

collect_ignore_glob = ["*conftest.py"]  # doctests are looked for in kgbuild; two conftest modules would clash by name
collect_ignore = ["benchmarks"]  # commands, and one would hide the standard library's `site`


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real input; tests that need it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("the real input (../shared) is not on this machine")
    return SHARED


@pytest.fixture(scope="session")
def sample_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph directory of the sample."""
    folder = tmp_path_factory.mktemp("sample")
    papers = folder / "landmarks.jsonl"
    papers.write_text(sample_text(), encoding="utf-8")
    corpus = read(papers)
    build_directory(corpus, folder / "graph", extract(corpus), map(exporter_named, DEFAULT_FORMATS))
    return folder / "graph"


@pytest.fixture(scope="session")
def sample_graph(sample_directory: Path) -> KnowledgeGraph:
    """The graph of the sample; tests must not change it."""
    return read_graph(sample_directory)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command line in a fresh process and folder, as a user does."""

    def call(*args: str | Path, stdin: bytes = b"", seed: str = "0", cwd: Path = tmp_path) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "kgbuild", *map(str, args)],
            input=stdin,
            capture_output=True,
            cwd=cwd,
            check=False,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        )

    return call


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser as slow."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.slow)


def missing(report: pytest.TestReport) -> bool:
    """Whether a test was skipped for want of a program that this run requires (in CI: the browser and node)."""
    required = [word for word in os.environ.get("KGBUILD_TESTS_REQUIRE", "").split(",") if word]
    return report.skipped and any(word in str(report.longrepr).lower() for word in required)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which skipped tests fail the run."""
    for report in filter(missing, terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line(f"required, but skipped: {report.nodeid}", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that skipped what it requires."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and any(map(missing, reporter.stats.get("skipped", []))):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
