"""Servers that the tests of a folder share."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from serve.served import Served, serving
from serve.w3c_protocol import DATA

EXPORTS = Path(__file__).parents[2] / "exports" / "sample"


@pytest.fixture(scope="session")
def graph_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checked-in graph of the sample."""
    return Path(shutil.copytree(EXPORTS, tmp_path_factory.mktemp("served") / "sample"))


@pytest.fixture(scope="session")
def served(graph_directory: Path) -> Iterator[Served]:
    """The graph of the sample, with limits of size that a test can reach, and time enough on a busy machine."""
    with serving(graph_directory, "--timeout", "30", "--memory", "128", "--answer", "3", "--workers", "2") as server:
        yield server


@pytest.fixture(scope="session")
def hurried(graph_directory: Path) -> Iterator[Served]:
    """The same with a limit of time that a test can reach."""
    with serving(graph_directory, "--timeout", "1.5", "--memory", "128", "--workers", "2") as server:
        yield server


@pytest.fixture(scope="session")
def served_dataset(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A dataset of named graphs, as the W3C's protocol tests expect it."""
    file = tmp_path_factory.mktemp("dataset") / "graphs.trig"
    file.write_text(DATA, encoding="utf-8")
    with serving(file, "--workers", "1", "--cors", "https://example.org", "--name", "graphs.example.org") as server:
        yield server
