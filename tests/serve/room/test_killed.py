"""A pulled plug: whatever a page was told is written is in the files, or comes back at the next start."""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from slc_site.problems import RecordingReporter, Severity
from slc_site.read.loader import load
from tests.conftest import AClass
from tests.serve.room.conftest import A_CLASS, at_once, until
from tests.support.imports import PACKAGE

ROUNDS = 20
BOXES = ("three-pluses/parent/plus-1", "three-pluses/parent/goal", "feedback/learned")


class Served:
    """`slc conference` as a teacher starts it."""

    def __init__(self, root: Path) -> None:
        self.port = 0
        self.said = ""
        command = ["-m", "slc_site", "-C", str(root), "conference", "--no-open", "--port=0"]
        self.process = subprocess.Popen(
            [sys.executable, *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PYTHONUNBUFFERED": "1"},
        )
        threading.Thread(target=self._listen, daemon=True).start()  # so that it never waits for us
        until(self._answers)

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.said
        found = re.search(r"are at http://127\.0\.0\.1:(\d+)/", self.said)
        self.port = int(found[1]) if found else 0
        try:
            return bool(self.port and self.boxes("ada"))
        except OSError:
            return False

    def write(self, student: str, box: str, value: str, base: str, who: str) -> str | None:
        """Return what stands there now, when we are told so; None when we are told nothing."""
        sent = {"student": student, "box": box, "value": value, "base": base, "from": who}
        headers = {"Origin": f"http://127.0.0.1:{self.port}", "Content-Type": "application/json"}
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            connection.request("POST", "/_slc/write", json.dumps(sent), headers)
            told = json.loads(connection.getresponse().read())
        except (OSError, ValueError, http.client.HTTPException):
            return None
        return str(told["value"]) if told["said"] == "written" else None

    def boxes(self, student: str) -> dict[str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", f"/_slc/boxes?student={student}")
        found: dict[str, str] = json.loads(connection.getresponse().read())
        return found


@contextmanager
def serving(root: Path) -> Iterator[Served]:
    served = Served(root)
    try:
        yield served
    finally:
        served.process.kill()
        served.process.wait(20)


def test_the_plug_pulled_twenty_times_while_two_tablets_type(a_class: AClass) -> None:
    root = a_class(A_CLASS).root
    told: dict[tuple[str, str], str] = {}
    tried: dict[tuple[str, str], set[str]] = {}
    for round_ in range(ROUNDS + 1):
        with serving(root) as served:
            for student in ("ada", "ben"):
                boxes = served.boxes(student)
                for box in BOXES:
                    known, key = told.get((student, box)), (student, box)
                    # The last word that was sent may have been written though nobody could be told any more.
                    assert known is None or boxes[box] in tried[key] | {known}, (round_, key, served.said)
                    told[key], tried[key] = boxes[box], set()
            heard = RecordingReporter()
            assert load(root, heard) is not None
            assert not heard.count(Severity.ERROR), heard.problems
            if round_ == ROUNDS:
                break

            def typing(student: str, who: str, served: Served = served) -> None:
                for count in range(1000):
                    box = BOXES[count % len(BOXES)]
                    key = (student, box)
                    value = f"{who} typed number {count}: “why?” — # and: [more]"
                    tried[key] = {value}
                    written = served.write(student, box, value, told[key], who)
                    if written is None:
                        return
                    told[key], tried[key] = written, set()

            def pulling(served: Served = served) -> None:
                time.sleep(random.uniform(0.02, 0.6))
                served.process.kill()

            at_once(
                partial(typing, "ada", f"tablet one in round {round_}"),
                partial(typing, "ben", f"tablet two in round {round_}"),
                pulling,
            )
    assert all(told[student, BOXES[0]] for student in ("ada", "ben"))


def test_ctrl_c_ends_it_at_once_though_pages_are_listening(a_class: AClass) -> None:
    with serving(a_class(A_CLASS).root) as served:
        listening = [http.client.HTTPConnection("127.0.0.1", served.port, timeout=20) for _ in range(3)]
        for connection in listening:
            connection.request("GET", "/_slc/boxes/events?student=ada")
            assert connection.getresponse().readline().startswith(b"event: boxes")
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(20) == 0
        with suppress(OSError):
            assert listening[0].sock is None or listening[0].sock.recv(100) is not None


def test_the_next_start_says_what_is_not_where_it_was_typed(a_class: AClass) -> None:
    folder = a_class(A_CLASS)
    with serving(folder.root) as served:
        assert served.write("ada", BOXES[0], "You laugh", "You ask why", "me") == "You laugh"
    file = folder.content / "students/ada/conferences/fall.md"
    file.write_text(file.read_text("utf-8").replace("You laugh", "Edited since"), "utf-8")
    with serving(folder.root) as served:
        until(lambda: "You laugh" in served.said and "Ada" in served.said)
        assert served.boxes("ada")[BOXES[0]] == "Edited since"
