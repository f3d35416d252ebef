"""Texts are converted in processes that come and go without anybody noticing."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace

from slc_site.problems import Problem, RecordingReporter, Severity
from slc_site.render.manuscript import Manuscript, Prose
from slc_site.render.markup import limits, worker
from slc_site.render.markup.conversion import MOST_HTML, TooMuchHtmlError
from slc_site.render.markup.task import Remark, Result, Task
from slc_site.render.prose import process
from slc_site.render.prose.scribe import MOST_CHARACTERS, Scribe, task_for
from slc_site.render.prose.workers import CannotStartError, Lost, Workers
from tests.render.prose.making import LINKS, MEDIA, made, manuscript

Rendered = Callable[[Manuscript], Prose]

HANGS = "[" * 20_000
FAILS = "- " * 1_000 + "a"
"""Nested more deeply than Python goes."""


def texts(number: int) -> list[Manuscript]:
    """Some ordinary texts, and one that fails."""
    return [
        manuscript(
            FAILS if one == 3 else f"# {one}\n\nFrogs *jump*.\n\n![A frog](frog.jpg)", key=f"ada/{one}"
        )
        for one in range(number)
    ]


def wait_for(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    """Whether a process is there and not only a name on a list."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not state.exists() or ") Z" not in state.read_text(encoding="utf-8", errors="replace")
    except (ProcessLookupError, FileNotFoundError):
        return False


# -- what it gives --------------------------------------------------------------------------------------


def test_a_text_comes_back_as_it_would_be_made_here(rendered: Rendered) -> None:
    one = manuscript("# Frogs\n\n![A frog](frog.jpg) and [my goal](../goals/read-daily.md)")
    here = made(one.text)
    assert rendered(one) == Prose(here.html, here.summary, here.words, here.media, here.alts)


def test_an_empty_text_needs_no_process(scribe: Scribe) -> None:
    assert scribe.render([manuscript(" \n")]) == {"ada/frog": Prose("")}
    assert scribe._workers.processes == ()


def test_the_prose_is_the_same_in_any_order_and_with_any_number_of_jobs(scribe: Scribe) -> None:
    given = texts(30)
    expected = scribe.render(given)
    shuffled = random.Random(1).sample(given, len(given))
    reporter = RecordingReporter()
    for jobs in (1, 3):
        with Scribe(reporter, jobs=jobs) as another:
            assert another.render(shuffled) == expected


def test_problems_come_in_the_order_of_the_manuscripts(scribe: Scribe, reporter: RecordingReporter) -> None:
    scribe.render([manuscript(f"![a](gone-{number}.jpg)", key=f"ada/{number}") for number in range(40)])
    assert [problem.message.split("`")[1] for problem in reporter.problems] == [
        f"gone-{number}.jpg" for number in range(40)
    ]


