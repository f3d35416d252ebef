"""Pages of growth made by hand: then and now, the page for the fridge, everybody's goals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from slc_site.render.page import Page
from slc_site.render.views import (
    Bar,
    ClassGoalsPage,
    FollowUpPage,
    Frame,
    GoalSinceView,
    GoalsOf,
    GrowthPage,
    GrowthView,
    Link,
    MonthPiece,
    ReflectionView,
)
from tests.render.theme.sample_maker import Sample


def growth(frame: Frame, *, with_all: bool = True) -> Page:
    """Return then and now, with a pair that was chosen and one that is proposed, or with nothing."""
    path = frame.path
    at = Sample(path)
    then, now = at.card("my-summer"), at.card("frog-poem")
    bodies = at.body("my-summer"), at.body("frog-poem")
    context = GrowthPage(
        frame,
        (
            GrowthView(then, now, *bodies, "I use periods now.", "Writing"),
            GrowthView(then, now, *bodies, "", "", "content/students/ada/conferences/fall.md"),
        ),
        "Writing",
        (MonthPiece(date(2026, 9, 1), then), MonthPiece(date(2026, 10, 1), now)),
        (
            ReflectionView(Link("My summer", then.href), then.date, ("I wrote.", "I drew."), ()),
            ReflectionView(Link("My frog poem", now.href), now.date, ("It rhymes.",), ("A period.",)),
        ),
        (then, now),
    )
    if not with_all:
        context = replace(context, pairs=(), strip=(), reflections=(), pins=())
    return Page(path, "growth.html", context)


def follow_up(frame: Frame, *, is_blank: bool = False, with_all: bool = True) -> Page:
    """Return a page for the fridge: told, to fill in by hand, or with next to nothing on it."""
    path = frame.path
    at = Sample(path)
    goal = GoalSinceView("Write three sentences", at.goal("three-sentences").href, Bar(2, 4))
    told = replace(
        goal,
        did="I write three most days.",
        evidence=(Link("My frog poem", at.card("frog-poem").href), Link("Sun", at.card("sun").href)),
        hard="The third one.",
        help="Ask me what else.",
        help_from=("family", "teacher", "friend"),
        next_step="Four.",
        promise="We write the list together.",
    )
    goals = (replace(goal, bar=Bar(0, 4)),) if is_blank else (told, replace(goal, bar=None, help="A pen."))
    context = FollowUpPage(
        frame=frame,
        name="Ada",
        conference=Link("Fall student-led conferences", at.to("students/s0/conferences/fall/index.html")),
        round=2,
        rounds=tuple(Link(str(n), at.to(f"students/s0/x/{n}/index.html"), n == 2) for n in (1, 2, 3)),
        date=date(2026, 12, 3),
        is_blank=is_blank,
        goals=goals,
        family_input="We read at bedtime.",
        family_goal="Read to your sister",
        used="I chose the book.",
        ask="" if is_blank else "Which book is next?",
        ask_about=goal.title,
        note_back="" if is_blank else "The bear.",
    )
    if not with_all:
        context = replace(
            context, round=1, rounds=(), date=None, goals=(), family_input="", family_goal="", used="",
            ask="", ask_about="", note_back="",
        )  # fmt: skip
    return Page(path, "follow-up.html", context)


def everybodys_goals(frame: Frame) -> Page:
    """Return the goals of a child who has some and of one who has none."""
    at = Sample(frame.path)
    working = (at.goal("read-daily"), at.goal("new"))
    some = GoalsOf(at.badge(0), "x/index.html", working, (at.goal("tie-shoes"),), (at.goal("piano"),))
    return Page(
        frame.path, "class-goals.html", ClassGoalsPage(frame, (some, GoalsOf(at.badge(1), "", (), (), ())))
    )


def rich() -> Iterator[Page]:
    """Yield each of them with everything on it."""
    yield growth(Sample("students/s0/growth/index.html").frame("How I have grown", 0))
    fridge = "students/s0/conferences/fall/follow-up"
    yield follow_up(Sample(f"{fridge}/index.html").frame("How it went since", 0))
    yield follow_up(Sample(f"{fridge}/2/index.html").frame("How it went since", 0), is_blank=True)
    yield everybodys_goals(Sample("goals/index.html").frame("Everybody's goals"))
