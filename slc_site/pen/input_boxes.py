"""Where in a child's file each answer of the form from before a conference is kept (practice F5).

These boxes are on no page: what a family wrote before is for the teacher, and what is `private` must never
get to a browser in the room. Only `slc import` writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from slc_site.model.conference import Conference
from slc_site.model.family_questions import BEFORE, Answer, Question
from slc_site.model.goal import Voice
from slc_site.model.schedule import Attend
from slc_site.pen.boxes import LETTER, LINE, TEXT, Box, Kind, Where

MOST = 8
"""How many answers of one kind fit: topics, strengths, times."""
TOPICS = "topics"


def input_boxes(_conference: Conference, _goals: Iterable[str], _new_goals: int = 1) -> Iterator[Box]:
    """Yield the boxes; they are the same for every conference and child."""
    for question in BEFORE:
        yield from _of(question)


def box_name(key: str, number: int = 0, part: str = "") -> str:
    """Return the name of a box: `input/hopes`, `input/strengths/2`, `input/topics/1/about`."""
    return "/".join(filter(None, ("input", key, str(number or ""), part)))


def _of(question: Question) -> Iterator[Box]:
    path = ("parent_input", question.key)
    if question.key == TOPICS:
        for number in range(1, MOST + 1):
            first = (*path, number - 1, "text")
            name = box_name(TOPICS, number, "text")
            about = box_name(TOPICS, number, "about")
            yield _box(name, first, Kind.TEXT, LETTER, short=first, needed_by=(about,))
            yield _box(about, (*path, number - 1, "about"), Kind.LINE, LINE, short=first)
    elif question.answer is Answer.SEVERAL:
        for number in range(1, MOST + 1):
            yield _box(box_name(question.key, number), (*path, number - 1), Kind.LINE, TEXT)
    elif question.answer is Answer.YES_NO:
        yield _box(box_name(question.key), path, Kind.YES_NO, LINE, choices=("yes", "no"))
    elif question.answer is Answer.ATTEND:
        words = tuple(attend.value for attend in Attend)
        yield _box(box_name(question.key), path, Kind.CHOICE, LINE, choices=words)
    else:
        yield _box(box_name(question.key), path, Kind.TEXT, LETTER)


def _box(
    name: str,
    path: tuple[str | int, ...],
    kind: Kind,
    longest: int,
    *,
    choices: tuple[str, ...] = (),
    short: tuple[str | int, ...] = (),
    needed_by: tuple[str, ...] = (),
) -> Box:
    return Box(name, Voice.PARENT, Where.CONFERENCE, path, kind, longest, choices, short, needed_by=needed_by)
