"""School years that are over: `students/<student>/earlier/<year>/`, with the posts and goals of that year.

They were written for another class, with its own targets, topics and classmates. What they point at outside
of their year is left out without a word; only what keeps a file from being shown at all is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from slc_site.model.classroom import Access
from slc_site.model.earlier_year import EarlierYear
from slc_site.model.goal import Goal
from slc_site.model.post import Post
from slc_site.problems import Problem, Reporter, Severity
from slc_site.read.disk import Folder
from slc_site.read.goals import GoalLinks, read_goals
from slc_site.read.listing import unexpected
from slc_site.read.names import Names
from slc_site.read.posts import PostLinks, read_posts
from slc_site.read.reading import Reader

_ROOMS = ("posts", "goals")
_OF_ANOTHER_CLASS = frozenset({"no-such-thing", "pictures-withheld"})


class _Left:
    """Passes on only what is left out, and not what another class was called."""

    def __init__(self, then: Reporter) -> None:
        self._then = then

    def report(self, problem: Problem) -> None:
        """Pass a problem on, or forget it."""
        if problem.severity is Severity.ERROR and problem.code not in _OF_ANOTHER_CLASS:
            self._then.report(problem)


def read_earlier(
    folder: Folder, student: str, access: Access, posts: PostLinks, goals: GoalLinks, reader: Reader
) -> Iterator[EarlierYear]:
    """Yield the earlier years of a student, the latest first, as their names say.

    `access.earlier` is who may see them at most; `posts` and `goals` know the present class.
    """
    for name in folder.files:
        unexpected(folder.label, name, (), reader.reporter, is_folder=False)
    for name in sorted(folder.folders, reverse=True):
        yield _year(folder.enter(name, reader.reporter), student, access, posts, goals, reader)


def _year(
    folder: Folder, student: str, access: Access, of_class: PostLinks, goal_links: GoalLinks, reader: Reader
) -> EarlierYear:
    for name in folder.folders:
        if name not in _ROOMS:
            unexpected(folder.label, name, _ROOMS, reader.reporter, is_folder=True)
    for name in folder.files:
        unexpected(folder.label, name, (), reader.reporter, is_folder=False)
    quiet = Reader(_Left(reader.reporter), reader.today)
    rooms = {room: folder.enter(room, quiet.reporter) for room in _ROOMS}
    posts, posts_left_out = read_posts(rooms["posts"], quiet)
    goals, goals_left_out = read_goals(rooms["goals"], quiet)
    of_posts = Names("post", [post.slug for post in posts], left_out=posts_left_out)
    of_goals = Names("goal", [goal.slug for goal in goals], left_out=goals_left_out)
    then = replace(access, posts=access.earlier, goals=access.earlier)
    no_target = Names("target", ())
    alone = replace(of_class, targets=no_target, connections=no_target, prompts=Names("prompt", ()))
    linked = alone.link_all(posts, student, then, of_goals)
    worked_on = goal_links.link_all(goals, student, then, of_goals, of_posts)
    return EarlierYear(
        student=student,
        name=folder.name,
        posts=tuple(sorted((_post(post, folder.name, of_class) for post in linked), key=_newest_first)),
        goals=tuple(sorted((replace(goal, year=folder.name) for goal in worked_on), key=_by_day)),
    )


def _post(post: Post, year: str, of_class: PostLinks) -> Post:
    """Return a post with what it says itself: it has no page among this year's topics and targets."""
    words = tuple(said for said in post.connections if of_class.targets.find(said) is None)
    return replace(post, year=year, tags=(), connections=words, pin=False)


def _newest_first(post: Post) -> tuple[int, str]:
    return -post.date.toordinal(), post.slug


def _by_day(goal: Goal) -> tuple[date, str]:
    return goal.set_on or date.max, goal.slug
