"""What the conference page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from slc_site.render.views.data import MeasureView
from slc_site.render.views.goals import GoalView
from slc_site.render.views.parts import Frame, Html, Link, PostCard, StudentBadge
from slc_site.render.views.report_card import ReportCardView


@dataclass(frozen=True, slots=True)
class PickView:
    """One of the best pieces, with its note card."""

    slot: str
    """The title of the strand, or of the pick rule."""
    post: PostCard
    body: Html
    because: str
    notes: tuple[str, ...]
    did_well: tuple[str, ...]
    make_better: tuple[str, ...]
    goals: tuple[Link, ...] = ()
    """The goals that this piece helps."""
    told: Html | None = None
    """The recording in which the student talks about it."""


@dataclass(frozen=True, slots=True)
class GrowthView:
    """Then and now."""

    then: PostCard
    now: PostCard
    then_body: Html
    now_body: Html
    because: str
    strand: str = ""
    """Its title; empty when the two have none in common."""
    proposal: str = ""
    """On the teacher's own screen: nobody has chosen this pair yet, and where it can be written down."""


@dataclass(frozen=True, slots=True)
class PlusesView:
    """Three pluses and a goal, of one voice."""

    voice: str
    pluses: tuple[str, ...]
    goal: str
    goal_href: str = ""
    """When the goal has a page."""


@dataclass(frozen=True, slots=True)
class SkillView:
    """What was said of one skill or target."""

    text: str
    student: str
    teacher: str
    helps_in: str = ""
    """What else it will help in."""
    href: str = ""
    """The page of the target."""


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """How it went since."""

    date: date
    goals: tuple[tuple[str, str], ...]
    """Each goal's title and the student's words."""
    family_input: str
    href: str = ""
    """The page for the fridge."""


@dataclass(frozen=True, slots=True)
class AgendaView:
    """One step of the agenda."""

    number: int
    step: str
    """The name of the step, such as `best-work`; the template shows what belongs to it."""
    title: str
    """The class's own title, or empty: the theme's."""
    lead: str
    """`student`, `parent` or `teacher`."""
    minutes: int | None
    prompt: str
    card: str
    """The student's note card for the step."""


@dataclass(frozen=True, slots=True)
class FamilyLanguage:
    """The language spoken at home, when it is not the site's."""

    code: str
    name: str
    """In that language: "español"."""
    direction: str
    """`ltr` or `rtl`."""


@dataclass(frozen=True, slots=True)
class ConferencePage:
    """`conference.html`: what the student leads the meeting from."""

    frame: Frame
    student: StudentBadge
    title: str
    kind: str
    """`first`, `second` or `party`."""
    start: datetime | None
    """The student's own slot; only for the family and the teacher."""
    place: str
    minutes: int
    agenda: tuple[AgendaView, ...]
    """Only the steps that have something to show, or that are words."""
    welcome: Html | None
    """What I want my family to know."""
    picks: tuple[PickView, ...]
    missing_picks: tuple[str, ...]
    """Titles of the slots for which nothing is chosen yet; on the teacher's screen only."""
    goals: tuple[GoalView, ...]
    three_pluses: tuple[PlusesView, ...]
    skills: tuple[SkillView, ...]
    growth: tuple[GrowthView, ...]
    report_card: ReportCardView | None
    measures: tuple[MeasureView, ...]
    topics: tuple[tuple[str, str], ...]
    """What the family wants to talk about: where it belongs, and the words; conference only."""
    follow_up: tuple[FollowUpView, ...]
    more: tuple[PostCard, ...]
    """More I can show you."""
    questions: tuple[str, ...]
    """The teacher's own questions for families; empty: the theme's."""
    private_time: str
    """Do the adults talk alone? `offer` (then it is a step of the agenda), `on-request` or `none`."""
    family: FamilyLanguage | None
    blank_follow_up: str = ""
    """On the teacher's own screen: the next page for the fridge, to fill in by hand."""
