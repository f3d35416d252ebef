"""What the conference page shows."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from slc_site.render.views.data import MeasureView
from slc_site.render.views.goals import GoalView
from slc_site.render.views.parts import NOTHING_MORE, Frame, Html, Link, MoreSaid, PostCard, StudentBadge
from slc_site.render.views.report_card import ReportCardView


class PickView(Struct, frozen=True):
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
    more: MoreSaid = NOTHING_MORE


class GrowthView(Struct, frozen=True):
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


class PlusesView(Struct, frozen=True):
    """Three pluses and a goal, of one voice."""

    voice: str
    pluses: tuple[str, ...]
    goal: str
    goal_href: str = ""
    """When the goal has a page."""
    why: str = ""
    will: str = ""
    """The first thing this voice will do for it."""
    about: str = ""
    """The subject or skill; of the student's box."""
    noticed: str = ""
    """Strengths that were noticed; of the teacher's box."""
    growth: str = ""
    """What has grown since the conference before; of the teacher's box."""


class SkillView(Struct, frozen=True):
    """What was said of one skill or target."""

    text: str
    student: str
    teacher: str
    helps_in: str = ""
    """What else it will help in."""
    href: str = ""
    """The page of the target."""


class FollowUpView(Struct, frozen=True):
    """How it went since."""

    date: date
    goals: tuple[tuple[str, str], ...]
    """Each goal's title and the student's words."""
    family_input: str
    href: str = ""
    """The page for the fridge."""


class DebriefView(Struct, frozen=True):
    """What the student thought afterwards; each may be empty."""

    surprised: str
    did_well: str
    change: str
    felt: str
    class_idea: str


class TopicView(Struct, frozen=True):
    """Something the family wants to talk about."""

    about: str
    """The subject, in words; may be empty."""
    text: str


class AgendaView(Struct, frozen=True):
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
    stop: bool = False
    """Afterwards: does anybody have a question?"""
    place: str = ""
    """The station where it happens."""
    topics: tuple[TopicView, ...] = ()
    """What the family wants to talk about in this step; in the room only."""
    half: str = ""
    """Where the conference is split: `alone` (child and family) or `teacher` (the teacher is there, too)."""


class WishView(Struct, frozen=True):
    """The one goal that somebody wished for."""

    voice: str
    """`student`, `parent` or `teacher`."""
    goal: str
    href: str = ""
    """When the goal has a page."""
    will: str = ""
    """What that voice would do first."""


class LastTimeView(Struct, frozen=True):
    """What was wished and promised at the conference before."""

    conference: Link
    wishes: tuple[WishView, ...]
    goals: tuple[GoalView, ...]
    """Those that were chosen there."""


class FamilyLanguage(Struct, frozen=True):
    """The language spoken at home, when it is not the site's."""

    code: str
    name: str
    """In that language: "español"."""
    direction: str
    """`ltr` or `rtl`."""


class ConferencePage(Struct, frozen=True):
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
    nothing_hard: bool
    """On the teacher's screen only: the child has named nothing that is hard yet."""
    goals: tuple[GoalView, ...]
    three_pluses: tuple[PlusesView, ...]
    skills: tuple[SkillView, ...]
    growth: tuple[GrowthView, ...]
    report_card: ReportCardView | None
    measures: tuple[MeasureView, ...]
    follow_up: tuple[FollowUpView, ...]
    more: tuple[PostCard, ...]
    """More I can show you."""
    questions: tuple[str, ...]
    """The teacher's own questions for families; empty: the theme's."""
    private_time: str
    """Do the adults talk alone? `offer` (then it is a step of the agenda), `on-request` or `none`."""
    family: FamilyLanguage | None
    company: str = "family"
    """Who is there: `family`, `teacher` (alone with the child) or `guests`."""
    last_time: LastTimeView | None = None
    debrief: DebriefView | None = None
    praise: str = ""
    """What the family wrote to the child afterwards."""
    letter: str = ""
    blank_follow_up: str = ""
    """On the teacher's own screen: the next page for the fridge, to fill in by hand."""
    choose: str = ""
    """In the room: the page on which the best pieces are chosen."""
    writes_to: str = ""
    """Where words go that are typed here: `server`, `device` or, without boxes, nowhere."""
    writers: tuple[str, ...] = ()
    """Whose boxes there are: `student`, `parent`, `teacher`."""
    slug: str = ""
    """Of the conference; with the student's it says whose words are typed."""
    student_slug: str = ""
