"""What tests of training share."""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def _one_process() -> Iterator[None]:
    """Learn in this process: what these tests learn takes less long than to start others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOKY_MAX_CPU_COUNT", "1")
        yield
