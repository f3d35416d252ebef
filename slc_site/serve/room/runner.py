"""`slc conference`: build the room's pages, show them, take what is typed, build again when there is calm."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from slc_site.build.progress import Progress
from slc_site.build.result import Built
from slc_site.build.room import Room, absent
from slc_site.build.site import Site
from slc_site.model.library import Library
from slc_site.pen.locks import BusyError
from slc_site.pen.recovery import Found
from slc_site.pen.turns import in_turn
from slc_site.pen.writer import Pen
from slc_site.problems import Problem, Reporter, Severity, SilentReporter
from slc_site.serve.address import TAKEN, address_of, bound, listen, own_names, url_of
from slc_site.serve.room.app import make_app
from slc_site.serve.room.calm import CalmWatcher
from slc_site.serve.room.door import Door
from slc_site.serve.room.front import Front
from slc_site.serve.room.join import Invitation, square_in_text
from slc_site.serve.room.news import News
from slc_site.serve.room.slate import Slate
from slc_site.serve.rounds import Rounds, Say
from slc_site.serve.server import running
from slc_site.serve.status import Board

if TYPE_CHECKING:
    from slc_site.build.pipeline import Builder


@dataclass(frozen=True, slots=True)
class Wish:
    """What the teacher asked for."""

    conference: str
    """A slug."""
    host: str | None = None
    """An address of this computer in the local network, to let tablets in; None: this computer only."""
    port: int = 8000
    """The first that is tried; 0: any free one."""
    open_browser: bool = True
    draws_square: bool = False
    """Say the address as a square to scan, too: for a terminal."""


def folder_of(site: Site, wish: Wish) -> Path:
    """Return where the pages are kept: of those that never leave the computer apart from the others."""
    return site.state / "room" / ("away" if wish.host else "here")


def conduct(
    site: Site,
    library: Library,
    wish: Wish,
    *,
    say: Say,
    reporter: Reporter,
    progress: Progress | None = None,
) -> int:
    """Hold the conferences until Ctrl-C; return the exit status of the command.

    `library` is the class as it was just read; `say` is given lines for the terminal.
    """
    with ExitStack() as open_sockets:
        try:
            inside = open_sockets.enter_context(listen("127.0.0.1", wish.port))
            port = address_of(inside)[1]
            outside = open_sockets.enter_context(bound(wish.host, port)) if wish.host else None
        except OSError as error:
            reporter.report(_no_port(error, wish))
            return 1
        if wish.port not in (0, port):
            say(f"Port {wish.port} is taken by another program; this is port {port}.")
        try:
            _Day(site, library, wish, say, reporter).hold(inside, outside, progress)
        except KeyboardInterrupt:
            say("Stopped. All that was saved is in the files.")
    return 0


class _Day:
    """One run of the server."""

    def __init__(self, site: Site, library: Library, wish: Wish, say: Say, reporter: Reporter) -> None:
        self._site = site
        self._wish = wish
        self._say = say
        self._reporter = reporter
        self._library = library
        self._room = Room(wish.conference, is_here=wish.host is None, writes_to="server")
        self._folder = folder_of(site, wish)
        self._news = News()
        self._pen = Pen(
            site.root,
            wish.conference,
            lambda: self._library,
            clock=self._local_time,
            may_write=in_turn(lambda: self._library, wish.conference),
        )
        self._slate = Slate(self._pen, self._news)

    def hold(self, inside: socket.socket, outside: socket.socket | None, progress: Progress | None) -> None:
        from slc_site.build.pipeline import (
            Builder,  # slow to load, and not needed to say that a port is taken
        )

        def waiting() -> None:
            self._say("Another build is running here; waiting for it.")

        site, board = self._site, Board()
        for folder in (site.state, site.state / "room", self._folder):
            folder.mkdir(mode=0o700, exist_ok=True)
        self._recover()
        self._open()
        with (
            self._answering(inside, outside, board) as door,
            CalmWatcher(
                site.root, (site.content.name, site.themes.name), self._reporter, at_once=self._heard
            ) as watcher,
            Builder(
                site, folder=self._folder, room=self._room, progress=progress, waiting=waiting
            ) as builder,
        ):
            again = _WithClass(builder, self._take)
            patient = _Patient(self._reporter)
            rounds = Rounds(site.root, again, board, self._say, patient, own_eyes=False)
            rounds.build(frozenset())
            self._tell(inside, outside, door)
            rounds.follow(watcher)

    @contextmanager
    def _answering(
        self, inside: socket.socket, outside: socket.socket | None, board: Board
    ) -> Iterator[Door | None]:
        door = Door() if outside else None
        invitation = Invitation(url_of(outside), door.pin.number) if outside and door else None
        own = Front(own_names(*address_of(inside)), invitation=invitation)
        with ExitStack() as servers:
            app = make_app(self._folder, board, self._news, self._slate, own)
            servers.enter_context(running(inside, app))
            if outside and door:
                away = Front(own_names(*address_of(outside)), door)
                app = make_app(self._folder, board, self._news, self._slate, away)
                servers.enter_context(running(outside, app))
            servers.callback(board.close)
            servers.callback(self._news.close)  # before the servers, which wait for nobody
            yield door

    def _take(self) -> None:
        """Read the class again: somebody may have come, or gone, or may not be shown any more."""
        from slc_site.read.loader import load

        self._library = load(self._site.root, SilentReporter()) or self._library
        self._open()
        self._news.tell()

    def _open(self) -> None:
        """Let words be written of all who take part, as the class was read last."""
        self._slate.open_for({v.student: v.is_guest for v in self._room.viewers(self._library) if v.student})

    def _heard(self, changed: frozenset[str]) -> None:
        """Tell the pages whose child's files were changed, by us or by an editor."""
        students = {Path(path).parts[2] for path in changed if _is_of_a_student(path)}
        for student in students:
            self._news.tell(student)

    def _recover(self) -> None:
        """Put in what a pulled plug has taken, and say what the teacher has to look at."""
        try:
            found = self._pen.recover()
        except (OSError, BusyError) as error:
            self._reporter.report(
                Problem(
                    f"What was typed last time cannot be compared with the files ({error or 'busy'}).",
                    hint="Is another slc conference running? If not, look into .slc/conference.",
                    severity=Severity.WARNING,
                    code="journal",
                )
            )
            return
        for each in found:
            self._say(self._told(each))

    def _told(self, found: Found) -> str:
        """Return what a teacher should know of words that did not stand where they were typed."""
        student = self._library.student.get(found.student)
        name = student.name if student else found.student
        if found.put_in:
            return f"{name}: put in again what was typed last time ({found.box}): {found.value}"
        there = (
            "the file cannot be read" if found.theirs is None else f"there is: {found.theirs or 'nothing'}"
        )
        return f"{name}: last time somebody typed ({found.box}): {found.value}. Now {there}."

    def _local_time(self) -> datetime:
        return datetime.now(ZoneInfo(self._library.classroom.timezone))

    def _tell(self, inside: socket.socket, outside: socket.socket | None, door: Door | None) -> None:
        own = url_of(inside)
        self._say(f"The conferences are at {own} (Ctrl-C stops).")
        if outside and door:
            if missing := absent(self._library, self._room):
                self._say(
                    f"Not shown to tablets: {', '.join(missing)}. Nothing of them may leave this computer; "
                    "their conferences open here without --lan."
                )
            invitation = Invitation(url_of(outside), door.pin.number)
            if self._wish.draws_square:
                self._say(square_in_text(invitation.url))
            self._say(f"Tablets in the room: {invitation.url}  Number of the day: {invitation.spaced_pin}")
            self._say(f"The same to scan, for you only: {own}_slc/join")
        if self._wish.open_browser:
            import webbrowser

            webbrowser.open(own)


