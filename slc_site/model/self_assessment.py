"""What a card says when its parts are held against each other: ticks and grade, student and teacher.

Nothing here is a mark: it comes out as words that start a talk, and never blocks anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import Enum

from slc_site.model.report_card import Subject, SubjectReport


class Agreement(Enum):
    """How the student's own grade stands to the teacher's."""

    SAME = "same"
    HARDER = "harder"
    """The student was harder on themselves."""
    FURTHER = "further"
    """The student sees themselves further along."""
    TWO_WAYS = "two-ways"
    """One of the two is no level: not enough work yet, or not taught yet."""


def agreement(said: SubjectReport, scale: Mapping[str, str]) -> Agreement | None:
    """Return how the two grades of a subject compare; None when one of them is missing.

    `scale` is the rubric's: level to word, best first.
    """
    own, teacher = said.self_grade, said.teacher_grade
    if own is None or teacher is None:
        return None
    if own == teacher:
        return Agreement.SAME
    levels = list(scale)
    if own not in levels or teacher not in levels:
        return Agreement.TWO_WAYS
    return Agreement.HARDER if levels.index(own) > levels.index(teacher) else Agreement.FURTHER


def told_by_ticks(subject: Subject, said: SubjectReport, scale: Mapping[str, str]) -> str | None:
    """Return the level that the ticks speak for when it is not the student's own grade, else None.

    The rule is that of the practice (row S0-15 of the seed classrooms): the own grade against the level of
    most ticked criteria. The level of a tick is what the student said of it (`how`), else what the class
    wrote beside the statement; of levels with equally many ticks, the one nearest to the grade counts.

    Where no ticked statement has a level, that rule says nothing. Then the share of ticks is laid over the
    scale, from no tick (the lowest level) to all ticks (the best), and only a grade that is more than one
    level away counts as another story. That part has no source but our own caution: three statements are a
    coarse measure, and a note that comes too often is not read.
    """
    levels = list(scale)
    if said.self_grade not in levels or not subject.can_do:
        return None
    own = levels.index(said.self_grade)
    beside = {statement.id: statement.level for statement in subject.can_do}
    told_of = (said.how.get(name) or beside.get(name) for name in said.can_do)
    ticked = Counter(levels.index(level) for level in told_of if level)
    if ticked:
        most = max(ticked.values())
        spoken_for = min((at for at, count in ticked.items() if count == most), key=lambda at: abs(at - own))
        return levels[spoken_for] if spoken_for != own else None
    # In whole numbers: the place on the scale, counted from the best level, times the number of statements.
    statements = len(subject.can_do)
    told = (statements - len(said.can_do)) * (len(levels) - 1)
    if abs(own * statements - told) <= statements:
        return None
    return levels[told // statements if own * statements < told else -(-told // statements)]
