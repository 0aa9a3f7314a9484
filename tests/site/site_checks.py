"""What a written site must hold everywhere: judges of its links and its HTML."""

import json
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

JS = Path(__file__).parents[1] / "js"
_ADDRESSES = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}


class Links(HTMLParser):
    """The addresses in a page and the names of its anchors."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the address and the anchor of a tag."""
        for name, value in attrs:
            if name == _ADDRESSES.get(tag):
                self.found.append(value or "")
            if name == "id":
                self.anchors.add(value or "")


def dead_links(folder: Path) -> list[str]:
    """Return each link between the pages of a site that leads nowhere, with the page that has it."""
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html")) if path.name != "graph.html"}
    return [
        f"{page.relative_to(folder)}: {address}"
        for page, links in pages.items()
        for address in links.found
        if not urlsplit(address).scheme and not _leads(page, address, pages)
    ]


def outside(folder: Path) -> set[str]:
    """Return what the pages of a site load from elsewhere: nothing, if all is well."""
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.html") if path.name != "graph.html"]
    return {part for text in texts for part in ('src="http', "src='http", "@import", 'stylesheet" href="http') if part in text}


def _leads(page: Path, address: str, pages: dict[Path, Links]) -> bool:
    parts = urlsplit(urljoin(page.as_uri(), address))
    target = Path(unquote(parts.path))
    if not target.is_file():
        return False
    return target.name == "graph.html" or not parts.fragment or unquote(parts.fragment) in pages[target].anchors


def invalid(*files: Path) -> list[dict[str, object]]:
    """Return what html-validate says against some pages; skip the test where it is not installed."""
    node = shutil.which("node")
    if node is None or not (JS / "node_modules" / "html-validate").is_dir():
        pytest.skip("node with html-validate is not installed (npm ci in tests/js)")
    run = subprocess.run([node, str(JS / "valid.mjs"), *map(str, files)], capture_output=True, check=True, timeout=60)
    return [json.loads(line) for line in run.stdout.splitlines()]