def test_this_process_imports_no_converter() -> None:
    program = (
        "import sys\n"
        "from slc_site.problems import SilentReporter\n"
        "from slc_site.model.origin import Origin\n"
        "from slc_site.render.manuscript import Manuscript\n"
        "from slc_site.render.prose.scribe import Scribe\n"
        "with Scribe(SilentReporter(), jobs=1) as scribe:\n"
        "    html = scribe.render([Manuscript('a', '*b*', Origin('c'))])['a'].html\n"
        "print(html, [name for name in ('markdown', 'nh3') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("<p><em>b</em></p> []\n", "")


# -- what is wrong with a text --------------------------------------------------------------------------


def test_a_text_that_is_nested_too_deeply_is_plain_and_told(
    rendered: Rendered, reporter: RecordingReporter
) -> None:
    prose = rendered(manuscript(FAILS))
    assert (prose.plain, prose.html) == (True, f"<p>{FAILS}</p>")
    assert [str(problem) for problem in reporter.problems] == [
        "content/students/ada/posts/frog.md:5: This text cannot be read as Markdown (RecursionError); it is "
        "shown as it was typed. Look for lists, quotes or HTML within one another very many times, and make "
        "it simpler."
    ]


def test_a_text_that_is_far_too_long_is_cut_and_told(rendered: Rendered, reporter: RecordingReporter) -> None:
    prose = rendered(manuscript("frog " * MOST_CHARACTERS))
    assert prose.plain
    assert prose.html.endswith("frog …</p>")
    assert len(prose.html) < MOST_CHARACTERS
    assert [(problem.code, problem.severity) for problem in reporter.problems] == [
        ("long-text", Severity.WARNING)
    ]


def test_a_text_that_becomes_endless_html_is_plain() -> None:
    with pytest.raises(TooMuchHtmlError):
        made("![a](frog.jpg)\n" * (MOST_HTML // 200))


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (
            "One\n\n![x](fog.jpg)",
            7,
            "There is no `fog.jpg` beside this text.",
            "Did you mean `frog.jpg`?",
        ),
        (
            "fog.jpg is gone:\r\n\r\n![x](fog.jpg)",
            7,
            "There is no `fog.jpg` beside this text.",
            "Did you mean `frog.jpg`?",
        ),
        (
            "![x](zzz.png)",
            5,
            "There is no `zzz.png` beside this text.",
            "Put the file into the same folder as the text, or write its name as it is.",
        ),
        (
            "a\n[x](../goals/gone.md)",
            6,
            "A link to `../goals/gone.md` leads nowhere; its words are shown without it.",
            "Write an address that begins with https://, or the place of another text, as in "
            "`../goals/read-daily.md`.",
        ),
        (
            "a\n\nb ![x](../../etc/passwd)",
            7,
            "`../../etc/passwd` does not lie beside this text, and is not shown.",
            "Put the file into the same folder as the text, and write only its name.",
        ),
        (
            "![x][r]\n\n[r]: https://example.org/frog.jpg",
            7,
            "`https://example.org/frog.jpg` is on another website: pictures, sounds and videos from there "
            "are not shown.",
            "Save it beside the text, and write its name instead.",
        ),
        (
            "![A frog](frog.jpg)\n![](frog.jpg)",
            6,
            "`frog.jpg` has no words for people who cannot see it.",
            "Write what it shows between the brackets, as in `![A green frog on a log](frog.jpg)`.",
        ),
    ],
)
def test_a_problem_says_where_it_is_and_what_to_type(
    rendered: Rendered, reporter: RecordingReporter, text: str, line: int, message: str, hint: str
) -> None:
    rendered(manuscript(text))
    (problem,) = reporter.problems
    assert (problem.file, problem.line) == ("content/students/ada/posts/frog.md", line)
    assert (problem.message, problem.hint) == (message, hint)
    assert problem.severity is (Severity.NOTE if problem.code == "no-alt" else Severity.WARNING)


# -- processes ------------------------------------------------------------------------------------------


def test_processes_are_kept_between_calls(scribe: Scribe) -> None:
    scribe.render(texts(20))
    first = scribe._workers.processes
    scribe.render([replace(one, text=f"{one.text} again") for one in texts(20)])
    assert scribe._workers.processes == first
    assert 1 <= len(first) <= 2


def test_one_text_needs_one_process(scribe: Scribe) -> None:
    scribe.render([manuscript("a")])
    assert len(scribe._workers.processes) == 1


class Notebook:
    """Writes down everything it hears, as often as it hears it."""

    def __init__(self) -> None:
        self.heard: list[Problem] = []

    def report(self, problem: Problem) -> None:
        self.heard.append(problem)


def test_what_was_made_last_is_not_made_again_but_told_again() -> None:
    given = [*texts(10), manuscript(HANGS, key="ada/hangs")]
    notebook = Notebook()
    scribe = Scribe(notebook, jobs=2)
    expected = scribe.render(given)
    scribe.close()
    assert [problem.code for problem in notebook.heard] == ["unreadable-text", "slow-text"]
    assert scribe.render(given) == expected
    assert scribe._workers.processes == ()
    assert [problem.code for problem in notebook.heard] == ["unreadable-text", "slow-text"] * 2


@pytest.mark.parametrize("number", [1, 30])
def test_processes_that_are_killed_lose_nothing(
    scribe: Scribe, reporter: RecordingReporter, number: int
) -> None:
    given = [manuscript("*frog* " * 600 + str(one), key=f"ada/{one}") for one in range(number)]
    expected = {one.key: made(one.text, key=one.key).html for one in given}
    scribe.render([manuscript("warm", key="a"), manuscript("warm too", key="b")])
    first = scribe._workers.processes

    def kill_them() -> None:
        for pid in first:
            time.sleep(0.1)
            with suppress(ProcessLookupError):  # which has gone by itself
                os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_them)
    killer.start()
    found = scribe.render(given)
    killer.join()
    assert [key for key, prose in found.items() if prose.html != expected[key]] == []
    assert reporter.problems == []


