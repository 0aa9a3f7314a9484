"""Servers that the tests of a folder share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from serve.served import Served, serving
from serve.w3c_protocol import DATA


@pytest.fixture(scope="session")
def served(sample_directory: Path) -> Iterator[Served]:
    """The graph of the sample, with limits that a test can reach."""
    with serving(sample_directory, "--timeout", "2", "--memory", "128", "--answer", "3") as server:
        yield server


@pytest.fixture(scope="session")
def served_dataset(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A dataset of named graphs, as the W3C's protocol tests expect it."""
    file = tmp_path_factory.mktemp("dataset") / "graphs.trig"
    file.write_text(DATA, encoding="utf-8")
    with serving(file, "--workers", "1", "--cors", "https://example.org", "--name", "graphs.example.org") as server:
        yield server
