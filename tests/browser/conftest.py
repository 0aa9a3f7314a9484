"""A real browser for the tests of pages: the system's Chromium, headless, with everything that goes wrong written down."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--enable-unsafe-swiftshader",  # WebGL without a graphics card
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--disable-gpu-compositing",  # the rest is drawn faster without it
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
    _listeners: dict[Any, Callable[[Any], None]] = field(default_factory=dict)

    def _hear(self, message: ConsoleMessage) -> None:
        # How fast a driver is says nothing of the page; without a graphics card the program that draws instead is slow.
        if message.type in {"error", "warning"} and "GL Driver Message (OpenGL, Performance" not in message.text:
            self.errors.append(message.text)

    def watch(self) -> None:
        """Write down from now on."""
        self._listeners = {
            "console": self._hear,
            "pageerror": lambda error: self.errors.append(str(error)),
            "request": lambda request: self.requests.append(request.url),
            "requestfailed": lambda request: self.errors.append(f"failed: {request.url}"),
        }
        for event, listener in self._listeners.items():
            self.page.on(event, listener)

    def unwatch(self) -> None:
        """Write down no more."""
        for event, listener in self._listeners.items():
            self.page.remove_listener(event, listener)


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


@dataclass
class Windows:
    """The windows of a run, one of each size and colour scheme: to open a page in a used one costs a third."""

    browser: Browser
    used: dict[tuple[tuple[int, int], str], Page] = field(default_factory=dict)

    def fresh(self, size: tuple[int, int], scheme: str, script: str = "") -> Page:
        """Return a new window, in which a script runs before the page's own."""
        width, height = size
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
        )
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.set_default_timeout(8_000)
        return page

    def empty(self, size: tuple[int, int], scheme: str) -> Page:
        """Return a window with nothing in it."""
        if (size, scheme) not in self.used:
            self.used[size, scheme] = self.fresh(size, scheme)
        page = self.used[size, scheme]
        page.goto("about:blank")
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(media="screen", color_scheme=scheme, reduced_motion="reduce")
        return page


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    """The windows of this run; they close with the browser."""
    return Windows(browser)


@pytest.fixture
def open_page(windows: Windows) -> Iterator[Callable[..., Opened]]:
    """Open a file in an empty window of a given size and colour scheme, and wait until the page says that it is ready.

    The window is the one that the test before used, if it had the same size and scheme; a page opened earlier in the same window is
    gone. A script, if given, runs before the page's own, in a window that nothing else uses.
    """
    seen: list[Opened] = []
    own: list[Page] = []

    def call(
        path: Path, *, size: tuple[int, int] = (1400, 900), scheme: str = "light", fragment: str = "", script: str = ""
    ) -> Opened:
        if script:
            own.append(windows.fresh(size, scheme, script))
        opened = Opened(own[-1] if script else windows.empty(size, scheme))
        opened.watch()
        seen.append(opened)
        opened.page.goto(path.as_uri() + fragment)
        opened.page.wait_for_selector("html[data-ready]", timeout=20_000)
        return opened

    yield call
    for opened in seen:
        opened.unwatch()
    for page in own:
        page.context.close()
