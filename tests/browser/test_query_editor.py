"""The server's pages in a real browser: the query editor answers, and nothing is asked of any other server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import Opened
from playwright.sync_api import Browser
from serve.served import Served, serving

pytestmark = pytest.mark.browser

EXPORTS = Path(__file__).parents[2] / "exports" / "sample"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The graph of the sample, served."""
    with serving(Path(shutil.copytree(EXPORTS, tmp_path_factory.mktemp("editor") / "sample"))) as server:
        yield server


@pytest.fixture
def editor(browser: Browser, server: Served) -> Iterator[Opened]:
    """The editor, ready, in a fresh window."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    opened = Opened(context.new_page())
    opened.watch()
    opened.page.set_default_timeout(20_000)
    opened.page.goto(f"{server.address}/query")
    opened.page.wait_for_selector("html[data-ready]")
    yield opened
    context.close()


def _is_quiet(opened: Opened, server: Served) -> bool:
    """Whether nothing was complained of, and nothing asked of another server."""
    outside = [address for address in opened.requests if not address.startswith((f"{server.address}/", "data:", "blob:"))]
    return not opened.errors and not outside


def test_a_ready_question_shows_its_rows(editor: Opened, server: Served) -> None:
    """A click on a question opens a tab and shows its rows; another value gives other rows; links stay on this server."""
    page = editor.page
    page.fill("#filter", "papers build model")
    page.click("#questions button[data-name=papers-using-model]")
    page.wait_for_selector(".yasr table tbody tr")
    assert page.locator(".tabsList .tab.active").inner_text().startswith("Papers that build on a model")
    with_bert = page.locator(".yasr table tbody tr").count()
    assert with_bert > 10
    page.fill("#parameters input[name=model]", "RoBERTa")
    with page.expect_response("**/sparql"):
        page.click("#parameters button")
    page.wait_for_function(f"() => document.querySelectorAll('.tabPanel.active .yasr table tbody tr').length < {with_bert}")
    page.fill("#parameters input[name=model]", "no such model")
    page.click("#parameters button")
    page.wait_for_function("() => document.querySelector('#parameters output').textContent.includes('no such model')")
    link = page.locator(".tabPanel.active .yasr td a.iri").first
    link.focus()
    assert (link.get_attribute("href") or "").startswith("/entity?iri=https%3A%2F%2Fw3id.org%2F")
    editor.errors = [error for error in editor.errors if "400" not in error]  # the browser tells of the refused value too
    assert _is_quiet(editor, server)


def test_completion_from_the_ontology(editor: Opened, server: Served) -> None:
    """Relations of the graph are offered while one types, and their prefix declares itself."""
    page = editor.page
    page.click(".tabPanel.active .CodeMirror")
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT * { ?p kg:usesB")
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hints li")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getValue().includes('kg:usesBaseModel')"
    )
    page.keyboard.type(" ?m } LIMIT 3")
    page.wait_for_function(
        "() => document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getValue().startsWith('PREFIX kg:')"
    )
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".tabPanel.active .yasr table tbody tr")
    assert page.locator(".tabPanel.active .yasr table tbody tr").count() == 3
    assert _is_quiet(editor, server)


@pytest.mark.parametrize(
    "path", ["/", "/api", "/search?q=bert", "/entity?iri=https://w3id.org/kgbuild/ontology%23Model&format=html"]
)
def test_pages_open_without_complaint(browser: Browser, server: Served, path: str) -> None:
    """Each page obeys its own Content-Security-Policy and loads nothing from outside."""
    context = browser.new_context()
    opened = Opened(context.new_page())
    opened.watch()
    opened.page.goto(server.address + path, wait_until="load")
    opened.page.wait_for_timeout(300)
    context.close()
    assert _is_quiet(opened, server)
