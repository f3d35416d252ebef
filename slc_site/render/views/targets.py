"""Learning targets and skills: what of a child's work shows them, and what was said of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from slc_site.render.views.goals import GoalCard
from slc_site.render.views.parts import Frame, Link, PostCard


@dataclass(frozen=True, slots=True)
class TargetColumn:
    """A piece of work, as the head of a column."""

    title: str
    href: str
    date: date


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target, and for each column whether that piece shows it."""

    text: str
    href: str
    shown: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """The targets of a strand, or the skills."""

    title: str
    """Empty: of no strand."""
    is_skills: bool
    rows: tuple[TargetRow, ...]


@dataclass(frozen=True, slots=True)
class TargetsPage:
    """`targets.html`: one student's own targets by pieces of work. Who is behind whom cannot be seen."""

    frame: Frame
    columns: tuple[TargetColumn, ...]
    """The pieces that show a target, oldest first."""
    groups: tuple[TargetGroup, ...]
    """Targets that work shows, or that something was said of."""
    not_yet: tuple[TargetGroup, ...]
    """Those that nothing shows yet; for the child's own people, else empty."""


@dataclass(frozen=True, slots=True)
class ProofOfTarget:
    """A piece that shows a target."""

    card: PostCard
    says: tuple[str, ...]
    """What the child did well in it; empty: nothing said yet."""


@dataclass(frozen=True, slots=True)
class SkillWordView:
    """What was said of a target at one conference."""

    conference: Link
    student: str
    teacher: str
    """For the room only, else empty."""
    helps_in: str


@dataclass(frozen=True, slots=True)
class TickView:
    """What was ticked for a target on one report card."""

    card: Link
    text: str
    how: str
    """"With a little help"; empty: not said, or not for this viewer."""


@dataclass(frozen=True, slots=True)
class SkillGoalView:
    """A goal for a skill."""

    card: GoalCard
    helps_in: str


@dataclass(frozen=True, slots=True)
class TargetPage:
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
