"""axe-core finds nothing serious, in any view, light or dark, wide or narrow."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.landscape import landscape
from conftest import Opened

from kgbuild.export import export

pytestmark = pytest.mark.browser
Open = Callable[..., Opened]
AXE = Path(__file__).parents[1] / "js" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => {
  const { violations } = await axe.run();
  const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
  return serious.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
}"""


VIEWS = (
    "",
    "model/beta",
    "edge=model/beta~basedOn~model/alpha",
    "path=model/gamma~model/alpha",
    "model/beta&view=lineage",
    "view=charts",
)


@pytest.mark.parametrize(("scheme", "width", "views"), [("light", 1400, VIEWS), ("dark", 390, VIEWS[1::4])])
def test_axe_finds_nothing_serious(open_page: Open, tmp_path: Path, scheme: str, width: int, views: tuple[str, ...]) -> None:
    """The overview, a card, an edge, a path, the lineage, the charts and the help pass."""
    if not AXE.is_file():
        pytest.skip("axe-core needs node: npm ci in tests/js")
    page = open_page(export(landscape(), tmp_path / "graph.html"), scheme=scheme, size=(width, 900)).page
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for fragment in views:
        page.evaluate("hash => { location.hash = hash; }", fragment)
        page.wait_for_timeout(80)
        assert page.evaluate(RUN) == [], fragment
    page.click("#show-help")
    assert page.evaluate(RUN) == []
