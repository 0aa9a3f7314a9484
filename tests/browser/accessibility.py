"""axe-core as a judge of pages in the browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parents[1] / "js" / "node_modules" / "axe-core" / "axe.min.js"


def serious(page: Page) -> list[str]:
    """Return what axe finds against a page that is serious or critical; skip the test where axe is not installed."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (npm ci in tests/js)")
    page.evaluate(AXE.read_text(encoding="utf-8"))  # not as a script element, which the page's policy would refuse
    found = page.evaluate("axe.run()")
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]
