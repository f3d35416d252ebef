"""On which days there is school, and where a day goes that has none."""

from __future__ import annotations

from datetime import date, timedelta

from slc_site.model.classroom import Classroom

_FARTHEST = 60
"""In days: how long holidays may be before a day is left where it is."""
_DAY = timedelta(days=1)


class SchoolDays:
    """The school year of a class: its terms without weekends and holidays."""

    def __init__(self, classroom: Classroom) -> None:
        """A class that has no terms has school on every day but weekends and holidays."""
        self._weekend = classroom.weekend
        self._holidays = tuple((one.start, one.end) for one in classroom.holidays)
        self._terms = tuple((term.start, term.end) for term in classroom.terms)

    def has_school(self, day: date) -> bool:
        """Is there school on a day?"""
        if day.weekday() in self._weekend or any(start <= day <= end for start, end in self._holidays):
            return False
        return not self._terms or any(start <= day <= end for start, end in self._terms)

    def on_or_before(self, day: date) -> date:
        """Return the day, or the last school day before it; where there is none for long, the next one."""
        days = (day - distance * _DAY for distance in range(_FARTHEST))
        found = next((earlier for earlier in days if self.has_school(earlier)), None)
        return found or self.on_or_after(day)

    def on_or_after(self, day: date) -> date:
        """Return the day, or the first school day after it; the day itself where there is none for long."""
        days = (day + distance * _DAY for distance in range(_FARTHEST))
        return next((later for later in days if self.has_school(later)), day)
