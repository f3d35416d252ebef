"""The two kinds of files that are written during a conference."""

from __future__ import annotations

from slc_site.pen.editing import Layout
from slc_site.read.document import Form
from slc_site.read.shapes import names_of
from slc_site.read.shapes_conference import StudentConferenceShape
from slc_site.read.shapes_goal import GoalShape

CONFERENCE = Layout(Form.MARKDOWN, frozenset(names_of(StudentConferenceShape)))
"""What a student brings to a conference."""
GOAL = Layout(Form.FRONT_MATTER, frozenset(names_of(GoalShape)))
