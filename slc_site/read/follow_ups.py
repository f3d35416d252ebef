"""What a student tells some weeks after a conference: its goals and posts are looked up."""

from __future__ import annotations

from collections.abc import Iterator

from slc_site.model.student_conference import FollowUp, GoalSince
from slc_site.read.names import Names, one, several
from slc_site.read.shapes_conference import StudentConferenceShape
from slc_site.read.sheet import Sheet


def follow_ups(sheet: Sheet[StudentConferenceShape], posts: Names, goals: Names) -> Iterator[FollowUp]:
    """Yield what was told, the oldest first; a goal or a post that is not there is reported and left out."""
    for place, told in sorted(enumerate(sheet.shape.follow_up), key=lambda each: each[1].date):
        found = {}
        for typed, since in told.goals.items():
            at = ("follow_up", place, "goals", typed)
            goal = one(sheet, goals, typed, *at)
            if goal is not None:
                found[goal] = GoalSince(
                    did=since.did,
                    parts=since.fraction,
                    evidence=several(sheet, posts, since.evidence, *at, "evidence"),
                    hard=since.hard,
                    help=since.help,
                    help_from=tuple(dict.fromkeys(since.help_from)),
                    next_step=since.next_step,
                )
        yield FollowUp(told.date, found, told.family_input, told.used, told.ask, told.note_back)