class _Patient:
    """Tells of everything but what is only unfinished because somebody is typing it."""

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter

    def report(self, problem: Problem) -> None:
        if problem.code != "three-pluses":
            self._reporter.report(problem)


class _WithClass:
    """Builds, and has the class read again after it."""

    def __init__(self, builder: Builder, take: Callable[[], None]) -> None:
        self._builder = builder
        self._take = take

    @property
    def read_elsewhere(self) -> tuple[Path, ...]:
        """What the last build read besides the class's own files."""
        return self._builder.read_elsewhere

    def build(self, reporter: Reporter, *, changed: frozenset[str] | None = None) -> Built | None:
        """Build, and say who takes part."""
        built = self._builder.build(reporter, changed=changed)
        self._take()
        return built


def _is_of_a_student(path: str) -> bool:
    parts = Path(path).parts
    return len(parts) > 3 and parts[:2] == ("content", "students")


def _no_port(error: OSError, wish: Wish) -> Problem:
    if wish.host and error.errno not in TAKEN:
        return Problem(
            f"This computer cannot be reached as {wish.host} ({error.strerror or error}).",
            hint="Is it in a network? Without --lan, the conferences are on this computer only.",
            code="no-network",
        )
    return Problem(
        f"No port from {wish.port} on is free ({error.strerror or error}).",
        hint="Stop the other program, or name another port with `--port`.",
        code="no-port",
    )
