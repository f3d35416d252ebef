"""How problems of a plan are put: where in which file, and how times and families are named."""

from __future__ import annotations

from collections.abc import Sequence

from slc_site.plan.families import Family
from slc_site.plan.slots import Plan
from slc_site.problems import Problem, Severity

AT = "%Y-%m-%d %H:%M"
"""How a time is shown, as one would write it into the file."""


class Say:
    """Makes problems of one conference's file."""

    def __init__(self, plan: Plan) -> None:
        self._file = plan.conference.origin.file
        self._line = plan.conference.schedule.line

    def __call__(
        self,
        message: str,
        hint: str,
        key: str,
        code: str,
        severity: Severity = Severity.WARNING,
        line: int | None = None,
    ) -> Problem:
        """Return a problem; without a `line` it is said of the one where `schedule` begins."""
        return Problem(message, self._file, line or self._line, key, hint, severity, code)


def names_of(families: Sequence[Family]) -> str:
    """Return whose families they are; of more than six, how many more."""
    names = [family.name for family in families]
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")


def line_of(plan: Plan, family: Family) -> int | None:
    """Return where a family's answer stands in the sheet of sign-ups; None: there is none."""
    answer = plan.sign_ups.answers.get(family.student)
    return answer.line if answer else None
