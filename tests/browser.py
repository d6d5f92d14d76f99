"""A real browser for the journeys: Chromium of the system, driven by Playwright, with axe on every page."""

import hashlib
import json
import os
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests.sign_in import signed_in

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE_RUN = """async tags => {
  const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
  const said = rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${rule.help}`);
  return found.violations.flatMap(said);  // the rest of what it found is long, and takes as long to bring here as to find
}"""
SKELETON = """() => {
  const named = attribute => `${attribute.name}=${attribute.value.replace(/[0-9a-f-]{36}|\\d+/g, '')}`;
  const kept = attribute => !['value', 'href', 'src', 'nonce', 'content', 'action'].includes(attribute.name);
  const bones = element => {
    const words = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    const parts = [...element.children].map(bones).filter((part, place, all) => part !== all[place - 1]);
    return `<${element.tagName} ${[...element.attributes].filter(kept).map(named)} ${words}>${parts.join('')}`;
  };
  return bones(document.documentElement) + [innerWidth, document.activeElement.tagName];
}"""
IDS = re.compile(r"[0-9a-f-]{36}|\d+")
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first does a third less for each page."""

PHONE: ViewportSize = {"width": 360, "height": 780}
TABLET: ViewportSize = {"width": 820, "height": 1180}
DESK: ViewportSize = {"width": 1440, "height": 900}


def chromium() -> str:
    """The path of the system's Chromium. Fails the test with what to do when there is none."""
    found = next((path for program in PROGRAMS if (path := shutil.which(program))), None)
    if found is None:
        pytest.fail("There is no Chromium: install the package 'chromium', or run `make test` as root, which does it.")
    return found


def plain_chromium(folder: Path) -> Path:
    """
    A program that starts Chromium without its own filling in of forms.

    It would look at each field of each page for addresses and cards, which takes more than all the rest of a page, and
    has no switch but the profile's preferences.
    """
    wishes = {"autofill": {"profile_enabled": False, "credit_card_enabled": False}, "credentials_enable_service": False}
    program = folder / "chromium"
    program.write_text(f"""#!/bin/sh
for word; do case "$word" in --user-data-dir=*) profile="${{word#*=}}/Default";; esac; done
mkdir -p "$profile" && printf %s '{json.dumps(wishes)}' > "$profile/Preferences"
exec {shlex.quote(chromium())} "$@"
""")
    program.chmod(0o755)
    return program


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in this thread; nothing shares it
    with sync_playwright() as playwright:
        sandbox = [] if os.getuid() else ["--no-sandbox"]
        program = plain_chromium(tmp_path_factory.mktemp("browser"))
        browser = playwright.chromium.launch(executable_path=program, args=sandbox)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def new_page(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """
    Open a page in a browser of its own, signed in as `account` when one is given.

    `viewport` is one of PHONE, TABLET, DESK; other arguments go to Playwright's new_context (`java_script_enabled`).
    A script's uncaught error fails the test.
    """
    get_resolver().url_patterns  # noqa: B018 - all pages are imported now, not while the first one is waited for
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(account: Any = None, *, viewport: Any = None, **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport=viewport or DESK, locale="en-GB", timezone_id="Europe/London", **options
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        if account is not None:
            let_in(context, account, live_server.url)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def let_in(context: BrowserContext, account: Any, url: str) -> None:
    """Sign somebody in, or once more after a while, in the browser that has this context."""
    cookie = signed_in(Client(), account).cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": urljoin(url, "/")}])


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture(scope="session", autouse=True)
def _seen_by_axe(tmp_path_factory: pytest.TempPathFactory) -> None:
    """One place for all workers of a run."""
    folder = tmp_path_factory.getbasetemp()
    _Sound.folder = (folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder) / "sound"
    _Sound.folder.mkdir(exist_ok=True)


class _Sound:
    """The pages in which axe found nothing, in this run: an empty file for each."""

    folder: Path

    @classmethod
    def of(cls, skeleton: str) -> Path:
        return cls.folder / hashlib.sha256(skeleton.encode()).hexdigest()


def accessibility_problems(page: Page, *, each_state: bool = True) -> list[str]:
    """
    What axe finds wrong on the page (WCAG 2.2 AA and best practice): rule, place and help, one a line.

    It takes a second, so a page is not looked at again that has the same elements, attributes and places with words
    as one in which it found nothing: ids, numbers and the number of like rows apart. With `each_state=False` a page is not
    looked at again either that has the same address and width, ids apart: for journeys along pages whose states are
    others' to test.
    """
    address = f"{IDS.sub('', urlsplit(page.url).path)} {page.viewport_size}"
    sound = _Sound.of(page.evaluate(SKELETON) if each_state else address)
    if sound.exists():
        return []
    if not page.evaluate("typeof axe === 'object'"):
        page.context.add_init_script(path=AXE)  # the pages to come have it sooner than it could be brought to each
        page.evaluate(AXE.read_text())
    found = page.evaluate(AXE_RUN, AXE_TAGS)
    if not found:
        sound.touch()
    return [f"{page.url} {problem}" for problem in found]


def assert_accessible(page: Page) -> None:
    problems = accessibility_problems(page)
    assert problems == [], "\n".join(problems)


def assert_right_on(page: Page, *screens: ViewportSize) -> None:
    """On each of these screens: nothing is wider than it, and axe finds nothing. Loaded once, then resized."""
    for screen in screens:
        page.set_viewport_size(screen)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide == screen["width"], f"{page.url} is {wide} wide on a screen of {screen['width']}"
        assert_accessible(page)
