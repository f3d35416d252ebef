"""Self-report cards (practice F1): for each subject what I can do, my grade and why, and my next step.

A card shows what the child has ticked (marked, and with a tick: never by colour alone) and what was said; for
the rest there are boxes, rings and lines. Which grades stand on it is the conference's to say (`marks`), and
what narrowing has taken away is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from slc_site.model.conference import Marks
from slc_site.model.library import Library
from slc_site.model.planner import PlanStep
from slc_site.model.report_card import (
    DEFAULT_SCALE,
    FOR_THE_YOUNGEST,
    NOT_ENOUGH_WORK,
    NOT_TAUGHT,
    Rubric,
    SelfReport,
    Subject,
    SubjectReport,
)
from slc_site.paper.form_head import FormHead, form_language, form_words, hand_of, head_of
from slc_site.paper.job import Job
from slc_site.paper.sheet import Sheet
from slc_site.render.translations import Words, _

_SUBJECTS = (
    _("Reading"),
    _("Writing"),
    _("Math"),
    _("Social studies"),
    _("Science"),
    _("Work habits and getting along"),
)
"""Of a class that has no rubric yet (practice S0-11)."""
_OURS = frozenset({*DEFAULT_SCALE.values(), *FOR_THE_YOUNGEST.values()})
"""Words of scales that are ours, and so in every language."""


class Grade(Struct, frozen=True):
    """A level to circle."""

    sign: str
    """Such as 4 or N."""
    word: str
    is_own: bool = False
    """The child's."""
    is_teachers: bool = False
    criteria: str = ""
    """What it looks like."""
    is_besides: bool = False
    """It is no level: there was not enough work, or it was not taught."""


class CanDoLine(Struct, frozen=True):
    """A statement, ticked or not."""

    text: str
    is_ticked: bool = False
    how: str = ""
    """How it is done, such as "with a little help"."""


class SubjectPart(Struct, frozen=True):
    """One subject of a card; whatever is empty is filled in by hand."""

    title: str
    can_do: tuple[CanDoLine, ...]
    """None: there are lines to write some on."""
    grades: tuple[Grade, ...]
    """Best first; none: no grades are asked for."""
    because: str = ""
    evidence: tuple[str, ...] = ()
    next_step: str = ""
    teacher_note: str = ""


class CardSheet(Struct, frozen=True):
    """`forms/report-card.html`."""

    head: FormHead
    title: str
    """The class's own; empty: ours."""
    subjects: tuple[SubjectPart, ...]
    habits: tuple[CanDoLine, ...]
    behaviour_student: str
    behaviour_teacher: str
    asks_behaviour: bool
    shows_teacher: bool
    """There is a place for the teacher's grades, too."""
    is_filled_in: bool


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield the child's card of the conference's term, or the class's empty one."""
    rubric = rubric_of(job)
    report = _report(job, rubric) if job.student else None
    day = report.filled_in if report else None
    view = _card(job, rubric, report, day)
    yield Sheet("forms/report-card.html", view, form_language(job))


def rubric_of(job: Job) -> Rubric | None:
    """Return what the class asks: of the conference's term, else its last card; None where it has none."""
    library, term = job.library, job.conference.term
    meant = [one for one in library.rubrics if term and term in (one.term, one.slug)]
    return meant[-1] if meant else _latest(library)


def _latest(library: Library) -> Rubric | None:
    order = {term.id: place for place, term in enumerate(library.classroom.terms)}
    return max(library.rubrics, key=lambda one: order.get(one.term or one.slug, -1), default=None)


def _report(job: Job, rubric: Rubric | None) -> SelfReport | None:
    own = job.library.self_reports_of(job.child.slug)
    return next((one for one in own if rubric is not None and one.slug == rubric.slug), None)


def _card(job: Job, rubric: Rubric | None, report: SelfReport | None, day: date | None) -> CardSheet:
    words = form_words(job)
    marks = job.conference.marks
    asks_grades = marks is not Marks.NONE and not (report and report.grades_withheld)
    shows_teacher = asks_grades and marks is Marks.COMPARED
    said = {one.subject: one for one in report.subjects} if report else {}
    scale = rubric.scale if rubric else _own_scale(job)
    subjects = rubric.subjects if rubric else tuple(Subject(one, words.gettext(one)) for one in _SUBJECTS)
    parts = [
        _part(job, subject, said.get(subject.id) or SubjectReport(subject.id), scale, words)
        for subject in subjects
    ]
    if not asks_grades:
        parts = [replace(part, grades=()) for part in parts]
    elif not shows_teacher:
        parts = [_without_teacher(part) for part in parts]
    habits, ticked = rubric.habits if rubric else (), report.habits if report else ()
    return CardSheet(
        head=head_of(job, day=day, step=PlanStep.STUDENT_FORM if report is None else None),
        title=rubric.title if rubric else "",
        subjects=tuple(parts),
        habits=tuple(CanDoLine(one.text, one.id in ticked) for one in habits),
        behaviour_student=report.behaviour_student if report else "",
        behaviour_teacher=report.behaviour_teacher if report and shows_teacher else "",
        asks_behaviour=not (report and report.grades_withheld),
        shows_teacher=shows_teacher,
        is_filled_in=report is not None,
    )


def _part(
    job: Job, subject: Subject, said: SubjectReport, scale: Mapping[str, str], words: Words
) -> SubjectPart:
    titles = [job.library.post[job.child.slug, slug].title for slug in said.evidence] if job.student else []
    besides = {NOT_ENOUGH_WORK: _("Not enough work yet"), NOT_TAUGHT: _("Not taught yet")}
    levels = {sign: _word(word or sign, words) for sign, word in scale.items()}
    levels |= {sign: words.gettext(word) for sign, word in besides.items()}
    return SubjectPart(
        title=subject.title,
        can_do=tuple(
            CanDoLine(
                can.text,
                can.id in said.can_do,
                levels.get(said.how.get(can.id, ""), ""),
            )
            for can in subject.can_do
        ),
        grades=tuple(
            Grade(
                sign,
                word,
                said.self_grade == sign,
                said.teacher_grade == sign,
                subject.levels.get(sign, ""),
                sign not in scale,
            )
            for sign, word in levels.items()
        ),
        because=said.because,
        evidence=tuple(titles),
        next_step=said.next_step,
        teacher_note=said.teacher_note,
    )


def _without_teacher(part: SubjectPart) -> SubjectPart:
    grades = tuple(replace(grade, is_teachers=False) for grade in part.grades)
    return replace(part, grades=grades, teacher_note="")


def _word(word: str, words: Words) -> str:
    return words.gettext(word) if word in _OURS else word


def _own_scale(job: Job) -> Mapping[str, str]:
    return FOR_THE_YOUNGEST if hand_of(job.library.classroom) == "young" else DEFAULT_SCALE
