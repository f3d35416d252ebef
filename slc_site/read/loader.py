"""`content/` → a `Library`: remembered where nothing has changed, or else read; each problem is told once.

Reading takes half of the program to be loaded. After a text was changed none of that is needed: what the
class's own files say is remembered, and so is each child.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from slc_site.model.library import Library
from slc_site.problems import Problem, RecordingReporter, Reporter
from slc_site.read.disk import same, scan
from slc_site.read.memory import STUDENTS, Own, ReadingMemory, Whole
from slc_site.read.spelling import spelt_alike

if TYPE_CHECKING:
    from slc_site.model.classroom import Classroom

T = TypeVar("T")

CONTENT = "content"


def load(
    root: Path, reporter: Reporter, *, today: date | None = None, memory: ReadingMemory | None = None
) -> Library | None:
    """Read the class below `root/content`.

    What cannot be used is reported and left out; None when there is no class at all: no `content/`, or no
    `class.yml` that can be read. Work that is dated more than a year after `today` is a slip; by default that
    is today. Nothing below `content/` is changed. What is in the `memory` is not read again.
    """
    today = today or date.today()
    if not (root / CONTENT).is_dir():
        message = "There is no folder `content` here."
        hint = "Go to the folder of your class, name it with `-C`, or let `slc init` begin one."
        reporter.report(Problem(message, CONTENT, hint=hint, code="no-content"))
        return None
    heard = RecordingReporter(then=reporter)
    whole = _remembered(f"{root / CONTENT}", heard, today, memory) if memory else None
    whole = whole or _read(f"{root / CONTENT}", heard, today, memory)
    return None if whole is None else _in_order(_together(whole))


def class_alone(root: Path, reporter: Reporter) -> Classroom | None:
    """Read `class.yml` and nothing else; None when it cannot be read."""
    from slc_site.read.classroom import read_classroom
    from slc_site.read.reading import Reader

    content = scan(str(root / CONTENT), CONTENT, reporter)
    return read_classroom(content, Reader(reporter, date.today()))


def _remembered(content: str, reporter: Reporter, today: date, memory: ReadingMemory) -> Whole | None:
    """Return the class if all of it is remembered as it is now."""
    of_class = memory.of_class(content, CONTENT, today)
    if of_class is None:
        return None
    owns: list[Own] = []
    for child in of_class.children:
        folder = f"{content}{os.sep}{STUDENTS}{os.sep}{child.slug}"
        own = memory.own(child, folder, f"{CONTENT}/{STUDENTS}/{child.slug}")
        if own is None:
            return None
        owns.append(own)
    whole = Whole(of_class, tuple(owns))
    for problem in whole.problems:
        reporter.report(problem)
    return whole


def _read(content: str, reporter: Reporter, today: date, memory: ReadingMemory | None) -> Whole | None:
    from slc_site.read.reading import Reader  # loaded only now, with all that knows what may stand in a file
    from slc_site.read.whole import read_whole

    whole = read_whole(content, CONTENT, Reader(reporter, today), memory)
    if whole is not None and memory:
        memory.keep_of_class(content, CONTENT, today, whole.of_class)
    return whole


def _together(whole: Whole) -> Library:
    """Return the class's own and the children's as one; what is spelt in two ways is spelt as first."""
    spelling: dict[str, str] = {}
    owns = whole.owns
    return replace(
        whole.of_class.library,
        posts=tuple(post for own in owns for post in spelt_alike(own.posts, spelling)),
        goals=_all(own.goals for own in owns),
        self_reports=_all(own.self_reports for own in owns),
        student_conferences=_all(own.conferences for own in owns),
        earlier=_all(own.earlier for own in owns),
    )


def _all(parts: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(one for part in parts for one in part)


def _in_order(library: Library) -> Library:
    """Return the library in the orders that it promises; what the class wrote is in order already."""
    card = {rubric.slug: place for place, rubric in enumerate(library.rubrics)}
    conference = {each.slug: place for place, each in enumerate(library.conferences)}
    by_name = sorted(library.students, key=lambda student: (same(student.name), student.slug))
    newest_first = sorted(library.posts, key=lambda post: (-post.date.toordinal(), post.student, post.slug))
    by_day = sorted(library.goals, key=lambda goal: (goal.student, goal.set_on or date.max, goal.slug))
    cards = sorted(library.self_reports, key=lambda each: (each.student, card[each.slug]))
    brought = sorted(
        library.student_conferences, key=lambda each: (each.student, conference[each.conference])
    )
    return replace(
        library,
        students=tuple(by_name),
        posts=tuple(newest_first),
        goals=tuple(by_day),
        self_reports=tuple(cards),
        student_conferences=tuple(brought),
    )
