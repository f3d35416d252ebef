"""Learning targets and skills: what of a child's work shows them, and what was said of them."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from slc_site.render.views.goals import GoalCard
from slc_site.render.views.parts import Frame, Link, PostCard


class TargetColumn(Struct, frozen=True):
    """A piece of work, as the head of a column."""

    title: str
    href: str
    date: date


class TargetRow(Struct, frozen=True):
    """A target, and for each column whether that piece shows it."""

    text: str
    href: str
    shown: tuple[bool, ...]


class TargetGroup(Struct, frozen=True):
    """The targets of a strand, or the skills."""

    title: str
    """Empty: of no strand."""
    is_skills: bool
    rows: tuple[TargetRow, ...]


class TargetsPage(Struct, frozen=True):
    """`targets.html`: one student's own targets by pieces of work. Who is behind whom cannot be seen."""

    frame: Frame
    columns: tuple[TargetColumn, ...]
    """The pieces that show a target, oldest first."""
    groups: tuple[TargetGroup, ...]
    """Targets that work shows, or that something was said of."""
    not_yet: tuple[TargetGroup, ...]
    """Those that nothing shows yet; for the child's own people, else empty."""


class ProofOfTarget(Struct, frozen=True):
    """A piece that shows a target."""

    card: PostCard
    says: tuple[str, ...]
    """What the child did well in it; empty: nothing said yet."""


class SkillWordView(Struct, frozen=True):
    """What was said of a target at one conference."""

    conference: Link
    student: str
    teacher: str
    """For the room only, else empty."""
    helps_in: str


class TickView(Struct, frozen=True):
    """What was ticked for a target on one report card."""

    card: Link
    text: str
    how: str
    """"With a little help"; empty: not said, or not for this viewer."""


class SkillGoalView(Struct, frozen=True):
    """A goal for a skill."""

    card: GoalCard
    helps_in: str


class TargetPage(Struct, frozen=True):
    """`target.html`: one target, one student."""

    frame: Frame
    text: str
    is_skill: bool
    strand: Link | None
    evidence: tuple[ProofOfTarget, ...]
    """Newest first."""
    words: tuple[SkillWordView, ...]
    """In the order of the conferences."""
    goals: tuple[SkillGoalView, ...]
    ticks: tuple[TickView, ...] = ()
    """Card by card, the oldest first."""
