"""`serve` as the command calls it: with the real builder, from the first build to Ctrl-C."""

from __future__ import annotations

import http.client
import os
import signal
import stat
import subprocess
import sys
import textwrap
import webbrowser
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from slc_site.build.site import Site
from slc_site.problems import RecordingReporter
from slc_site.serve import server
from slc_site.serve.address import address_of, listen
from slc_site.serve.rounds import Rounds
from slc_site.serve.watch import Watcher
from slc_site.share.access import TEACHER, Viewer
from tests.serve.sitting import eventually

if TYPE_CHECKING:
    from tests.conftest import AClass
    from tests.support.classes import ClassFolder

POST = "students/ada/posts/2026-10-05-my-frog-poem"
ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
    import sys
    from pathlib import Path
    from slc_site.build.site import Site
    from slc_site.problems import TerminalReporter
    from slc_site.serve.server import serve

    def say(text):
        print(text, flush=True)

    site = Site(Path(sys.argv[1]))
    sys.exit(serve(site, port=0, open_browser=False, say=say, reporter=TerminalReporter(say)))
"""


class Command:
    """Runs `serve` until it begins to wait for changes; then looks, and presses Ctrl-C."""

    def __init__(self, folder: ClassFolder, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.said: list[str] = []
        self.heard = RecordingReporter()
        self.opened: list[str] = []
        self._monkeypatch = monkeypatch
        monkeypatch.setattr(webbrowser, "open", self.opened.append)

    def run(
        self,
        then: Callable[[Command], None] = lambda command: None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        open_browser: bool = False,
        viewer: Viewer = TEACHER,
    ) -> int:
        """Serve; as soon as the first build is done, call `then` and stop. Return the exit status."""

        def follow(rounds: Rounds, watcher: Watcher) -> None:
            then(self)
            raise KeyboardInterrupt

        self._monkeypatch.setattr(Rounds, "follow", follow)
        return server.serve(
            Site(self.folder.root),
            host=host,
            port=port,
            open_browser=open_browser,
            say=self.said.append,
            reporter=self.heard,
            viewer=viewer,
        )

    @property
    def port(self) -> int:
        return int(self.said[-1].split("http://127.0.0.1:")[1].split("/")[0])

    def get(self, path: str) -> tuple[int, str]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()


@pytest.fixture
def command(a_class: AClass, monkeypatch: pytest.MonkeyPatch) -> Command:
    return Command(a_class(), monkeypatch)


def test_the_teacher_sees_all_of_the_class(command: Command) -> None:
    command.folder.write(
        {
            "students/ben/student.yml": "name: Ben\nconsent: {publish: no}\n",
            "students/ben/posts/2026-10-06-my-owl.md": "---\ntitle: My owl\ntags: [writing]\n---\nAn owl.\n",
            "students/ada/posts/2026-10-07-not-yet.md": (
                "---\ntitle: Not yet\ntags: [writing]\nstatus: draft\naccess: teacher\n---\nHalf a poem.\n"
            ),
        }
    )

    def look(command: Command) -> None:
        for path, words in {
            f"/{POST}/index.html": "Green frog",
            "/students/ben/posts/2026-10-06-my-owl/index.html": "An owl.",
            "/students/ada/posts/2026-10-07-not-yet/index.html": "Half a poem.",
        }.items():
            status, text = command.get(path)
            assert (status, words in text) == (200, True)
            assert "js/live.js" in text
            assert '<meta name="slc-source" content="content/students/' in text

    assert command.run(look) == 0
    assert command.said[-1] == "Stopped."
    assert command.heard.problems == []
    assert command.opened == []
    assert not command.folder.output.exists()


def test_the_preview_is_for_nobody_else_on_this_computer(command: Command) -> None:
    site = Site(command.folder.root)
    site.preview.mkdir(parents=True)
    site.preview.chmod(0o755)
    assert command.run() == 0
    assert stat.S_IMODE(site.preview.stat().st_mode) == 0o700
    assert (site.preview / "index.html").is_file()


def test_a_post_that_was_left_out_says_why(command: Command) -> None:
    command.folder.write({f"{POST}.md": "---\ntitle: My frog poem\ntags: [writing]\n\nNo end.\n"})

    def look(command: Command) -> None:
        [problem] = command.heard.problems
        status, text = command.get(f"/{POST}/")
        assert status == 404
        assert f"content/{POST}.md, line\N{NO-BREAK SPACE}{problem.line}" in text
        assert "below the keys is missing" in text

    assert command.run(look) == 0


def test_a_class_that_cannot_be_read_is_waited_for(command: Command) -> None:
    (command.folder.content / "class.yml").unlink()

    def look(command: Command) -> None:
        status, text = command.get("/index.html")
        assert (status, "content/class.yml" in text) == (503, True)

    assert command.run(look) == 0
    assert command.said[0].startswith("nothing could be built in ")


def test_a_mistake_in_a_theme_of_ones_own_is_told_and_ends_nothing(command: Command) -> None:
    command.folder.write(
        {
            "class.yml": "title: Room 12\ntheme: mine\n",
            "../themes/mine/theme.toml": 'name = "mine"\nparent = "default"\n',
            "../themes/mine/templates/home.html": (
                '{% extends "default/home.html" %}\n{% block main %}{{ none + 1 }}{% endblock %}\n'
            ),
        }
    )
    assert command.run() == 0
    [problem] = command.heard.problems
    assert (problem.file or "").endswith("templates/home.html")
    assert command.said[-1] == "Stopped."


def test_the_browser_is_opened_when_wished(command: Command) -> None:
    ports: list[int] = []
    assert command.run(lambda command: ports.append(command.port), open_browser=True) == 0
    assert command.opened == [f"http://127.0.0.1:{ports[0]}/"]


def test_a_port_that_is_taken_is_told(command: Command) -> None:
    with listen("127.0.0.1", 0) as other:
        taken = address_of(other)[1]
        assert command.run(port=taken) == 0
    assert command.said[0].startswith(f"Port {taken} is taken by another program; this is port ")


def test_when_no_port_is_free_the_command_fails(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slc_site.serve.address.TRIES", 1)
    with listen("127.0.0.1", 0) as other:
        taken = address_of(other)[1]
        assert command.run(port=taken) == 1
    [problem] = command.heard.problems
    assert problem.message.startswith(f"No port from {taken} on is free (Address")


def test_other_computers_are_refused_as_wrong_use(command: Command) -> None:
    assert command.run(host="0.0.0.0") == 2
    assert [problem.message for problem in command.heard.problems] == [
        "`0.0.0.0` could be reached from other computers."
    ]


def test_a_folder_that_cannot_be_written_to_is_told(command: Command) -> None:
    (command.folder.root / ".slc").write_text("in the way")
    assert command.run() == 1
    [problem] = command.heard.problems
    assert problem.message == "The folder for the preview cannot be made (File exists)."


def test_ctrl_c_ends_it_without_a_traceback_though_a_page_is_open(a_class: AClass) -> None:
    folder = a_class()
    program = [sys.executable, "-c", textwrap.dedent(PROGRAM), str(folder.root)]
    # As from a terminal: in a group of its own, and all of the group hear Ctrl-C.
    running = subprocess.Popen(
        program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    said: list[str] = []
    try:
        assert running.stdout is not None
        while "Ctrl-C" not in (line := running.stdout.readline()):
            assert line, said
            said.append(line)
        port = int(line.split("http://127.0.0.1:")[1].split("/")[0])
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            connection.request("GET", "/_slc/events?page=/index.html")
            news = connection.getresponse()
            assert news.readline() == b"event: status\n"
            folder.write({f"{POST}.md": "---\ntitle: My frog poem\ntags: [writing]\n---\nRed frog.\n"})
            page = folder.root / ".slc/preview" / POST / "index.html"
            eventually(lambda: "Red frog." in page.read_text("utf-8"))
            os.killpg(running.pid, signal.SIGINT)
            rest, _ = running.communicate(timeout=60)
    finally:
        running.kill()
        running.wait()
    assert rest.splitlines()[-1] == "Stopped."
    assert "Traceback" not in rest
    assert running.returncode == 0
