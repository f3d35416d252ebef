"""`slc build --profile`: what took how long, for whoever wonders why a build is slow."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import Any, Self

from msgspec import Struct

from slc_site.build.progress import Progress, SilentProgress, Work

MOST = 10
"""So many of the slowest texts are named, and so many of the slowest pictures and recordings."""
_SLOWEST: tuple[tuple[Work, str, str], ...] = (
    ("text", "The texts that took longest:", "No text had to be made anew."),
    (
        "media",
        "The pictures and recordings that took longest:",
        "No picture or recording had to be made anew.",
    ),
)
_NOTHING = (
    "Nothing has changed since the last build, so nothing was done that could be timed.\n"
    "To make all of it anew, and time it: slc build --fresh --profile"
)
_Times = tuple[tuple[str, float], ...]
"""Names, each with its seconds."""


class Stopwatch:
    """Times what it hears of, and passes it on."""

    def __init__(self) -> None:
        """Begin now: what comes before the first step is the program's own start."""
        self._then: Progress = SilentProgress()
        self._steps: list[tuple[str, float]] = [("Starting", time.perf_counter())]
        self._took: dict[Work, dict[str, float]] = {"text": {}, "media": {}}
        self._adding = Lock()

    def passing_on(self, then: Progress) -> Self:
        """Let another one hear all of it, too; return itself."""
        self._then = then
        return self

    def step(self, name: str, total: int | None) -> None:
        """Take down when a step begins."""
        self._steps.append((name, time.perf_counter()))
        self._then.step(name, total)

    def advance(self, count: int = 1) -> None:
        """Pass it on."""
        self._then.advance(count)

    def took(self, what: Work, name: str, seconds: float) -> None:
        """Add up the time that each file took: there may be several texts in one."""
        with self._adding:
            self._took[what][name] = self._took[what].get(name, 0) + seconds
        self._then.took(what, name, seconds)

    def end(self) -> Profile:
        """Return what took how long; the last step ends now."""
        ends = [*(begun for _, begun in self._steps[1:]), time.perf_counter()]
        steps: dict[str, float] = {}
        for (name, begun), end in zip(self._steps, ends, strict=True):
            steps[name] = steps.get(name, 0) + end - begun  # with locks, there are several of one name
        slowest = {
            what: tuple(sorted(took.items(), key=lambda one: (-one[1], one[0]))[:MOST])
            for what, took in self._took.items()
        }
        return Profile(tuple(steps.items()) if len(self._steps) > 1 else (), slowest)


class Profile(Struct, frozen=True):
    """What took how long."""

    steps: _Times
    """In their order; empty when there was nothing to do."""
    slowest: dict[Work, _Times]
    """The files that took longest, the slowest first."""

    def as_dict(self) -> dict[str, Any] | None:
        """Return all of it as plain values, for `--json`; None when there was nothing to do."""
        if not self.steps:
            return None
        told: dict[str, Any] = {"steps": _dicts("name", self.steps)}
        return told | {what: _dicts("file", times) for what, times in self.slowest.items()}

    def words(self) -> str:
        """Return all of it in words."""
        if not self.steps:
            return _NOTHING
        lines = ["How long each step took:", *_table(self.steps)]
        for what, title, none in _SLOWEST:
            slowest = self.slowest[what]
            lines += ["", *([title, *_table(slowest)] if slowest else [none])]
        return "\n".join(lines)


def _dicts(label: str, times: _Times) -> list[dict[str, Any]]:
    return [{label: name, "seconds": round(seconds, 4)} for name, seconds in times]


def _table(times: Iterable[tuple[str, float]]) -> Iterator[str]:
    for name, seconds in times:
        yield f"{seconds:9.2f} s  {name}"
