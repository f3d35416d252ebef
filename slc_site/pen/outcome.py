"""What comes of an attempt to write, as data: who shows it finds the words in the page's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from slc_site.problems import Problem


def _(message: str) -> str:
    """Mark a text for translation that is translated later, when the language is known."""
    return message


TEXTS: Mapping[str, str] = {
    "too-long": _("These are %(there)s words. %(fit)s fit in here. Please make it shorter."),
    "too-many-letters": _("These are %(there)s letters. %(fit)s fit in here. Please make it shorter."),
    "two-goals": _(
        "Here is room for one goal. One goal is easier to keep than two: which one matters most? "
        "The other one can wait until next time."
    ),
    "choice": _("This is none of the answers that can be given here."),
    "day": _("Write the day like 2026-10-05."),
    "no-such-box": _("There is no such box on this page."),
    "no-such-student": _("This child is not in the class."),
    "no-such-conference": _("There is no such conference."),
    "no-such-goal": _("This goal is not there any more."),
    "no-such-post": _("This piece cannot be shown: it is not there, or it is not finished."),
    "not-now": _("This part cannot be written in now."),
    "piece-first": _("First choose a piece. Then say why."),
    "answer-first": _("First say whether it was kept. Then add a note."),
    "title-first": _("First write what the new goal is."),
    "title-stays": _("A goal needs its words. Write other ones instead."),
    "notes-first": _("First take away what is said about it."),
    "gone": _("The file of this page is gone. What you typed is kept. Please tell the teacher."),
    "unwritable": _(
        "The file cannot be written to as it is. What you typed is kept. Please tell the teacher."
    ),
    "busy": _("Somebody else is saving at this moment. Please try again."),
    "disk-full": _("The disk of the computer is full. Leave this page open and tell the teacher."),
    "read-only": _("The computer does not let me save. Leave this page open and tell the teacher."),
    "disk-fault": _("The disk of the computer reports a fault. Leave this page open and tell the teacher."),
}
"""Why something was not written, by its short name."""


@dataclass(frozen=True, slots=True)
class Written:
    """It is on disk, in the journal and in the file."""

    value: str
    """As it stands there: what comes next has this for its `base`."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody else has written there meanwhile. Nothing was changed; the journal has both."""

    yours: str
    theirs: str
    """What stands in the file."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was written, and the file is as it was."""

    code: str
    """One of `TEXTS`."""
    gaps: Mapping[str, str | int] = field(default_factory=dict)
    """What its text has gaps for."""
    problem: Problem | None = None
    """For the teacher: what is the matter with the file."""

    def __str__(self) -> str:
        return TEXTS[self.code] % self.gaps


Outcome = Written | Clash | Refused


class RefusalError(Exception):
    """Something cannot be written; `refused` says why."""

    def __init__(self, code: str, problem: Problem | None = None, **gaps: str | int) -> None:
        self.refused = Refused(code, gaps, problem)
        super().__init__(str(self.refused))
