"""From an edit to the page: how long a teacher who saves a file waits for the page that is open.

The real `slc serve` shows the made-up class, a real Chromium has one post open, and its file is edited in the
ways of editors. A thread of our own listens to what the server tells all pages, which divides the time:

    saved ── until heard ── a build begins ── building ── it is done ── until shown ── Chromium shows it

A style sheet of the class's own theme is edited as well: it must show without the page being loaded anew.
"""

from __future__ import annotations

import http.client
import json
import os
import queue
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path
from statistics import median, quantiles
from typing import IO, TYPE_CHECKING

from benchmarks.scenarios import Scenario
from benchmarks.site import Site
from benchmarks.tables import table
from benchmarks.timing import busy, settle, undisturbed
from slc_site.render.theme_folders import BUNDLED, DEFAULT
from tools.setup import chromium
from tools.setup.steps import ROOT, say

if TYPE_CHECKING:
    from playwright.sync_api import Page

EDITS = ("in place", "renamed over", "title", "style sheet")
"""What is edited, and how, in each round."""
PATIENCE = 60.0
"""Seconds after which an edit that does not show is a failure."""
STYLE = "static/css/colors.css"
"""A style sheet that every page names; in the class's own theme it takes the place of the default one."""
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
          "--disable-component-update", "--disable-default-apps", "--disable-extensions", "--disable-sync",
          "--no-first-run")  # fmt: skip
_EYE = """
let before = "";
const look = () => {
  const main = document.querySelector("main");
  if (main) {
    const seen = main.textContent + getComputedStyle(document.body).outlineColor;
    if (seen !== before) console.log((before = seen));
  }
  requestAnimationFrame(look);
};
look();
"""
"""Looks at the page whenever Chromium draws it, and says what is new. The pages' policy forbids playwright's
own way of waiting, and its other one looks less often."""
_FIRST_WAIT, _LAST_WAIT = 0.4, 1.2
"""Seconds between two edits, drawn anew each time: so that no clock of the server's is always just due."""


@dataclass(frozen=True, slots=True)
class Reload:
    """One edit, in seconds."""

    edit: str
    heard: float
    """From before the file was saved until a build began."""
    built: float
    shown: float
    """From the end of the build until Chromium showed it."""
    cpu: float
    """Of all processes of the server, meanwhile and a moment after."""
    foreign: float | None
    """How many processors were busy with anything else than the server, on average, Chromium among it."""

    @property
    def wall(self) -> float:
        """From the edit to the page."""
        return self.heard + self.built + self.shown


class SlowError(Exception):
    """An edit never showed, or the page was loaded anew when it must not be."""


def reloads(site: Site, times: int, settling: float = 0.0) -> Iterator[Reload]:
    """Serve a copy of a class and yield each edit's figures as soon as they are known.

    Args:
        site: The class, for ourselves.
        times: How often each kind of edit is done.
        settling: For how many seconds at most an edit waits for the machine to be quiet.

    Raises:
        SlowError: see there.
    """
    folder = site.folder.with_name(f"{site.folder.name}-served")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site.folder, folder, ignore=shutil.ignore_patterns(".slc", "output", ".written"))
    posts = sorted((folder / "content/students").glob("*/posts/*/index.md"))
    post = posts[len(posts) // 2]
    style = folder / "themes/bench" / STYLE
    style.parent.mkdir(parents=True, exist_ok=True)
    style.write_bytes(_styled("rgb(1, 2, 0)"))
    with _served(folder) as server, _opened() as page:
        address = f"/students/{post.parents[2].name}/posts/{post.parent.name}/index.html"
        page.goto(f"http://127.0.0.1:{server.port}{address}", wait_until="load")
        news = server.news(address)
        chance = random.Random(times)
        # The first of all makes the server load what it only needs for an edit: nobody counts it.
        for number in range(times + 1):
            for edit in _edits(post, style, number):
                time.sleep(chance.uniform(_FIRST_WAIT, _LAST_WAIT))
                settle(settling)
                one = _timed(edit, page, news, server)
                if number:
                    yield one


@dataclass(frozen=True, slots=True)
class _Edit:
    kind: str
    save: Callable[[], object]
    shows: str
    """What is on the page then and was not before."""
    may_reload: bool = True


def _edits(post: Path, style: Path, number: int) -> Iterator[_Edit]:
    """Yield each of `EDITS`, in its round's own words."""
    for kind, save in zip(EDITS, (_in_place, _renamed_over), strict=False):
        words = f"One more thing, {kind}, number {number}."
        yield _Edit(kind, partial(save, post, post.read_bytes() + f"\n{words}\n".encode()), words)
    title = f"How I waited for number {number}"
    renamed = re.sub(rb"(?m)^title:.*$", f"title: {title}".encode(), post.read_bytes(), count=1)
    yield _Edit(EDITS[2], partial(_renamed_over, post, renamed), title)
    color = f"rgb(1, 2, {number + 1})"
    yield _Edit(EDITS[3], partial(_in_place, style, _styled(color)), color, may_reload=False)


def _styled(color: str) -> bytes:
    return (BUNDLED / DEFAULT / STYLE).read_bytes() + f"\nbody {{ outline-color: {color} }}\n".encode()


def _in_place(file: Path, text: bytes) -> None:
    file.write_bytes(text)


def _renamed_over(file: Path, text: bytes) -> None:
    beside = file.with_name(f".{file.name}.tmp")
    beside.write_bytes(text)
    beside.replace(file)


def _timed(edit: _Edit, page: Page, news: _News, server: _Server) -> Reload:
    from playwright.sync_api import TimeoutError

    page.evaluate("window.sinceBefore = true")
    before, busy_before = server.cpu(), busy()
    news.forget()
    begun = time.monotonic()
    try:
        with page.expect_console_message(lambda said: edit.shows in said.text, timeout=PATIENCE * 1000):
            edit.save()
    except TimeoutError as error:
        raise SlowError(f"{edit.kind}: not shown after {PATIENCE:.0f} s") from error
    shown = time.monotonic()
    if not edit.may_reload and page.evaluate("window.sinceBefore") is None:
        raise SlowError(f"{edit.kind}: the page was loaded anew")
    heard, built = news.build()
    time.sleep(0.1)
    cpu, busy_after, took = server.cpu() - before, busy(), time.monotonic() - begun
    foreign = None
    if busy_before is not None and busy_after is not None:
        foreign = max(0.0, busy_after - busy_before - cpu) / took
    return Reload(edit.kind, heard - begun, built - heard, shown - built, cpu, foreign)


# -- the server --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Server:
    process: subprocess.Popen[str]
    port: int

    def news(self, address: str) -> _News:
        """Listen to what is told to whoever has a page open."""
        return _News(self.port, address)

    def cpu(self) -> float:
        """Return the seconds that it and its helpers have worked until now; 0 where no system tells."""
        return sum(map(_worked, _family(self.process.pid)))


@contextmanager
def _served(folder: Path) -> Iterator[_Server]:
    command = [sys.executable, "-m", "slc_site", "serve", "-C", str(folder), "--no-open", "--port", "0"]
    say("Building the class for the first time …")
    with subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=undisturbed,  # safe: no thread of ours is running yet
    ) as process:
        try:
            said: IO[str] = process.stdout or StringIO()
            port = next(
                (int(found[1]) for line in said if (found := re.search(r"127\.0\.0\.1:(\d+)", line))), 0
            )
            if not port:
                raise SlowError("slc serve has ended by itself")
            threading.Thread(target=lambda: [None for _ in said], daemon=True).start()  # its pipe never fills
            yield _Server(process, port)
        finally:
            process.send_signal(signal.SIGINT)  # its session does not hear the Ctrl-C that we hear


