"""What the tests of the pages share: one service with sample tickets, a browser, people who are signed in.

The process that hands out the tests runs the service and the model; those that run tests share them.
"""

import os
import pathlib
import re

import pytest
from playwright.sync_api import sync_playwright

from stage import Stage
from watch import Watch
from world import Site

PICTURES = pathlib.Path(os.environ.get("SIDENOTE_PICTURES", "pictures"))


def is_worker(config):
    return hasattr(config, "workerinput")


def pytest_sessionstart(session):
    if not is_worker(session.config) and not session.config.option.collectonly:
        session.config.stage = Stage()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    node.workerinput["stage"] = node.config.stage.described


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Each test goes to whoever is free, but those over the large store, which is made once, to one and the same."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return "weight" if "test_weight" in nodeid else nodeid

    return Scheduling(config, log)


def pytest_sessionfinish(session):
    stage = getattr(session.config, "stage", None)
    if stage:
        stage.close()


@pytest.fixture(scope="session")
def site(request):
    config = request.config
    site = Site.attached(config.workerinput["stage"] if is_worker(config) else config.stage.described)
    yield site
    site.sender.close()


@pytest.fixture(scope="session")
def chromium():
    program = os.environ.get("SIDENOTE_CHROMIUM", "/usr/bin/chromium")
    # Root needs --no-sandbox; the pages are ours and nothing else is opened.
    flags = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()


class People:
    """Browsers of people who are signed in, each with a `watch`."""

    def __init__(self, chromium, site):
        self.chromium, self.site = chromium, site
        self.kept, self.open = {}, []

    def browser(self, login=None, **options):
        """A browser of its own, as a person has it; signed in unless `login` is None."""
        options.setdefault("viewport", {"width": 1440, "height": 900})
        options.setdefault("reduced_motion", "reduce")
        if login is not None:
            options["storage_state"] = self.session(login)
        context = self.chromium.new_context(base_url=self.site.url, **options)
        context.set_default_timeout(15_000)
        context.watch = Watch(context, self.site.url)
        self.open.append(context)
        return context

    def page(self, login=None, **options):
        return self.browser(login, **options).new_page()

    def session(self, login):
        if login not in self.kept:
            self.kept[login] = self.site.signed_in(login)
        return self.kept[login]

    def close(self, check=True):
        contexts, self.open = self.open, []
        for context in contexts:
            context.close()
        if check:
            for context in contexts:
                context.watch.check()


@pytest.fixture(scope="session")
def everybody(chromium, site):
    return People(chromium, site)


@pytest.fixture
def people(everybody, request):
    yield everybody
    failed = getattr(request.node, "failed", False)
    for number, context in enumerate(everybody.open):
        for page in context.pages:
            if failed and not page.is_closed():
                PICTURES.joinpath("failed").mkdir(parents=True, exist_ok=True)
                name = re.sub(r"[^a-zA-Z0-9]+", "-", request.node.name)
                page.screenshot(path=PICTURES / "failed" / f"{name}-{number}.png")
    everybody.close(check=not failed)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    if report.when == "call":
        item.failed = report.failed


@pytest.fixture(scope="session")
def pictures():
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES
