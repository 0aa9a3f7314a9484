"""Our page beside a plain pyvis page of the same graph, in headless Chromium, in one run.

usage: python tests/benchmarks/pages.py GRAPH [--nodes 1000 10000 50000] [--patience 120]

GRAPH is a graph directory. For each size both pages show the same part of it: its first papers with what they name, until there are
so many nodes. All times count from the start of the navigation:

first picture   the first frame in which a canvas of the page shows something
usable          the picture stands and the page answers: the first half second without a pause of more than 100 ms begins
drag            frames a second while the drawing is dragged about
heap            JavaScript's memory after a collection
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright  # noqa: A004 - playwright's own name
from pyvis.network import Network

from kgbuild.assemble.graph import KnowledgeGraph
from kgbuild.directory import read_graph
from kgbuild.export import export
from kgbuild.export.style import colour, sizes

ARGUMENTS = ("--no-sandbox", "--disable-dev-shm-usage", "--enable-unsafe-swiftshader", "--use-gl=angle", "--use-angle=swiftshader")
WATCH = """
window.watch = { picture: null, since: null, last: 0, frames: [] };
const probe = new OffscreenCanvas(24, 24).getContext("2d", { willReadFrequently: true });
const painted = (canvas) => {
  probe.clearRect(0, 0, 24, 24);
  probe.drawImage(canvas, 0, 0, 24, 24);
  return new Set(new Uint32Array(probe.getImageData(0, 0, 24, 24).data.buffer)).size > 2;
};
const tick = (now) => {
  const { watch } = window;
  watch.frames.push(now);
  if (watch.picture === null) {
    const canvases = [...document.querySelectorAll("canvas")].filter((each) => each.width > 200 && each.height > 200);
    if (canvases.some(painted)) watch.picture = watch.since = now;
  } else if (watch.since !== null) {
    if (now - watch.last > 100) watch.since = now;
    if (now - watch.since > 500) {
      console.debug(`usable ${watch.picture} ${watch.since}`);
      watch.since = null;
    }
  }
  watch.last = now;
  requestAnimationFrame(tick);
};
requestAnimationFrame(tick);
"""
DRAG_STEPS = 60


@dataclass(frozen=True)
class Measured:
    """What was measured of one page; None where its time ran out."""

    size: int
    picture: float | None = None
    usable: float | None = None
    drag: float | None = None
    heap: float | None = None

    def row(self, name: str) -> str:
        """Return it as a line of the table."""
        seconds = [f"{value / 1000:8.2f} s" if value is not None else "       – s" for value in (self.picture, self.usable)]
        rest = [f"{value:7.1f}" if value is not None else "      –" for value in (self.drag, self.heap)]
        return f"{name:8s} {self.size / 1e6:7.2f} MB  {seconds[0]} {seconds[1]}   {rest[0]} fps  {rest[1]} MB"


def part(graph: KnowledgeGraph, most: int) -> KnowledgeGraph:
    """Return the first papers of a graph with what they are linked to, until there are so many nodes."""
    chosen: set[str] = set()
    for paper in graph.nodes("Paper"):
        if len(chosen) >= most:
            break
        chosen |= {paper.iri, *graph.nx.succ[paper.iri], *graph.nx.pred[paper.iri]}
    smaller = KnowledgeGraph(graph.base)
    for node in graph.nodes():
        if node.iri in chosen:
            smaller.add_node(node)
    for edge in graph.edges():
        if edge.source in chosen and edge.target in chosen:
            smaller.add_edge(edge)
    return smaller


class Indices(list[str]):
    """Ids that are looked up at once: pyvis searches a plain list for both ends of each edge, for minutes on large graphs."""

    def __init__(self) -> None:
        super().__init__()
        self.known: set[str] = set()

    def append(self, name: str) -> None:
        """Add an id."""
        super().append(name)
        self.known.add(name)

    def __contains__(self, name: object) -> bool:
        return name in self.known


def write_pyvis(graph: KnowledgeGraph, path: Path) -> Path:
    """Write the page that pyvis's own documentation shows how to write: names, colours, sizes, its default physics."""
    network = Network(height="880px", width="100%", directed=True, cdn_resources="in_line")
    network.node_ids = Indices()
    radii = sizes(graph)
    for node in graph.nodes():
        network.add_node(node.iri, label=node.label or " ", title=node.label, color=colour(node.type), size=radii[node.iri])
    for edge in graph.edges():
        network.add_edge(edge.source, edge.target, title=edge.predicate)
    path.write_text(network.generate_html(), encoding="utf-8")
    return path


def measure(browser: Browser, path: Path, patience: float) -> Measured:
    """Open a page, wait until it answers, and drag it about."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.add_init_script(WATCH)
    context.route(lambda address: not address.startswith("file:"), lambda route: route.abort())
    page = context.new_page()
    try:
        with page.expect_console_message(lambda message: message.text.startswith("usable "), timeout=1000 * patience) as said:
            page.goto(path.as_uri(), wait_until="commit")
    except TimeoutError:
        return Measured(path.stat().st_size)
    picture, usable = map(float, said.value.text.split()[1:])
    return Measured(path.stat().st_size, picture, usable, dragged(page), heap(page))


def dragged(page: Page) -> float:
    """Return the frames a second while the drawing is dragged."""
    page.mouse.move(640, 480)
    page.mouse.down()
    page.evaluate("window.watch.frames.length = 0")
    for step in range(DRAG_STEPS):
        page.mouse.move(640 + 2 * step, 480 + step % 7)
    rate: float = page.evaluate(
        "(({ frames }) => (1000 * (frames.length - 1)) / (frames[frames.length - 1] - frames[0]))(window.watch)"
    )
    page.mouse.up()
    return rate


def heap(page: Page) -> float:
    """Return the megabytes that the page's objects take."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["JSHeapUsedSize"]) / 1e6


def pages(graph: KnowledgeGraph, folder: Path) -> Iterator[tuple[str, Path]]:
    """Write both pages, one after the other."""
    start = time.perf_counter()
    path = export(graph, folder / "graph.html")
    print(f"  our page, layout and communities included, was written in {time.perf_counter() - start:.1f} s")
    yield "kgbuild", path
    yield "pyvis", write_pyvis(graph, folder / "pyvis.html")


def main() -> None:
    """Parse the arguments and measure each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--nodes", type=int, nargs="+", default=[1000, 10_000, 50_000])
    parser.add_argument("--patience", type=float, default=120.0, help="seconds that a page may take")
    arguments = parser.parse_args()
    whole = read_graph(arguments.graph)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        for size in arguments.nodes:
            graph = part(whole, size)
            print(f"\n{graph.nx.number_of_nodes():,} nodes, {graph.nx.number_of_edges():,} edges", flush=True)
            for name, path in pages(graph, Path(folder)):
                browser = driver.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
                print(measure(browser, path, arguments.patience).row(name), flush=True)
                browser.close()


if __name__ == "__main__":
    main()
