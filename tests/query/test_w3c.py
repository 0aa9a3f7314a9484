"""The W3C's tests of SPARQL queries, through our query path."""

import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from query.w3c import KNOWN, OUT_OF_SCOPE, cases, failure

SUITES = "test/data/suites/w3c"
SOURCE = "rdflib==7.6.0"
"""Whose source package carries the suites; they are fetched when the tests run."""


@pytest.fixture(scope="module")
def suites(request: pytest.FixtureRequest) -> Path:
    """The folder of the W3C's suites: that of $KGBUILD_W3C_SUITES, or fetched once and kept in pytest's cache."""
    if "KGBUILD_W3C_SUITES" in os.environ:
        return Path(os.environ["KGBUILD_W3C_SUITES"])
    folder = request.config.cache.mkdir("w3c")
    if not (folder / SUITES).is_dir():
        command = [sys.executable, "-m", "pip", "download", SOURCE, "--no-deps", "--no-binary", "rdflib", "-d", str(folder)]
        done = subprocess.run(command, capture_output=True, check=False)
        archive = next(folder.glob("rdflib-*.tar.gz"), None)
        if done.returncode or archive is None:
            pytest.skip("the W3C's tests cannot be fetched: no package index in reach")
        _unpack(archive, folder)
    return folder / SUITES


def _unpack(archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as tar:
        for member in tar:
            _, _, name = member.name.partition("/")
            if member.isfile() and name.startswith((f"{SUITES}/dawg-data-r2", f"{SUITES}/sparql11")):
                member.name = name
                tar.extract(member, folder, filter="data")


@pytest.mark.slow
def test_the_w3c_tests_pass_but_for_those_that_are_known_to_fail(suites: Path) -> None:
    """Every test of a query passes, or fails for a reason that stands in the list; no reason stands there for nothing."""
    asked = [case for case in cases(suites) if case.group not in OUT_OF_SCOPE]
    failed = {case.title: why for case in asked if (why := failure(case)) is not None}
    assert len(asked) > 700
    assert {title: why for title, why in failed.items() if title not in KNOWN} == {}
    assert set(KNOWN) == set(failed)