class _News:
    """What the server tells, with the time at which it came."""

    def __init__(self, port: int, address: str) -> None:
        self._heard: queue.SimpleQueue[tuple[float, bool]] = queue.SimpleQueue()
        threading.Thread(target=self._listen, args=(port, address), daemon=True).start()

    def forget(self) -> None:
        """Forget what was told until now."""
        while not self._heard.empty():
            self._heard.get()

    def build(self) -> tuple[float, float]:
        """Return when a build began and when it was done."""
        begun = None
        while True:
            when, is_building = self._heard.get(timeout=PATIENCE)
            if is_building:
                begun = when if begun is None else begun
            elif begun is not None:
                return begun, when

    def _listen(self, port: int, address: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        with closing(connection):
            connection.request("GET", f"/_slc/events?page={address}")
            with connection.getresponse() as response:
                for line in response:
                    if line.startswith(b"data: "):
                        when = time.monotonic()
                        self._heard.put((when, json.loads(line.removeprefix(b"data: "))["building"]))


def _family(pid: int) -> Iterator[int]:
    """Yield a process and all that it started, by their numbers."""
    yield pid
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = file.read_text("utf-8").split()
        except OSError:  # it has just ended
            continue
        for child in children:
            yield from _family(int(child))


def _worked(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:  # it has ended, or this system has no such place
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _opened() -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    found = chromium.find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found and str(found), args=list(_QUIET))
        try:
            page = browser.new_page()
            page.add_init_script(_EYE)
            yield page
        finally:
            browser.close()


# -- the report --------------------------------------------------------------------------------------------


def report(scenario: Scenario, all_of_them: Sequence[Reload]) -> str:
    """Return what came of all edits, as a table for each kind."""
    kinds = list(dict.fromkeys(one.edit for one in all_of_them))
    rows = [_row(kind, [one for one in all_of_them if one.edit == kind]) for kind in kinds]
    head = ["edit", "least ms", "median", "90th percentile", "until heard", "building", "until shown"]
    title = f"### {scenario.name}, from an edit to the page ({len(all_of_them) // len(kinds)} times each)"
    return f"{title}\n\n{table([*head, 'server CPU ms', 'foreign'], rows)}"


def _row(kind: str, these: Sequence[Reload]) -> tuple[str, ...]:
    walls = [one.wall for one in these]
    foreign = [one.foreign for one in these if one.foreign is not None]
    return (
        kind,
        _ms(min(walls)),
        _ms(median(walls)),
        _ms(quantiles(walls, n=10, method="inclusive")[-1] if len(walls) > 1 else walls[0]),
        *(
            _ms(median(part))
            for part in zip(*((one.heard, one.built, one.shown, one.cpu) for one in these), strict=True)
        ),
        f"{median(foreign):.2f}" if foreign else "–",
    )


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}"
