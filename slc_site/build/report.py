"""What `slc report` looks at: where a portfolio waits for its child, or for the teacher.

Only what the content itself tells; nothing is counted up to a score, and nobody is put before another.
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from msgspec import Struct

from slc_site.build.forms import FormsOfTerm, forms_by_term
from slc_site.model.goal import Goal, GoalStatus
from slc_site.model.library import Library
from slc_site.model.post import Post, PostStatus

LOOK_AGAIN = timedelta(weeks=6)
"""How long a goal may go without anybody looking at it."""


class Freshness(Struct, frozen=True):
    """What is due in one child's portfolio; what is empty is not."""

    slug: str
    name: str
    has_consent: bool
    """May anything leave the teacher's computer? No, too, where nobody has said."""
    last_post: Post | None
    """The newest one that is finished, of any day."""
    is_quiet: bool
    """There is no finished post since the day that was asked for."""
    unreflected: tuple[Post, ...]
    """Finished posts in which the child says nothing about them, newest first."""
    drafts: tuple[Post, ...]
    empty_strands: tuple[str, ...]
    """Titles of strands without a finished post."""
    has_goal: bool
    """Is there one to work on, or one that was met?"""
    unseen: tuple[Goal, ...]
    """Goals that nobody has looked at for `LOOK_AGAIN`."""
    overdue: tuple[Goal, ...]
    """Goals whose day has passed, and nobody has said what became of them."""
    unproven: tuple[Goal, ...]
    """Goals without evidence, on paper or as a post."""


class Report(Struct, frozen=True):
    """The class on one day."""

    title: str
    today: date
    since: date
    """From this day on, posts count as new."""
    students: tuple[Freshness, ...]
    """In the order of the roster."""
    untouched_targets: tuple[str, ...]
    """The texts of learning targets and skills that nothing of anybody's shows yet."""
    forms: tuple[FormsOfTerm, ...]
    """Report cards and conferences that are being written or wait for the teacher, by terms."""

    @property
    def nobody_has_consent(self) -> bool:
        """Has no family agreed yet? Then it is said of the class, and not of each child."""
        return not any(student.has_consent for student in self.students)


def today_in(timezone: str) -> date:
    """Return the day that it is where the class is; UTC's where the computer does not know the time zone."""
    try:
        return datetime.now(zoneinfo.ZoneInfo(timezone)).date()
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):  # reported when class.yml was read
        return datetime.now(zoneinfo.ZoneInfo("UTC")).date()


def report(library: Library, today: date, since: date | None = None) -> Report:
    """Return what is due in a class; without `since`, posts of this month count as new."""
    since = since or today.replace(day=1)
    known = {target for student in library.students for target in library.known_targets(student.slug)}
    return Report(
        title=library.classroom.title,
        today=today,
        since=since,
        students=tuple(_freshness(library, student.slug, today, since) for student in library.students),
        untouched_targets=tuple(
            target.text for target in library.classroom.targets if library.students and target.id not in known
        ),
        forms=forms_by_term(library),
    )


def _freshness(library: Library, slug: str, today: date, since: date) -> Freshness:
    student, posts, goals = library.student[slug], library.posts_of(slug), library.goals_of(slug)
    done = tuple(post for post in posts if post.status is PostStatus.PUBLISHED)
    filled = {strand for post in done for strand in post.strands}
    working = tuple(goal for goal in goals if goal.status is GoalStatus.WORKING)
    kept_up = [goal for goal in goals if goal.status is not GoalStatus.SET_ASIDE]
    return Freshness(
        slug=slug,
        name=student.name,
        has_consent=student.consent.publish,
        last_post=done[0] if done else None,
        is_quiet=not any(post.date >= since for post in done),
        unreflected=tuple(post for post in done if not post.is_reflected),
        drafts=tuple(post for post in posts if post.status is PostStatus.DRAFT),
        empty_strands=tuple(s.title for s in library.classroom.strands if s.tag not in filled),
        has_goal=bool(kept_up),
        unseen=tuple(goal for goal in working if _last_look(library, goal) < today - LOOK_AGAIN),
        overdue=tuple(goal for goal in working if goal.due and goal.due < today),
        unproven=tuple(goal for goal in kept_up if not _is_shown(library, goal)),
    )


def _last_look(library: Library, goal: Goal) -> date:
    """Return the day on which the goal was last coloured in, looked at again or told of; `min` if never."""
    return max(
        (
            *([goal.set_on] if goal.set_on else []),
            *(entry.date for entry in goal.progress),
            *(review.date for review in goal.reviews),
            *(day for day, _ in _told(library, goal)),
        ),
        default=date.min,
    )


def _is_shown(library: Library, goal: Goal) -> bool:
    return bool(library.evidence(goal) or goal.papers or any(shown for _, shown in _told(library, goal)))


def _told(library: Library, goal: Goal) -> Iterator[tuple[date, bool]]:
    """Yield each day on which the child told of the goal in a follow-up, and whether there was evidence."""
    for brought in library.conferences_of(goal.student):
        for follow_up in brought.follow_up:
            if since := follow_up.goals.get(goal.slug):
                yield follow_up.date, bool(since.evidence)
