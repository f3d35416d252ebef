"""How quickly families come, how long they stay, how many fit: the numbers of a schedule.

All of them are definite: what the class leaves open follows from the rest. Without a `capacity` there come
as many as the pace brings; without
`every`, one after the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from slc_site.model.conference import Conference, Mode, PrivateTime
from slc_site.model.schedule import Preset, TeacherMinutes

_ROUND_TO = 5
"""Nobody writes 16:37 on an invitation: what is worked out is rounded up to so many minutes."""

LESSONS = {
    Preset.FIVE_FIFTEEN: "Three families at once, four when one stays to talk. Quick, and busy at the door; "
    "fifteen minutes proved too short to show work and talk about goals.",
    Preset.TEN_TWENTY: "Two families at once, three when one stays to talk. Time to greet each at the door; "
    "twenty minutes hold the best pieces and one goal.",
    Preset.TEN_THIRTY: "Three families at once, four when one stays to talk. Time for all of the agenda, and "
    "the same evening is enough; children have to lead on their own.",
    Preset.THIRTY_THIRTY: "One family at a time, and you are there for all of it. It takes the most "
    "evenings: plan two, and some mornings.",
}
"""What classes learned from each pace (practice S4-11, S4-15)."""


@dataclass(frozen=True, slots=True)
class Pace:
    """All in minutes, or families."""

    every: int
    """Between arrivals."""
    stay: int
    capacity: int
    """In the room at once, those included who stay for the buffer."""
    arrivals: int
    """At the same minute."""
    buffer: int
    teacher: TeacherMinutes | None
    """Which minutes of a stay nobody else may have the teacher; None: the teacher goes round."""
    private: int
    factor: Fraction
    interpreters: int
    walk: int

    @property
    def peak(self) -> int:
        """Families in the room at once when every time is taken and all leave when they should."""
        return math.ceil(self.stay / self.every) * self.arrivals

    def minutes(self, *, interpreter: bool, private: bool, asked: int | None, longer: bool) -> int:
        """Return how long one family stays."""
        base = asked or (_rounded(self.stay * Fraction(3, 2)) if longer else self.stay)
        whole = _rounded(base * self.factor) if interpreter and asked is None else base
        return max(whole, base) + (self.private if private else 0)

    def with_teacher(self, minutes: int) -> tuple[int, int] | None:
        """Return the minutes of a stay in which nobody else may have the teacher: from, and up to.

        None: the teacher goes round. What somebody stays longer, the teacher stays longer.
        """
        if self.teacher is None:
            return None
        return self.teacher.start, max(self.teacher.end + minutes - self.stay, self.teacher.start)


def pace_of(conference: Conference) -> Pace:
    """Return the pace of a conference."""
    schedule = conference.schedule
    stay = schedule.stay or conference.minutes
    every = schedule.every or stay
    if every >= stay:  # one at a time: the next one waits until the good-byes are over
        every = max(every, stay + schedule.buffer)
    natural = math.ceil((stay + schedule.buffer) / every) * schedule.arrivals
    capacity = schedule.capacity or natural
    if schedule.devices is not None:
        capacity = min(capacity, schedule.devices)
    teacher = schedule.teacher_minutes
    if conference.mode not in (Mode.SPLIT, Mode.DUAL):
        teacher = None
    elif teacher is None or teacher.end > stay:
        teacher = TeacherMinutes(stay // 2, stay)
    return Pace(
        every=every,
        stay=stay,
        capacity=capacity,
        arrivals=schedule.arrivals,
        buffer=schedule.buffer,
        teacher=teacher,
        private=schedule.private_minutes if conference.private_time is not PrivateTime.NONE else 0,
        factor=Fraction(schedule.interpreter_factor),
        interpreters=schedule.interpreters,
        walk=schedule.walk,
    )


def _rounded(minutes: Fraction) -> int:
    return math.ceil(minutes / _ROUND_TO) * _ROUND_TO
