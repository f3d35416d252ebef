"""What each part may show: a class with everything else taken out of it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from slc_site.model.audience import Audience
from slc_site.model.classroom import Student
from slc_site.model.conference import Conference
from slc_site.model.goal import Goal, GoalStatus
from slc_site.model.library import Library
from slc_site.share.access import Viewer, narrow


def for_everybody(library: Library) -> Library:
    """Return the class without anything of a child's but who it is."""
    return _without_work(narrow(library, Viewer(Audience.CLASS, is_here=True)).library)


def for_the_room(library: Library, *, personal: bool = False) -> Library:
    """Return what whoever comes into the room may read: who is there, what a party tells, goals on desks.

    `personal`: personal goals stand on desks, too.
    """
    seen = _without_work(narrow(library, Viewer(Audience.CONFERENCE, is_here=True)).library)
    goals, _ = goals_on_desks(library, library.students, personal=personal)
    return replace(seen, goals=goals)


def goals_on_desks(
    library: Library, students: Iterable[Student], *, personal: bool
) -> tuple[tuple[Goal, ...], dict[str, int]]:
    """Return the goals that may stand on desks, and how many others there are, by the reason.

    A goal is put on a desk by the teacher's own hand, whoever sees it on the web; but for one that is
    the teacher's alone (`teacher`), and a personal one (`personal`) unless that was asked for.
    """
    goals: list[Goal] = []
    left_out = {"personal": 0, "teacher": 0}
    for student in students:
        for goal in library.goals_of(student.slug):
            if goal.status is not GoalStatus.WORKING:
                continue
            if goal.audience is Audience.TEACHER:
                left_out["teacher"] += 1
            elif goal.is_personal and not personal:
                left_out["personal"] += 1
            else:
                goals.append(goal)
    return tuple(goals), left_out


def before(library: Library) -> Library:
    """Leave out the teacher's part: a child holds these papers days before both look at it together."""
    return replace(
        library,
        self_reports=tuple(report.without_teacher for report in library.self_reports),
        student_conferences=tuple(one.without_teacher for one in library.student_conferences),
    )


def of_one(conference: Conference, student: str) -> Conference:
    """Return a conference with nobody's time but this child's."""
    return replace(conference, schedule=conference.schedule.of(lambda slug: slug == student))


def _without_work(library: Library) -> Library:
    return replace(
        library, posts=(), goals=(), self_reports=(), measures=(), student_conferences=(), earlier=()
    )
