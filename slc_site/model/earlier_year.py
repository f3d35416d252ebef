"""A school year that is over, of one student: the portfolio as it was, kept beside the present one."""

from __future__ import annotations

from msgspec import Struct

from slc_site.model.goal import Goal
from slc_site.model.post import Post


class EarlierYear(Struct, frozen=True):
    """`students/<student>/earlier/<year>/`. What it points at outside of itself is left out."""

    student: str
    """A slug."""
    name: str
    """The name of its folder, such as `2025-2026`."""
    posts: tuple[Post, ...] = ()
    """Newest first."""
    goals: tuple[Goal, ...] = ()
    """By the day they were set."""
