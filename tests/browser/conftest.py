"""A real browser for the tests of pages: the system's Chromium, headless, with everything that goes wrong written down."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--enable-unsafe-swiftshader",  # WebGL without a graphics card
    "--use-gl=angle",
    "--use-angle=swiftshader",
)


@dataclass
class Opened:
    """A page in the browser.

    Attributes:
        page: What playwright drives.
        errors: Console errors, uncaught exceptions, and what the Content-Security-Policy blocked.
        requests: Every address asked for, the page itself first.
    """

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Write down from now on."""
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type in {"error", "warning"} else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", lambda request: self.errors.append(f"failed: {request.url}"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, or a skip that says why."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """Open a file in a fresh window of a given size and colour scheme, and wait until the page says that it is ready.

    A script, if given, runs in the window before the page's own.
    """
    contexts = []

    def call(
        path: Path, *, size: tuple[int, int] = (1400, 900), scheme: str = "light", fragment: str = "", script: str = ""
    ) -> Opened:
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce")
        contexts.append(context)
        if script:
            context.add_init_script(script)
        opened = Opened(context.new_page())
        opened.watch()
        opened.page.set_default_timeout(8_000)
        opened.page.goto(path.as_uri() + fragment)
        opened.page.wait_for_selector("html[data-ready]", timeout=20_000)
        return opened

    yield call
    for context in contexts:
        context.close()
