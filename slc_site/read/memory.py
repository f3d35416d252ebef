"""What was read of each child, kept until a file of its changes, or something that it may point at.

A file is as it was if its size, its time and its inode are. One that was changed just before it was read may
be changed again within the same tick of the clock: what was read of such a child is not kept.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from pathlib import Path

from msgspec import Struct

from slc_site import kept, stamps
from slc_site.model.earlier_year import EarlierYear
from slc_site.model.goal import Goal
from slc_site.model.post import Post
from slc_site.model.report_card import SelfReport
from slc_site.model.student_conference import StudentConference
from slc_site.problems import Problem
from slc_site.read.disk import Folder

_TICK = 2_000_000_000
"""In ns: the clocks of sticks and cards tick every two seconds."""


class Own(Struct, frozen=True):
    """All that is one student's, linked, and what is wrong with it."""

    posts: tuple[Post, ...]
    """Their tags spelt as in the first of the student's own posts that has them."""
    goals: tuple[Goal, ...]
    self_reports: tuple[SelfReport, ...]
    conferences: tuple[StudentConference, ...]
    earlier: tuple[EarlierYear, ...]
    problems: tuple[Problem, ...]


class _Kept(Struct, frozen=True):
    made_from: str
    own: Own


_decode = kept.decoder(_Kept)


class ReadingMemory:
    """One file for each child; and what they say, while this lasts."""

    def __init__(self, folder: Path) -> None:
        """`folder` is for this alone; need not exist."""
        self._folder = folder
        self._here: dict[str, _Kept] = {}
        self._used: set[str] = set()
        self._seen: dict[str, tuple[str, bool]] = {}
        self._changed: frozenset[str] | None = None
        self._changed_in: frozenset[str] = frozenset()

    def only(self, changed: Collection[str] | None) -> None:
        """Look again only at folders in which one of these paths lies; None: at all of them.

        A path is written as problems name files.
        """
        self._changed = None if changed is None else frozenset(changed)
        self._changed_in = frozenset(above for path in changed or () for above in _with_above(path))

    def seen_in(self, folder: Folder) -> tuple[str, bool]:
        """Return what tells whether all below a folder is as it was, and whether its times can be trusted."""
        seen = self._seen.get(folder.path)
        if seen is None or not seen[1] or self._may_differ(folder.label):
            self._seen[folder.path] = seen = seen_in(folder.path)
        return seen

    def _may_differ(self, label: str) -> bool:
        if self._changed is None or label in self._changed_in:
            return True
        return not self._changed.isdisjoint(_with_above(label))

    def recall(self, student: str, made_from: str) -> Own | None:
        """Return what was read of a student if it was read from the very same."""
        self._used.add(student)
        found = self._here.get(student) or kept.loaded(self._file(student), _decode)
        if found is None or found.made_from != made_from:
            return None
        self._here[student] = found
        return found.own

    def keep(self, student: str, made_from: str, own: Own) -> None:
        """Keep what was read."""
        self._here[student] = _Kept(made_from, own)
        kept.save(self._file(student), self._here[student])

    def forget_others(self) -> None:
        """Forget those who were not asked for since the last time: who left the class is not kept."""
        names = {self._file(student).name for student in self._used}
        self._here = {student: one for student, one in self._here.items() if student in self._used}
        self._used = set()
        if self._folder.is_dir():
            for file in self._folder.iterdir():
                if file.name not in names:
                    file.unlink(missing_ok=True)

    def _file(self, student: str) -> Path:
        return self._folder / kept.fingerprint(student)


def _with_above(path: str) -> Iterator[str]:
    """Yield a path and all folders above it."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def seen_in(folder: str) -> tuple[str, bool]:
    """Return what tells whether all below a folder is as it was, and whether its times can be trusted."""
    young: stamps.Young = []
    seen = stamps.listing([folder], young, time.time_ns() - _TICK)
    return f"{folder}\0{seen}", not young
