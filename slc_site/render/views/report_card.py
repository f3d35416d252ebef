"""What self-report cards show: one card, and the cards of a year side by side."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from slc_site.render.views.parts import Frame, Link, PostCard, StudentBadge


class StatementView(Struct, frozen=True):
    """A statement that can be ticked."""

    text: str
    ticked: bool
    how: str = ""
    """The student's word on how: "With a little help"; empty: not said, or not for this viewer."""
    is_new: bool = False
    """Among the cards of a year: ticked now, and on an earlier card it was not yet."""
    href: str = ""
    """The page of the target that it is about; empty: it is about none, or there is no such page."""


class GradeView(Struct, frozen=True):
    """A grade in words."""

    level: str
    """As it stands on the scale, such as `3`; empty for N and X, which are words only."""
    word: str
    """"Proficient", "Not taught yet"."""


class LevelView(Struct, frozen=True):
    """What one level of the scale looks like in a subject."""

    grade: GradeView
    criteria: str


class SubjectView(Struct, frozen=True):
    """One subject of a self-report card."""

    title: str
    can_do: tuple[StatementView, ...]
    grade: GradeView | None
    """The student's own."""
    because: str
    next_step: str
    teacher_grade: GradeView | None
    teacher_note: str
    is_said: bool = True
    """Has the student said anything of it? If not, it is printed to be filled in by hand."""
    agreement: str = ""
    """`same`, `harder`, `further` or `two-ways`, as in `model.self_assessment`; empty: nothing to compare."""
    ticks_say: GradeView | None = None
    """The level that the ticks speak for, when the student's own grade is another one."""
    evidence: tuple[PostCard, ...] = ()
    levels: tuple[LevelView, ...] = ()
    """Best first; none where grades are not shown."""
    standards: tuple[str, ...] = ()


class ReportCardView(Struct, frozen=True):
    """A self-report card."""

    title: str
    subjects: tuple[SubjectView, ...]
    behaviour_student: str
    behaviour_teacher: str
    shows_grades: bool
    """The viewer is at the conference: grades, criteria and the teacher's words are there."""
    href: str = ""
    term: str = ""
    filled_in: date | None = None
    habits: tuple[StatementView, ...] = ()
    choices: tuple[GradeView, ...] = ()
    """All that a grade can be, to be circled by hand; none where grades are not shown."""
    same: int = 0
    """In how many subjects student and teacher gave the same grade."""
    compared: int = 0
    """In how many both gave one."""
    apart: tuple[tuple[str, str], ...] = ()
    """The title of each subject in which they differ, and how, as in `SubjectView.agreement`."""
    state: str = ""
    """`draft`, `handed-in`, `teacher-done` or `final`; empty: nobody says."""
    only_teacher_sees: bool = False
    """The teacher's part is on the teacher's own screen only, so far."""


class ReportCardPage(Struct, frozen=True):
    """`report-card.html`."""

    frame: Frame
    student: StudentBadge
    card: ReportCardView
    others: tuple[Link, ...]
    """The student's cards, this one among them, by terms."""


class TermView(Struct, frozen=True):
    """One subject on one card."""

    card: Link
    ticked: tuple[StatementView, ...]
    """Only those that are ticked."""
    statements: int
    """How many there are to tick; 0 when the card does not have the subject."""
    grade: GradeView | None


class SubjectOverTerms(Struct, frozen=True):
    """One subject on all cards that have it."""

    title: str
    terms: tuple[TermView, ...]
    """One for each card, oldest first, also where nothing is said: so the columns of all subjects agree."""


class ReportCardsPage(Struct, frozen=True):
    """`report-cards.html`: one child's cards side by side, never anybody else's and never summed up."""

    frame: Frame
    student: StudentBadge
    cards: tuple[Link, ...]
    """Oldest first."""
    subjects: tuple[SubjectOverTerms, ...]
