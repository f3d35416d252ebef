"""`slc conference --lan`, whole: built, shown to a tablet that knows the number, and to nobody else."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from tests.conftest import AClass
from tests.serve.room.conftest import A_CLASS
from tests.support.imports import PACKAGE

HOST = "127.0.0.2"
"""Another address of this machine, in the place of the one in the local network."""
SCRIPT = """
import sys
from pathlib import Path
from slc_site.build.site import Site
from slc_site.problems import RecordingReporter
from slc_site.read.loader import load
from slc_site.serve.room.runner import Wish, conduct
root = Path(sys.argv[1])
heard = RecordingReporter()
wish = Wish("fall", sys.argv[2], int(sys.argv[3]), open_browser=False, draws_square=True)
def say(text):
    print(text, flush=True)
sys.exit(conduct(Site(root), load(root, heard), wish, say=say, reporter=heard))
"""


class Lan:
    """The server in a process of its own, and what it said."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said = ""
        assert process.stdout is not None
        for line in process.stdout:
            self.said += line
            if "_slc/join" in line:
                break
        found = re.search(r"Number of the day: (\d{3}) (\d{3})", self.said)
        assert found, self.said
        self.pin = found[1] + found[2]
        address = re.search(r"are at http://127\.0\.0\.1:(\d+)/", self.said)
        assert address, self.said
        self.port = int(address[1])

    def ask(
        self, host: str, path: str, *, body: str = "", cookie: str = "", sent_to: str = ""
    ) -> tuple[int, str, http.client.HTTPMessage]:
        connection = http.client.HTTPConnection(host, self.port, timeout=20)
        name = sent_to or f"{host}:{self.port}"
        headers = {"Host": name, "Cookie": cookie, "Origin": f"http://{name}"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST" if body else "GET", path, body or None, headers)
        response = connection.getresponse()
        text = response.read().decode("utf-8", "replace")
        connection.close()
        return response.status, text, response.headers


@pytest.fixture
def lan(a_class: AClass) -> Iterator[Lan]:
    folder = a_class(
        {**A_CLASS, "students/ben/student.yml": "name: Ben\nconsent: {publish: no, photos: no}\n"}
    )
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(folder.root), HOST, "0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PYTHONIOENCODING": "utf-8"},
    )
    try:
        yield Lan(process)
    finally:
        process.kill()
        process.wait(20)


def test_the_whole_day_with_tablets(lan: Lan) -> None:
    assert f"http://{HOST}:{lan.port}/" in lan.said
    assert "█" in lan.said
    assert "Not shown to tablets: Ben." in lan.said
    # a tablet without the number
    status, text, _ = lan.ask(HOST, "/index.html")
    assert (status, "Ada" in text) == (401, False)
    # the teacher's own screen needs none, and says it
    status, text, _ = lan.ask("127.0.0.1", "/_slc/join")
    assert (status, f"{lan.pin[:3]} {lan.pin[3:]}" in text) == (200, True)
    assert f"http://{HOST}:{lan.port}/" in text
    # names that lead here from elsewhere
    assert lan.ask(HOST, "/index.html", sent_to=f"evil.example:{lan.port}")[0] == 400
    # with the number
    status, _, headers = lan.ask(HOST, "/_slc/pin", body=urlencode({"pin": lan.pin, "to": "/index.html"}))
    assert (status, headers["Location"]) == (303, "/index.html")
    cookie = headers["Set-Cookie"].partition(";")[0]
    status, text, _ = lan.ask(HOST, "/index.html", cookie=cookie)
    assert (status, "Ada" in text, "Ben" in text) == (200, True, False)
    status, text, _ = lan.ask(HOST, "/students/ada/conferences/fall/index.html", cookie=cookie)
    assert (status, 'data-to="server"' in text, "live.js" in text) == (200, True, False)
    for student, status in (("ada", 200), ("ben", 404)):
        assert lan.ask(HOST, f"/_slc/boxes?student={student}", cookie=cookie)[0] == status
    for path in ("/../content/class.yml", "/%2e%2e/content/class.yml", "/.slc/keys", "/_slc/../index.html"):
        assert lan.ask(HOST, path, cookie=cookie)[0] in (400, 404)
    lan.process.send_signal(signal.SIGINT)
    assert lan.process.wait(20) == 0
