"""A teacher's sitting: a tiny class, a builder that builds it at once, and the real server and watcher."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from slc_site.build.site import Site
from slc_site.problems import Problem, RecordingReporter, Reporter, Severity
from slc_site.render.theme import LIVE_ASSETS
from slc_site.render.theme_folders import BUNDLED, DEFAULT
from slc_site.serve.address import address_of, listen
from slc_site.serve.rounds import Rounds
from slc_site.serve.server import answering
from slc_site.serve.status import Board
from slc_site.serve.watch import Watcher

PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="slc-source" content="{source}">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/{assets}css/site.css">
<link rel="stylesheet" href="/{assets}css/live.css">
<script src="/{assets}js/live.js" defer></script>
</head>
<body><main><h1>{title}</h1><p class="text">{text}</p><div class="tall"></div></main></body>
</html>
"""
PATIENCE = 60
"""Seconds that anything may take: machines that test are busy."""
CLASS = "content/class.yml"
POST = "content/students/ada/posts/frog.md"
POST_PAGE = "students/ada/posts/frog/index.html"
STYLE = "themes/mine/static/css/site.css"
SMALLEST = {
    CLASS: "language: en\n",
    POST: "Green frog on a log.",
    "content/students/ada/posts/owl/index.md": "An owl.",
    STYLE: "h1 { color: rgb(1, 2, 3) } .tall { height: 4000px }",
}


class TinyBuilder:
    """Builds posts the way the real builder promises to, with nothing in between.

    A post that says BROKEN is left out, one that says SLIP is told of; a `class.yml` that says BROKEN stops
    everything.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self.builds = 0
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.begun = threading.Event()
        self.read_elsewhere: tuple[Path, ...] = ()

    def build(self, reporter: Reporter, *, changed: frozenset[str] | None = None) -> object | None:
        self.builds += 1
        self.begun.set()
        assert self.may_go_on.wait(PATIENCE)
        try:
            classroom = (self.site.root / CLASS).read_text("utf-8")
        except FileNotFoundError:
            classroom = "BROKEN"
        if "BROKEN" in classroom or not classroom:  # empty: it is just being saved
            reporter.report(Problem("The class cannot be read.", CLASS, 1, hint="Look for a lost colon."))
            return None
        self._write(dict(self._files(classroom.split()[-1], reporter)))
        return object()

    def _files(self, language: str, reporter: Reporter) -> Iterator[tuple[str, bytes]]:
        static = BUNDLED / DEFAULT / "static"
        try:
            style = (self.site.root / STYLE).read_bytes()
        except FileNotFoundError:
            style = b""
        assets = LIVE_ASSETS
        yield f"{assets}css/site.css", style
        yield f"{assets}css/live.css", (static / "css/live.css").read_bytes()
        yield f"{assets}js/live.js", (static / "js/live.js").read_bytes()

        def page(title: str, source: str, text: str) -> bytes:
            values = {"title": title, "source": source, "text": escape(text)}
            return PAGE.format(assets=assets, language=language, **values).encode()

        yield "index.html", page("Room 12", CLASS, "Welcome.")
        yield "404.html", page("Not here", "", "Lost?")
        yield "robots.txt", b"User-agent: *\nDisallow: /\n"
        for file in sorted(self.site.content.glob("students/*/posts/**/*.md")):
            source = file.relative_to(self.site.root).as_posix()
            try:
                text = file.read_text("utf-8")
            except FileNotFoundError:  # deleted while we were reading
                continue
            student = file.relative_to(self.site.content).parts[1]
            slug = file.parent.name if file.name == "index.md" else file.stem
            if "BROKEN" in text:
                reporter.report(Problem("The first line is <odd>.", source, 3, "tags", "Write `tags: []`."))
                continue
            if "SLIP" in text:
                warning = Severity.WARNING
                reporter.report(Problem("There is no strand.", source, 2, "tags", severity=warning))
            yield f"students/{student}/posts/{slug}/index.html", page(slug, source, text)

    def _write(self, files: dict[str, bytes]) -> None:
        for old in [file for file in self.site.preview.rglob("*") if file.is_file()]:
            if old.relative_to(self.site.preview).as_posix() not in files:
                old.unlink()
        for path, content in files.items():
            file = self.site.preview / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if not file.is_file() or file.read_bytes() != content:
                file.write_bytes(content)


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Stream:
    """News, as an open page hears it."""

    response: http.client.HTTPResponse
    heard: list[dict[str, Any]] = field(default_factory=list)

    def next(self) -> dict[str, Any]:
        """Return what the next event says; wait until it comes, but not for ever."""
        deadline = time.monotonic() + PATIENCE
        while line := self.response.readline():
            assert time.monotonic() < deadline, f"nothing new since {self.heard}"
            if line.startswith(b"data: "):
                self.heard.append(json.loads(line.removeprefix(b"data: ")))
                return self.heard[-1]
        raise EOFError("the stream has ended")

    def until(self, true: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the first event that is as wished."""
        while not true(told := self.next()):
            pass
        return told

    def finished(self) -> dict[str, Any]:
        """Return how things stand after the next build; how they stood before must have been heard."""
        before = self.heard[-1]
        return self.until(
            lambda told: (
                not told["building"] and (told["text"], told["page"]) != (before["text"], before["page"])
            )
        )


@dataclass
class Sitting:
    """A class that is being served."""

    site: Site
    builder: TinyBuilder
    board: Board
    watcher: Watcher
    port: int
    said: list[str]
    heard: RecordingReporter

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def write(self, file: str, text: str) -> None:
        put(self.site.root, file, text)

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path exactly as it is written, with these headers: `Host`, `Range`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with closing(connection):
            connection.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                if value:
                    connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())

    @contextmanager
    def news(self, page: str = "/index.html", source: str = "") -> Iterator[Stream]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with closing(connection):
            connection.request("GET", f"/_slc/events?page={page}&source={source}")
            with connection.getresponse() as response:  # it keeps the connection open on its own
                yield Stream(response)


def put(root: Path, file: str, text: str) -> None:
    """Save a file in one go, as most editors do: nobody ever sees half of it, however busy the machine is."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(text, "utf-8")
    temporary.replace(path)


def eventually(true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.05)


def write_class(root: Path, files: dict[str, str] | None = None) -> Site:
    """Write the smallest class and these files over it, with an empty preview."""
    site = Site(root)
    for file, text in {**SMALLEST, **(files or {})}.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, "utf-8")
    site.preview.mkdir(parents=True, exist_ok=True)
    return site


@contextmanager
def sitting(site: Site, *, build_first: bool = True) -> Iterator[Sitting]:
    """Serve, watch and build a class until the end of `with`."""
    builder, board, said, heard = TinyBuilder(site), Board(), list[str](), RecordingReporter()
    rounds = Rounds(site.root, builder, board, said.append, heard)
    with listen("127.0.0.1", 0) as listener:
        port = address_of(listener)[1]
        with (
            answering(listener, site.preview, board),
            Watcher(site.root, ("content", "themes"), heard) as watcher,
        ):
            if build_first:
                rounds.build(frozenset())
            thread = threading.Thread(target=rounds.follow, args=(watcher,))
            thread.start()
            try:
                yield Sitting(site, builder, board, watcher, port, said, heard)
            finally:
                watcher.stop()
                builder.may_go_on.set()
                thread.join()
