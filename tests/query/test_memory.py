"""How much memory a query may take."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from query.conftest import MOST

from kgbuild.query import memory
from kgbuild.query.process import QueryMemoryError, Worker

if sys.platform != "linux":
    pytest.skip("only Linux limits the data of a process", allow_module_level=True)


def test_half_of_the_memory_and_no_more_than_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A container's limit counts as the machine's memory; what other programs hold is left to them."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    assert memory.fair_share() <= MOST  # that of this process
    monkeypatch.setattr(memory, "_allowed", list)
    monkeypatch.setattr(memory, "_CGROUP", tmp_path / "memory.max")
    monkeypatch.setattr(memory, "_MEMINFO", tmp_path / "meminfo")
    assert memory.fair_share() == total // 2
    (tmp_path / "memory.max").write_text("max\n", encoding="ascii")
    assert memory.fair_share() == total // 2
    (tmp_path / "memory.max").write_text("900000000\n", encoding="ascii")
    assert memory.fair_share() == 450_000_000
    (tmp_path / "meminfo").write_text("MemTotal:  1 kB\nMemAvailable:     400000 kB\n", encoding="ascii")
    assert memory.fair_share() == 307_200_000


def test_a_lower_limit_of_the_user_holds() -> None:
    """Under `ulimit -d` a query is answered within that."""
    code = (
        "import resource, sys; from pathlib import Path; from kgbuild.query.memory import limit_data\n"
        "resource.setrlimit(resource.RLIMIT_DATA, (3 << 30, 3 << 30)); limit_data(8 << 30)\n"
        "print(resource.getrlimit(resource.RLIMIT_DATA)); limit_data(2 << 30); print(resource.getrlimit(resource.RLIMIT_DATA))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == [str((3 << 30, 3 << 30)), str((2 << 30, 2 << 30))]


def test_a_file_that_needs_too_much_memory_is_said(tmp_path: Path) -> None:
    """Reading is limited as well as answering: no file takes the machine along."""
    (tmp_path / "big.nt").write_text("".join(f"<urn:{n}> <urn:{n}> <urn:{n}> .\n" for n in range(60_000)), encoding="utf-8")
    with pytest.raises(QueryMemoryError, match=r"reading .*big\.nt needs more than 0\.1 GiB of memory"):
        Worker(tmp_path / "big.nt", memory=60_000_000)