def test_processes_that_were_killed_while_they_rested_are_replaced(scribe: Scribe) -> None:
    scribe.render(texts(20))
    for pid in (killed := scribe._workers.processes):
        os.kill(pid, signal.SIGKILL)
    assert scribe.render([manuscript("new")])["ada/frog"].html == "<p>new</p>"
    assert not set(killed) & set(scribe._workers.processes)


def test_a_closed_scribe_leaves_no_process_and_can_begin_again(scribe: Scribe) -> None:
    scribe.render(texts(20))
    pids = scribe._workers.processes
    scribe.close()
    scribe.close()
    assert not any(is_running(pid) for pid in pids)
    assert scribe.render([manuscript("a")])["ada/frog"].html == "<p>a</p>"


PARENT = """
import sys, time
from slc_site.problems import SilentReporter
from slc_site.model.origin import Origin
from slc_site.render.manuscript import Manuscript
from slc_site.render.prose.scribe import Scribe
scribe = Scribe(SilentReporter(), jobs=2)
scribe.render([Manuscript(str(n), f"*{n}*", Origin("x")) for n in range(20)])
print(*scribe._workers.processes, flush=True)
try:
    if sys.argv[1] == "busy":
        scribe.render([Manuscript(str(n), "[" * 20_000, Origin("x")) for n in range(20)])
    time.sleep(600)
except KeyboardInterrupt:
    print("stopped", scribe._workers.processes, flush=True)
"""


@pytest.mark.parametrize("doing", ["busy", "nothing"])
def test_no_process_outlives_the_one_that_started_it(doing: str) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, doing], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout:
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert pids
        parent.kill()
        parent.wait()
    wait_for(lambda: not any(is_running(pid) for pid in pids))


def test_ctrl_c_ends_a_conversion_and_its_processes_at_once() -> None:
    # A group of its own, as a terminal has it: what is sent to the group reaches all that are in it.
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, "busy"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert parent.stdout is not None
    pids = [int(pid) for pid in parent.stdout.readline().split()]
    time.sleep(1.5)  # so that it is in the middle of a text, on a busy machine too
    assert all(is_running(pid) for pid in pids)
    os.killpg(parent.pid, signal.SIGINT)
    said, errors = parent.communicate()
    assert (said, errors) == ("stopped ()\n", "")
    assert not any(is_running(pid) for pid in pids)


def test_threads_that_ask_at_the_same_time_take_turns(scribe: Scribe) -> None:
    found: dict[int, str] = {}

    def ask(number: int) -> None:
        found[number] = scribe.render([manuscript(f"*{number}*")])["ada/frog"].html

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: f"<p><em>{number}</em></p>" for number in range(8)}


