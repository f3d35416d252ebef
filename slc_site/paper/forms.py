"""The blank pack (practice S0-37): every form once, to hand to the copier, in any language we have words in.

A form is a template in the theme's `paper/forms/`. Some can also be a child's own, filled in as far as the
content knows (`goal_sheets`, `report_cards`, …); here they are empty. Nothing of any child is in this pack.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from slc_site.model.classroom import Access, TargetKind
from slc_site.model.conference import Conference
from slc_site.model.library import Library
from slc_site.model.planner import Planner, PlanStep
from slc_site.paper import (
    follow_ups,
    goal_sheets,
    reminders,
    report_cards,
    self_evaluations,
    three_pluses,
)
from slc_site.paper.form_head import FormHead, form_language, form_words, head_of
from slc_site.paper.job import Job, no_conference
from slc_site.paper.pack import returns
from slc_site.paper.report_cards import rubric_of
from slc_site.paper.sheet import Sheet
from slc_site.paper.sizes import PaperSize
from slc_site.render.translations import _

SPEAKING = "SL."
"""Standards that begin like this are about speaking and listening (practice S3-11)."""
_SKILLS = (
    _("I listen to others."),
    _("I begin without being asked twice."),
    _("I try again when it is hard."),
    _("I work well with others."),
    _("I finish what I begin."),
)
"""Of a class that has named no skills of its own."""


class Offer(Struct, frozen=True):
    """A stretch of time in which families can come."""

    start: datetime
    end: datetime
    place: str


class ClassForm(Struct, frozen=True):
    """What the blank forms show of the class; there is nothing of a child in it."""

    head: FormHead
    subjects: tuple[str, ...]
    """Titles, of the class's report card."""
    skills: tuple[str, ...]
    """How one learns: the class's own, or ours."""
    has_own_skills: bool
    speaking: tuple[str, ...]
    """What the class is to learn of speaking and listening."""
    windows: tuple[Offer, ...]
    circles: tuple[tuple[str, str], ...]
    """Each kind of thing, and for whom it is at most, as words of `model.audience`."""
    forms: tuple[tuple[str, str], ...] = ()
    """The pack's own page: the names of all forms in it, and who fills them in."""


class Form(Struct, frozen=True):
    """One form of the pack."""

    name: str
    """As it is typed, and as its template is called."""
    who: str
    """Who fills it in: `student`, `parent` or `teacher`."""
    returns: PlanStep | None = None
    """By the end of this step it is back at school."""
    made: Callable[[Job], Iterator[Sheet]] | None = None
    """Makes it where it can also be a child's own; it asks for nothing but the class then."""

    def sheets(self, job: Job) -> Iterator[Sheet]:
        """Yield the empty form; the job is for no child."""
        if self.made is not None:
            yield from self.made(job)
        else:
            yield Sheet(f"forms/{self.name}.html", _view(job, self.returns), form_language(job))


FORMS: tuple[Form, ...] = (
    Form("consent", "parent", PlanStep.FIRST_PIECE),
    Form("first-piece", "student"),
    Form("family-needs", "student", PlanStep.SIGN_UP),
    Form("sign-up", "parent", PlanStep.SIGN_UP),
    Form("student-form", "student", PlanStep.STUDENT_FORM),
    Form("report-card", "student", made=report_cards.sheets),
    Form("self-evaluation", "student", made=self_evaluations.sheets),
    Form("bars", "student", made=goal_sheets.bar_sheets),
    Form("parent-input", "parent", PlanStep.FAMILY_FORMS),
    Form("paper-item", "student"),
    Form("practice-lesson", "teacher"),
    Form("rehearsal", "student"),
    Form("reminders", "teacher", made=reminders.sheets),
    Form("three-pluses", "student", made=three_pluses.sheets),
    Form("goal", "student", made=goal_sheets.sheets),
    Form("adults-only", "teacher"),
    Form("feedback", "parent", PlanStep.FEEDBACK),
    Form("debrief", "student"),
    Form("follow-up", "student", made=follow_ups.sheets),
)
"""In the order in which a year comes to need them."""


def blank_job(
    library: Library, conference: Conference | None, size: PaperSize, choices: Mapping[str, str]
) -> Job:
    """Return what blank forms are made of: the class, and what it asks; no child is in it.

    `conference` is the one that the forms are for; None: the class has planned none yet.
    """
    classroom = library.classroom
    if conference is None:
        bare, back_by = no_conference(classroom), {}
    else:
        schedule = conference.schedule.of(lambda _: False)
        bare = replace(conference, schedule=schedule, party=None, planner=Planner())
        back_by = dict(returns(library, conference))
    return Job(Library(classroom, rubrics=library.rubrics), bare, size, choices=choices, returns=back_by)


def sheets(job: Job, names: tuple[str, ...] = ()) -> Iterator[Sheet]:
    """Yield the pack: a page that says what is in it, then each form.

    Args:
        job: For no child, as `blank_job` makes it; `choices` may name a `language`.
        names: Of the forms that are wanted; none: all, with the page before them.
    """
    chosen = tuple(form for form in FORMS if not names or form.name in names)
    if not names:
        view = _view(job, None, tuple((form.name, form.who) for form in chosen))
        yield Sheet("forms/pack.html", view, form_language(job))
    for form in chosen:
        yield from form.sheets(job)


def _view(job: Job, returns: PlanStep | None, forms: tuple[tuple[str, str], ...] = ()) -> ClassForm:
    library = job.library
    rubric = rubric_of(job)
    own = tuple(t.text for t in library.classroom.targets if t.kind is TargetKind.SKILL)
    return ClassForm(
        head=head_of(job, step=returns),
        subjects=tuple(subject.title for subject in rubric.subjects) if rubric else (),
        skills=own or tuple(map(form_words(job).gettext, _SKILLS)),
        has_own_skills=bool(own),
        speaking=tuple(dict.fromkeys(_speaking(library))),
        windows=tuple(
            Offer(window.start, window.end, window.place)
            for window in job.conference.schedule.windows
            if not window.teacher_only
        ),
        circles=tuple(_circles(library.classroom.access)),
        forms=forms,
    )


def _speaking(library: Library) -> Iterator[str]:
    for target in library.classroom.targets:
        if target.id.upper().startswith(SPEAKING):
            yield target.text
    for rubric in library.rubrics:
        for subject in rubric.subjects:
            yield from (can.text for can in subject.can_do if can.standard.upper().startswith(SPEAKING))


def _circles(access: Access) -> Iterator[tuple[str, str]]:
    yield "posts", access.posts.word
    yield "goals", access.goals.word
    yield "conferences", access.conferences.word
    yield "report-cards", access.report_cards.word
    yield "measures", access.measures.word
