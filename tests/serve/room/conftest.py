"""A room: pages of a few lines, the real pen, the real server, on both of its sides."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from slc_site.pen.writer import Pen
from slc_site.serve.address import address_of, listen, own_names
from slc_site.serve.room.app import make_app
from slc_site.serve.room.door import Door
from slc_site.serve.room.front import Front
from slc_site.serve.room.join import Invitation
from slc_site.serve.room.news import News
from slc_site.serve.room.pin import Pin
from slc_site.serve.room.sessions import Sessions
from slc_site.serve.room.slate import Slate
from slc_site.serve.server import running
from slc_site.serve.status import Board
from tests.conftest import AClass
from tests.serve.sitting import Answer, Stream
from tests.support.classes import ClassFolder

PLUS = "three-pluses/parent/plus-1"
GOAL = "three-pluses/parent/goal"
A_CLASS = {
    "conferences/fall/conference.yml": "title: Fall conferences\n",
    "students/ben/student.yml": "name: Ben\n",
    "students/ada/conferences/fall.md": """
        ---
        # what we say to Ada
        three_pluses:
          parent: {pluses: [You ask why]}
        ---
        Welcome.
        """,
}


@dataclass
class Clock:
    """Time that passes when a test says so."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Room:
    """A class whose conferences are held, with both sides of the server on loopback."""

    folder: ClassFolder
    slate: Slate
    news: News
    door: Door
    clock: Clock
    own: int
    """Port of the teacher's own screen."""
    away: int
    """Port of what tablets see."""
    cookie: str = field(default="")

    def file(self, student: str = "ada") -> str:
        """Return what stands in a child's file."""
        return (self.folder.content / f"students/{student}/conferences/fall.md").read_text("utf-8")

    def ask(
        self, path: str, method: str = "GET", *, port: int = 0, body: str | bytes = "", **headers: str
    ) -> Answer:
        """Ask one side of the server, by default the tablets'."""
        connection = http.client.HTTPConnection("127.0.0.1", port or self.away, timeout=60)
        with closing(connection):
            connection.request(
                method, path, body or None, {k.replace("_", "-"): v for k, v in headers.items()}
            )
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())

    def come_in(self) -> None:
        """Type the number of the day."""
        answer = self.type_pin(self.door.pin.number)
        assert answer.status == 303
        self.cookie = answer.headers["Set-Cookie"].partition(";")[0]

    def type_pin(self, pin: str, to: str = "/", *, origin: str = "", fetched: str = "same-origin") -> Answer:
        return self.ask(
            "/_slc/pin",
            "POST",
            body=f"pin={pin}&to={to}",
            Content_Type="application/x-www-form-urlencoded",
            Origin=origin or f"http://127.0.0.1:{self.away}",
            Sec_Fetch_Site=fetched,
        )

    def write(
        self,
        value: str,
        base: str = "",
        box: str = PLUS,
        *,
        own: bool = False,
        student: str = "ada",
        who: str = "me",
    ) -> Any:
        """Write as a page does, and return what it is told."""
        port = self.own if own else self.away
        sent = {"student": student, "box": box, "value": value, "base": base, "from": who}
        answer = self.ask(
            "/_slc/write",
            "POST",
            port=port,
            body=json.dumps(sent),
            Content_Type="application/json",
            Origin=f"http://127.0.0.1:{port}",
            Cookie=self.cookie,
        )
        return json.loads(answer.body)

    def boxes(self, student: str = "ada", *, own: bool = False) -> Any:
        port = self.own if own else self.away
        return json.loads(self.ask(f"/_slc/boxes?student={student}", port=port, Cookie=self.cookie).body)

    @contextmanager
    def news_of(self, student: str = "ada") -> Iterator[Stream]:
        connection = http.client.HTTPConnection("127.0.0.1", self.own, timeout=60)
        with closing(connection):
            connection.request("GET", f"/_slc/boxes/events?student={student}")
            with connection.getresponse() as response:
                yield Stream(response)


@pytest.fixture
def room(a_class: AClass, tmp_path: Path) -> Iterator[Room]:
    """The room, with Ada and her family in it; Ben has guests."""
    folder = a_class(A_CLASS)
    library = folder.load()
    assert library is not None
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "index.html").write_text('<!doctype html><html lang="en"><title>Day</title>The day', "utf-8")
    (pages / "secret.css").write_text("p { color: red }", "utf-8")
    clock, news = Clock(), News()
    pen = Pen(folder.root, "fall", lambda: library, clock=lambda: datetime(2026, 11, 19, 17, 0))
    slate = Slate(pen, news)
    slate.open_for({"ada": False, "ben": True})
    door = Door(Pin(clock), Sessions(clock))
    with listen("127.0.0.1", 0) as inside, listen("127.0.0.1", 0) as outside:
        own, away = address_of(inside)[1], address_of(outside)[1]
        invitation = Invitation(f"http://127.0.0.1:{away}/", door.pin.number)
        fronts = (
            (inside, Front(own_names("127.0.0.1", own), invitation=invitation)),
            (outside, Front(own_names("127.0.0.1", away), door)),
        )
        apps = [(socket, make_app(pages, Board(), news, slate, front)) for socket, front in fronts]
        with running(*apps[0]), running(*apps[1]):
            yield Room(folder, slate, news, door, clock, own, away)
            news.close()


def at_once(*todo: Callable[[], object]) -> None:
    """Do things in threads of their own, and wait for all."""
    threads = [threading.Thread(target=each) for each in todo]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()


def until(true: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)
