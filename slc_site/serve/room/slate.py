"""Between a browser and the files: whose words may be read and written from where, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from slc_site.pen.outcome import TEXTS, Clash, Outcome, Refused, Written
from slc_site.pen.typed import clean
from slc_site.render.translations import Words
from slc_site.serve.room.news import News

OF_THE_TEACHER = "feedback/"
"""What a family answers about the day is for the teacher; the next family holds the same tablet."""
TO_THE_CHILD = frozenset({"feedback/proud-of", "feedback/letter"})
GUESTS_WRITE = ("three-pluses/student/", "debrief/", "card/", "pick/")
"""Where guests are in the room, only the child's own boxes are on the page (practice S2-26)."""
AGAIN = frozenset({"busy", "disk-full", "read-only", "disk-fault", "gone", "unwritable"})
"""What may be better in a moment: the page keeps the words and tries again."""
TRIES = 5
"""How often words are put behind what others write into the same box at the same moment."""


class Keeps(Protocol):
    """What keeps the words: a `Pen`."""

    def read(self, student: str) -> Mapping[str, str] | Refused:
        """Return every box and what stands in it."""
        ...

    def write(self, student: str, box: str, value: str, base: str, who: str) -> Outcome:
        """Write a value into a box that held `base` when it was typed."""
        ...


class Slate:
    """The boxes of one conference, of the children whose pages are shown."""

    def __init__(self, pen: Keeps, news: News) -> None:
        self._pen = pen
        self._news = news
        self._taking_part: Mapping[str, bool] = {}

    def open_for(self, students: Mapping[str, bool]) -> None:
        """Say who takes part: by slug, and whether guests sit with the child."""
        self._taking_part = dict(students)

    def has(self, student: str) -> bool:
        """Is there such a child here?"""
        return student in self._taking_part

    def boxes(self, student: str, *, away: bool) -> dict[str, str]:
        """Return what stands in the boxes of a child who takes part, fresh from the files.

        `away`: it is shown on a device that families hold.
        """
        found = self._read(student)
        return {box: value for box, value in found.items() if self._is_shown(student, box, away=away)}

    def write(
        self, student: str, box: str, value: str, base: str, who: str, words: Words, *, away: bool
    ) -> dict[str, Any]:
        """Write; return what the page is told, in the language of `words`."""
        if not self._may_write(student, box, away=away):
            return _told(Refused("no-such-box" if self.has(student) else "not-now"), words)
        if away and _is_for_the_teacher(box):
            outcome = self._added(student, box, value, base, who)
        else:
            outcome = self._pen.write(student, box, value, base, who)
        told = _told(outcome, words)
        if isinstance(outcome, Written):
            told["number"] = self._news.tell(student)
        return told

    def _added(self, student: str, box: str, value: str, base: str, who: str) -> Outcome:
        """Put an answer behind those that others gave, which this device must not be told of."""
        outcome: Outcome = Refused("busy")
        for _ in range(TRIES):
            there = self._read(student).get(box, "")
            whole = value if _is_one_answer(box) else _behind(there, base, value)
            outcome = self._pen.write(student, box, whole, there, who)
            if not isinstance(outcome, Clash):
                break
        return Written(clean(value)) if isinstance(outcome, Written) else outcome

    def _read(self, student: str) -> Mapping[str, str]:
        """Return what stands there; nothing while a file cannot be read, which a build tells the teacher."""
        found = self._pen.read(student)
        return {} if isinstance(found, Refused) else found

    def _may_write(self, student: str, box: str, *, away: bool) -> bool:
        if not self.has(student):
            return False
        return not (away and self._taking_part[student]) or box.startswith(GUESTS_WRITE)

    def _is_shown(self, student: str, box: str, *, away: bool) -> bool:
        return not away or (self._may_write(student, box, away=True) and not _is_for_the_teacher(box))


def _is_one_answer(box: str) -> bool:
    return box.rpartition("/")[2] in {"went-well", "follow-up", "easy", "language-ok"}


def _behind(there: str, base: str, value: str) -> str:
    """Return what stands there with a new value for what this device wrote, which comes last."""
    others = "" if there == base else there
    if base:
        others = others.removesuffix(f"\n\n{base}")
    return "\n\n".join(filter(None, (others, value)))


def _is_for_the_teacher(box: str) -> bool:
    return box.startswith(OF_THE_TEACHER) and box not in TO_THE_CHILD


def _told(outcome: Outcome, words: Words) -> dict[str, Any]:
    match outcome:
        case Written(value):
            return {"said": "written", "value": value}
        case Clash(_, theirs):
            return {"said": "clash", "theirs": theirs}
        case Refused(code, gaps):
            return {"said": "refused", "why": sentence(code, gaps, words), "again": code in AGAIN}


def sentence(code: str, gaps: Mapping[str, str | int], words: Words) -> str:
    """Return why something was not written, in a language."""
    filled = {key: words.number(gap) if isinstance(gap, int) else gap for key, gap in gaps.items()}
    return words.gettext(TEXTS[code]) % filled
