"""Which boxes can be typed in during a conference, and where in which file each of them is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from slc_site.model.conference import Conference, Step
from slc_site.model.goal import Decision, GoalKind, Kept, Voice
from slc_site.model.student_conference import Ease
from slc_site.pen.splices import Path

LINE, TEXT, LETTER = 60, 200, 500
"""How many words fit: into a line, a text, a letter. The front matter of one file holds 32,000 letters."""
NOTES, NEW_GOALS = 3, 3
"""How many talking points a pick has, and how many goals a conference may end with."""


class Where(Enum):
    """Which of a student's files a box is kept in."""

    CONFERENCE = "conference"
    GOAL = "goal"
    NEW_GOAL = "new goal"
    """A goal that is made at this conference: its file begins with its title."""


class Kind(Enum):
    """How a box is filled in."""

    TEXT = "text"
    LINE = "line"
    CHOICE = "choice"
    NUMBER = "number"
    YES_NO = "yes-no"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the page."""

    name: str
    """Such as `three-pluses/parent/plus-2`."""
    voice: Voice | None
    """Whose box it is; None: all three fill it in together."""
    file: Where
    path: Path
    """In the front matter of that file; empty: the text below it."""
    kind: Kind = Kind.TEXT
    longest: int = TEXT
    """Words."""
    choices: tuple[str, ...] = ()
    short: Path = ()
    """What a text means that stands alone above the path; see `splices.Change`."""
    one_goal: bool = False
    goal: str = ""
    """Slug of the goal whose file it is."""
    number: int = 1
    """Which one of the new goals."""
    needs: tuple[str, str] = ("", "")
    """The box that is filled in first, and what is said when it is not."""
    needed_by: tuple[str, ...] = ()
    """Boxes that make no sense without this one."""
    is_needed: bool = False
    """Its file cannot be without it."""

    @property
    def is_line(self) -> bool:
        """Is what is in it one line?"""
        return self.kind is not Kind.TEXT

    @property
    def is_day(self) -> bool:
        """Is it a date?"""
        return self.kind is Kind.DAY


_YES_NO = ("yes", "no")


def boxes(conference: Conference, goals: Iterable[str], new_goals: int = 1) -> Iterator[Box]:
    """Yield every box of one student's conference.

    Args:
        conference: Says which steps and picks there are.
        goals: Slugs of the student's goals.
        new_goals: How many goals were made at this conference; there is room for one more.
    """
    yield from three_pluses()
    yield from feedback()
    yield from debrief()
    for step in dict.fromkeys(each.step for each in conference.agenda):
        if step is not Step.OWN:
            yield _conference(f"card/{step.value}", Voice.STUDENT, "cards", step.value)
    for rule in conference.picks:
        for place in range(rule.count):
            yield from picks(rule.name, place)
    for slug in goals:
        yield from goal(slug)
    for number in range(1, min(new_goals + 1, NEW_GOALS) + 1):
        yield from new_goal(number)


def _conference(
    name: str,
    voice: Voice,
    *path: str | int,
    kind: Kind = Kind.TEXT,
    longest: int = TEXT,
    choices: tuple[str, ...] = (),
    short: Path = (),
    one_goal: bool = False,
) -> Box:
    return Box(name, voice, Where.CONFERENCE, path, kind, longest, choices, short, one_goal)


def three_pluses() -> Iterator[Box]:
    """Yield the boxes of three strengths and a goal (practice F2)."""
    for voice in Voice:
        name, path = f"three-pluses/{voice.value}", ("three_pluses", voice.value)
        for place in range(3):
            plus = (*path, "pluses", place)
            yield _conference(f"{name}/plus-{place + 1}", voice, *plus, kind=Kind.LINE, longest=LINE)
        yield _conference(f"{name}/goal", voice, *path, "goal", kind=Kind.LINE, longest=LINE, one_goal=True)
        yield _conference(f"{name}/why", voice, *path, "why")
        yield _conference(f"{name}/will", voice, *path, "i_will")
    student, teacher = ("three_pluses", "student"), ("three_pluses", "teacher")
    about = "three-pluses/student/about"
    yield _conference(about, Voice.STUDENT, *student, "about", kind=Kind.LINE, longest=LINE)
    yield _conference("three-pluses/teacher/noticed", Voice.TEACHER, *teacher, "noticed")
    yield _conference("three-pluses/teacher/growth", Voice.TEACHER, *teacher, "growth")


def feedback() -> Iterator[Box]:
    """Yield what a family is asked afterwards (practice F6)."""
    for key, kind, longest, choices in (
        ("learned", Kind.TEXT, TEXT, ()),
        ("proud_of", Kind.TEXT, TEXT, ()),
        ("went_well", Kind.NUMBER, TEXT, ("1", "2", "3", "4")),
        ("went_well_words", Kind.TEXT, TEXT, ()),
        ("better", Kind.TEXT, TEXT, ()),
        ("support", Kind.TEXT, TEXT, ()),
        ("how", Kind.TEXT, TEXT, ()),
        ("follow_up", Kind.YES_NO, TEXT, _YES_NO),
        ("times", Kind.TEXT, TEXT, ()),
        ("easy", Kind.CHOICE, TEXT, tuple(ease.value for ease in Ease)),
        ("language_ok", Kind.YES_NO, TEXT, _YES_NO),
        ("letter", Kind.TEXT, LETTER, ()),
    ):
        name = f"feedback/{key.replace('_', '-')}"
        path, short = ("feedback", key), ("feedback", "learned")
        yield _conference(name, Voice.PARENT, *path, kind=kind, longest=longest, choices=choices, short=short)


def debrief() -> Iterator[Box]:
    """Yield what a student is asked afterwards (practice F13)."""
    for key in ("surprised", "did_well", "change", "felt", "class_idea"):
        name = f"debrief/{key.replace('_', '-')}"
        yield _conference(name, Voice.STUDENT, "debrief", key, short=("debrief", "felt"))


def picks(slot: str, place: int = 0) -> Iterator[Box]:
    """Yield the boxes of one chosen piece; a slot for several has `pick/any/2/post` for the second."""
    name = f"pick/{slot}" if place == 0 else f"pick/{slot}/{place + 1}"
    path = ("picks", slot, place)
    short, first = (*path, "post"), (f"{name}/post", "piece-first")
    notes = tuple(f"{name}/note-{number}" for number in range(1, NOTES + 1))
    student, file = Voice.STUDENT, Where.CONFERENCE
    others = (f"{name}/because", *notes)
    yield Box(first[0], student, file, short, Kind.LINE, LINE, short=short, needed_by=others)
    yield Box(f"{name}/because", student, file, (*path, "because"), short=short, needs=first)
    for number, note in enumerate(notes):
        at = (*path, "notes", number)
        yield Box(note, student, file, at, Kind.LINE, LINE, short=short, needs=first)


def goal(slug: str) -> Iterator[Box]:
    """Yield what is written at a conference about a goal that was there before (practice F3)."""
    for voice in Voice:
        who, promise = voice.value, f"goal/{slug}/commitment/{voice.value}"
        yield Box(promise, voice, Where.GOAL, ("commitments", who), goal=slug)
        answer, note = f"goal/{slug}/kept/{who}", f"goal/{slug}/kept-note/{who}"
        short = ("kept", who, "answer")
        words = tuple(kept.value for kept in Kept)
        yield Box(
            answer, voice, Where.GOAL, short, Kind.CHOICE, LINE, words, short, goal=slug, needed_by=(note,)
        )
        needs = (answer, "answer-first")
        yield Box(note, voice, Where.GOAL, ("kept", who, "note"), short=short, goal=slug, needs=needs)
    words = tuple(decision.value for decision in Decision)
    yield Box(f"goal/{slug}/next", None, Where.GOAL, ("review", "next"), Kind.CHOICE, LINE, words, goal=slug)


def new_goal(number: int = 1) -> Iterator[Box]:
    """Yield the boxes of a goal that is made at the conference; the second is `new-goal/2/title`."""
    name = "new-goal" if number == 1 else f"new-goal/{number}"
    first, file = (f"{name}/title", "title-first"), Where.NEW_GOAL
    kinds = tuple(kind.value for kind in GoalKind)
    how = ("measure", "how")
    yield Box(first[0], None, file, ("title",), Kind.LINE, LINE, one_goal=True, number=number, is_needed=True)
    yield Box(f"{name}/why", None, file, (), number=number, needs=first)
    yield Box(f"{name}/measure", None, file, how, Kind.LINE, LINE, short=how, number=number, needs=first)
    yield Box(f"{name}/due", None, file, ("due",), Kind.DAY, LINE, number=number, needs=first)
    yield Box(f"{name}/kind", None, file, ("kind",), Kind.CHOICE, LINE, kinds, number=number, needs=first)
    for voice in Voice:
        commitment = f"{name}/commitment/{voice.value}"
        yield Box(commitment, voice, file, ("commitments", voice.value), number=number, needs=first)