def test_a_process_that_cannot_be_started_is_told_once_and_every_text_is_shown(
    scribe: Scribe, reporter: RecordingReporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_command", lambda: [str(Path("no", "such", "program"))])
    prose = scribe.render(texts(5))
    assert next(one.html for one in prose.values()).startswith("<p># 0</p>")
    assert all(one.plain for one in prose.values())
    (problem,) = reporter.problems
    assert (problem.code, problem.severity) == ("no-worker", Severity.ERROR)
    assert "No such file" in problem.message


def test_where_only_one_process_has_room_it_does_all_of_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[process.Process] = []

    def start() -> process.Process:
        if any(one.alive for one in started):
            raise OSError(12, "Cannot allocate memory")
        started.append(process.Process())
        return started[-1]

    monkeypatch.setattr("slc_site.render.prose.workers.Process", start)
    given = texts(30)
    with Scribe(RecordingReporter(), jobs=3) as scribe:
        prose = scribe.render(given)
    assert [key for key, one in prose.items() if one.plain] == ["ada/3"]
    assert len(started) == 1


def test_a_process_that_dies_as_soon_as_it_is_started_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_command", lambda: [sys.executable, "-c", "raise SystemExit(9)"])
    with pytest.raises(CannotStartError, match="9"):
        Workers(2).answers([b"{}"] * 10)


def test_a_process_that_says_something_else_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_command", lambda: [sys.executable, "-c", "print('hello', flush=True)"])
    with pytest.raises(CannotStartError):
        Workers(1).answers([b"{}"])


@pytest.mark.parametrize(
    ("counted", "lost"),
    [(limits.ENDED_BY_LIMIT, Lost.DIED), (None, Lost.TIME)],
    ids=["it was stopped from outside", "this is all the limit there is, as on Windows"],
)
def test_a_process_that_stands_still_is_ended(
    monkeypatch: pytest.MonkeyPatch, counted: int | None, lost: Lost
) -> None:
    program = "print('ready', flush=True); import time; time.sleep(600)"
    monkeypatch.setattr(process, "_command", lambda: [sys.executable, "-c", program])
    monkeypatch.setattr(process, "WALL_SECONDS", 0.2)
    monkeypatch.setattr(process, "ENDED_BY_LIMIT", counted)
    workers = Workers(1)
    assert workers.answers([b"{}"]) == [lost]
    workers.close()


def test_a_text_that_kills_its_process_each_time_is_plain(
    monkeypatch: pytest.MonkeyPatch, scribe: Scribe, reporter: RecordingReporter
) -> None:
    program = "import os, sys; print('ready', flush=True); sys.stdin.readline(); os.abort()"
    monkeypatch.setattr(process, "_command", lambda: [sys.executable, "-c", program])
    prose = scribe.render([manuscript("*a*")])["ada/frog"]
    assert (prose.plain, prose.html) == (True, "<p>*a*</p>")
    assert [problem.code for problem in reporter.problems] == ["unreadable-text"]
    monkeypatch.undo()
    # It may have been chance.
    assert scribe.render([manuscript("*a*")])["ada/frog"].html == "<p><em>a</em></p>"


# -- inside of a process --------------------------------------------------------------------------------


def test_a_worker_answers_line_by_line() -> None:
    tasks = [task_for(manuscript(text)).to_json() for text in ("*a*", FAILS, "b")]
    questions = BytesIO(b"[" + b",".join(tasks[:2]) + b"]\n[" + tasks[2] + b"]\n")
    answers = BytesIO()

    def convert(task: Task) -> Result:
        if task.text == FAILS:
            raise RecursionError
        return Result(task.text)

    worker.work(questions, answers, convert)
    ready, *lines = answers.getvalue().splitlines(keepends=True)
    assert ready == worker.READY
    assert [json.loads(line).get("html", json.loads(line).get("failed")) for line in lines] == [
        "*a*",
        "RecursionError",
        "b",
    ]


def test_an_exception_that_a_library_swallows_is_a_failure() -> None:
    class Loud:
        def __del__(self) -> None:
            raise LookupError

    def convert(task: Task) -> Result:
        loud = Loud()
        del loud
        return Result("<p>not to be trusted</p>")

    assert json.loads(worker.answer(task_for(manuscript("a")), convert)) == {"failed": "LookupError"}


def test_tasks_and_results_survive_their_travels() -> None:
    task = task_for(
        manuscript("a\ud800\u2028\n", refused=frozenset({"b.jpg"}), withheld=True, withheld_text="é")
    )
    line = task.to_json()
    assert Task.from_json(json.loads(line)) == task
    assert line.isascii()
    assert b"\n" not in line
    assert set(task.media) == set(MEDIA)
    assert task.links == LINKS
    result = Result("<p>", "s", 2, ("a",), {"a": "b"}, (Remark("no-alt", "a"),))
    assert Result.from_json(json.loads(result.to_json())) == result


IN_A_WORKER = """
import sys
from slc_site.render.markup import limits
{then}
print("done")
"""


@pytest.mark.parametrize(
    ("then", "ends"),
    [
        ("limits.ready_the_clock(); limits.start_the_clock()\nwhile True: pass", limits.ENDED_BY_LIMIT),
        (
            "import re; limits.ready_the_clock(); limits.start_the_clock()\nre.match('(a*)*b', 'a' * 99)",
            limits.ENDED_BY_LIMIT,
        ),
        (
            "import signal; signal.signal(signal.SIGPROF, signal.SIG_IGN)\n"
            "limits.ready_the_clock(); limits.start_the_clock()\nwhile True: pass",
            limits.ENDED_BY_LIMIT,
        ),
        ("limits.start_the_clock(); limits.stop_the_clock()", 0),
        ("limits.limit_memory(); x = bytes(100_000_000)", 0),
        ("limits.limit_memory(); x = bytes(2_000_000_000)", 1),
        ("limits.limit_crashes(); import os; os.abort()", -signal.SIGABRT),
    ],
    ids=["python", "c", "ignored", "stopped", "enough memory", "too much memory", "crash"],
)
def test_the_limits_hold(then: str, ends: int) -> None:
    program = IN_A_WORKER.format(then=then)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == ends
    assert (done.stdout == "done\n") == (ends == 0)
