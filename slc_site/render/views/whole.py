"""What the page that has all of one child shows."""

from __future__ import annotations

from msgspec import Struct

from slc_site.render.views.conference import ConferencePage
from slc_site.render.views.goals import GoalView, PostView
from slc_site.render.views.parts import Frame, StudentBadge
from slc_site.render.views.report_card import ReportCardView


class WholePage(Struct, frozen=True):
    """`whole.html`: a keepsake on one page, for printing, in the order of a year."""

    frame: Frame
    student: StudentBadge
    goals: tuple[GoalView, ...]
    """By the day they were set."""
    posts: tuple[PostView, ...]
    """Oldest first."""
    report_cards: tuple[ReportCardView, ...]
    conferences: tuple[ConferencePage, ...]
