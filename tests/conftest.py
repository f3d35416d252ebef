"""What every test may ask for."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import HealthCheck, settings

from slc_site.share.access import TEACHER
from tests.support.classes import SMALLEST, ClassFolder, Files
from tests.support.sample import build_sample
from tests.support.server import Hosted, hosting
from tools.setup import paper

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.support.visits import Visit

# -- Pango and a Chinese font, where they had to be fetched: before anything asks for fonts ----------------

paper.in_use()

# -- Ctrl-C: what a shell starts in the background does not hear it, nor does what that starts -----------

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# -- Hypothesis: quick and the same every time, unless it is night ---------------------------------------

_slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "nightly",
    max_examples=3000,
    deadline=None,
    derandomize=False,
    print_blob=True,
    suppress_health_check=_slow,
)
settings.register_profile("daily", settings.get_profile("nightly"), max_examples=60, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or "daily")


# -- pytest itself --------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option of `make golden`."""
    parser.addoption("--refresh-golden", action="store_true", help="write the expected pages anew")


_OTHER_PROGRAMS = {"browser", "hosted"}
"""Fixtures that are, or wait for, a program besides the test: a browser, a server."""
_THEIR_TESTS = ("tests/serve/", "tests/publish/hosts/")
"""Where tests start servers and watchers of their own."""


def _gets_a_second_go(item: pytest.Item) -> bool:
    """Whether a test may fail because the machine was too busy, and for no other reason.

    Two cores are shared by two tests, each with a browser, a server and a build. Who waits there for somebody
    else gets one second go: a second failure is a failure, and who needed it is named at the end. What
    depends on nobody, or on chance, gets none: what fails there now and then is a mistake.
    """
    test = getattr(item, "function", None)
    if item.get_closest_marker("nightly") or getattr(test, "is_hypothesis_test", False):
        return False
    return item.nodeid.startswith(_THEIR_TESTS) or not _OTHER_PROGRAMS.isdisjoint(
        getattr(item, "fixturenames", ())
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give second goes, and leave the long runs out unless `-m` speaks of them."""
    for item in items if not config.getoption("usepdb") else ():  # who debugs wants to see the first
        if _gets_a_second_go(item):
            item.add_marker(pytest.mark.flaky(reruns=1))
    if "nightly" in str(config.getoption("markexpr")):
        return
    long = [item for item in items if item.get_closest_marker("nightly")]
    items[:] = [item for item in items if not item.get_closest_marker("nightly")]
    config.hook.pytest_deselected(items=long)


@pytest.fixture(scope="session")
def refresh_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the expected pages are to be written anew instead of compared."""
    return bool(request.config.getoption("--refresh-golden"))


@pytest.fixture(scope="session")
def shared_tmp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


# -- classes --------------------------------------------------------------------------------------------


class AClass(Protocol):
    """`a_class({"students/ada/posts/x.md": "…"})`: the smallest class and these files over it."""

    def __call__(self, files: Files | None = None, *, bare: bool = False) -> ClassFolder:
        """Write a class, or with `bare` only the files that are given."""
        ...


@pytest.fixture
def a_class(tmp_path: Path) -> AClass:
    """Write a class from texts; what comes back can be loaded and built."""

    def write(files: Files | None = None, *, bare: bool = False) -> ClassFolder:
        folder = ClassFolder(tmp_path / "class")
        folder.content.mkdir(parents=True, exist_ok=True)
        return folder.write({**({} if bare else SMALLEST), **(files or {})})

    return write


@pytest.fixture(scope="session")
def sample_site(shared_tmp: Path) -> Path:
    """The sample class as anybody sees it: the folder to be uploaded."""
    return build_sample(shared_tmp)


@pytest.fixture(scope="session")
def teacher_site(shared_tmp: Path) -> Path:
    """The sample class as its teacher sees it."""
    return build_sample(shared_tmp, TEACHER)


# -- the web --------------------------------------------------------------------------------------------

Hosting = Callable[..., Hosted]


@pytest.fixture
def hosted() -> Iterator[Hosting]:
    """Put a folder on the web until the test ends: `hosted(folder, below="/a/b/").url`."""
    with ExitStack() as servers:

        def host(folder: Path, below: str = "/") -> Hosted:
            return servers.enter_context(hosting(folder, below))

        yield host


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    from playwright.sync_api import expect, sync_playwright

    from tests.support.visits import PATIENCE, QUIET
    from tools.setup import chromium

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        found = chromium.find()
        running = playwright.chromium.launch(executable_path=found and str(found), args=list(QUIET))
        yield running
        running.close()


class OpenPage(Protocol):
    """`open_page(url, width=390, scheme="dark")`: see `tests.support.visits.visiting`."""

    def __call__(self, url: str | None = None, **how: Any) -> Visit:
        """Open a page that stays open until the test ends."""
        ...


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open pages in contexts of their own; each visit records what a page must never do."""
    from tests.support.visits import visiting

    with ExitStack() as visits:

        def visit(url: str | None = None, **how: Any) -> Visit:
            opened: AbstractContextManager[Visit] = visiting(browser, url, **how)
            return visits.enter_context(opened)

        yield visit
