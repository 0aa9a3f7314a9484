"""What holds for all tests of queries."""

import sys
from collections.abc import Iterator

import pytest

if sys.platform != "win32":
    import resource

MOST = 4 << 30  # bytes of data


@pytest.fixture(autouse=True)
def limited_memory() -> Iterator[None]:
    """Let a query or a file that runs away in the process of the tests end that process, not the machine."""
    if sys.platform == "win32":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = MOST if hard == resource.RLIM_INFINITY else min(MOST, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
    yield
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
