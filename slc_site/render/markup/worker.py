"""A worker: reads tasks, writes results, and dies of the text that takes too long. `prose.process` starts it.

It reads a JSON list of tasks on each line of its standard input, and answers each task with a line: a result,
or `{"failed": "RecursionError"}`. The end of its input is its own end, so it never outlives who started it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from typing import BinaryIO

from slc_site.render.markup import limits
from slc_site.render.markup.task import Result, Task

READY = b"ready\n"
"""Written before anything is read."""

Convert = Callable[[Task], Result]


def main() -> None:
    """Work until there is nothing left to do."""
    # Whoever pressed Ctrl-C meant the program that started this; it will end this one, too.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not come between the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    from slc_site.render.markup.conversion import convert

    limits.limit_crashes()
    limits.ready_the_clock()
    limits.limit_memory()
    try:
        work(sys.stdin.buffer, answers, convert)
    except BrokenPipeError:
        os._exit(0)  # nobody listens any more; flushing once more would only complain


def work(questions: BinaryIO, answers: BinaryIO, convert: Convert) -> None:
    """Answer every task of every line, until the last line."""
    answers.write(READY)
    answers.flush()
    for line in questions:
        for said in json.loads(line):
            answers.write(answer(Task.from_json(said), convert) + b"\n")
            answers.flush()


def answer(task: Task, convert: Convert) -> bytes:
    """Return the line that answers a task."""
    silenced: list[str] = []
    sys.unraisablehook = lambda unraisable: silenced.append(unraisable.exc_type.__name__)
    limits.start_the_clock()
    try:
        result = convert(task).to_json()
    except MemoryError:
        # What is left of this process may be in pieces: another one tries once more.
        os._exit(1)
    except Exception as error:  # the text of a stranger finds bugs that nobody knows yet: it is shown plain
        return _failed(type(error).__name__)
    finally:
        limits.stop_the_clock()
        sys.unraisablehook = sys.__unraisablehook__
    # nh3 drops an attribute whose filter raises, and goes on: not to be trusted.
    return _failed(silenced[0]) if silenced else result


def _failed(why: str) -> bytes:
    return json.dumps({"failed": why}).encode("ascii")
