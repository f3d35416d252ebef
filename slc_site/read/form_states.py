"""What a form says of itself, held against what is in it: who says "done" leaves no gap.

A form that says nothing of itself is not checked here. All gaps of one form are told in one message.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from slc_site.model.conference import Conference, Step
from slc_site.model.form_state import FormState
from slc_site.model.goal import Voice
from slc_site.model.report_card import NOT_TAUGHT, Rubric, SelfReport
from slc_site.model.student_conference import StudentConference
from slc_site.problems import Severity
from slc_site.read.fields import Loc
from slc_site.read.shapes_conference import StudentConferenceShape
from slc_site.read.shapes_report_card import SelfReportShape
from slc_site.read.sheet import Sheet
from slc_site.read.values import all_of

PLUSES = 3


def state_of(sheet: Sheet[Any]) -> FormState | None:
    """Return how far a form is, None when it does not say; what is unreadable may well be a draft."""
    if sheet.is_lost("state"):
        return FormState.DRAFT
    state: FormState | None = sheet.shape.state
    return state


def check_card(
    sheet: Sheet[SelfReportShape], rubric: Rubric, report: SelfReport, typed: Mapping[str, str]
) -> None:
    """Report what does not go with a card's state; `typed` has the subjects' keys as they were written."""
    places: Iterable[Loc] = (
        *((key, "teacher") for key, said in sheet.shape.subjects.items() if said.teacher),
        *((key, "teacher_note") for key, said in sheet.shape.subjects.items() if said.teacher_note),
        *([("behaviour", "teacher")] if report.behaviour_teacher else []),
    )
    own, teachers = _gaps_of_card(sheet, rubric, report, typed)
    _check(sheet, places, own, teachers)


def check_conference(
    sheet: Sheet[StudentConferenceShape], conference: Conference, brought: StudentConference
) -> None:
    """Report what does not go with the state of what a student brings to a conference."""
    shape = sheet.shape
    places: Iterable[Loc] = (
        *([("three_pluses", "teacher")] if shape.three_pluses.teacher else []),
        *(("skills", place, "teacher") for place, skill in enumerate(shape.skills) if skill.teacher),
    )
    steps = {step.step for step in conference.agenda}
    own = [*_gaps_of_picks(conference, brought)] if Step.BEST_WORK in steps else []
    teachers: list[str] = []
    if Step.THREE_PLUSES in steps:
        own += _gaps_of_pluses(brought, Voice.STUDENT)
        teachers += _gaps_of_pluses(brought, Voice.TEACHER)
    own += _about("no word on", (word.target for word in brought.skills if not word.student))
    teachers += _about("no word on", (word.target for word in brought.skills if not word.teacher))
    _check(sheet, places, own, teachers)


# -- gaps -------------------------------------------------------------------------------------------------


def _gaps_of_card(
    sheet: Sheet[SelfReportShape], rubric: Rubric, report: SelfReport, typed: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """Return the student's gaps and the teacher's. What was typed wrongly is told elsewhere: it is no gap."""
    unsaid = [subject.id for subject in rubric.subjects if subject.id not in typed]
    ungraded, unreasoned, unanswered = [], [], []
    for said in report.subjects:
        key = typed[said.subject]
        shape = sheet.shape.subjects[key]
        is_taught = said.self_grade != NOT_TAUGHT
        if not shape.self_grade and not sheet.is_lost(key, "self"):
            ungraded.append(said.subject)
        if is_taught and not shape.because and not sheet.is_lost(key, "because"):
            unreasoned.append(said.subject)
        if is_taught and not shape.teacher and not sheet.is_lost(key, "teacher"):
            unanswered.append(said.subject)
    own = [
        *_about("nothing on", unsaid),
        *_about("no grade in", ungraded),
        *_about("no reason in", unreasoned),
    ]
    teachers = [*_about("no grade in", unanswered)]
    if (report.behaviour_student or report.habits) and not report.behaviour_teacher:
        teachers.append("no word on `behaviour`")
    return own, teachers


def _gaps_of_picks(conference: Conference, brought: StudentConference) -> Iterator[str]:
    chosen = {
        rule.name: [pick for pick in brought.picks if pick.slot == rule.name] for rule in conference.picks
    }
    yield from _about("no pick for", (rule.name for rule in conference.picks if not chosen[rule.name]))
    for rule in conference.picks:
        if 0 < len(chosen[rule.name]) < rule.count:
            yield f"{len(chosen[rule.name])} of {rule.count} picks for `{rule.name}`"
    unreasoned = (name for name, picks in chosen.items() if any(not pick.because for pick in picks))
    yield from _about("no reason for the pick in", unreasoned)


def _gaps_of_pluses(brought: StudentConference, voice: Voice) -> Iterator[str]:
    own = next((pluses for pluses in brought.three_pluses if pluses.voice is voice), None)
    if own is None:
        yield "no three pluses and a goal"
        return
    if len(own.pluses) != PLUSES:
        yield f"{len(own.pluses)} pluses instead of {PLUSES}"
    if not own.goal:
        yield "no goal beside the pluses"


def _about(what: str, names: Iterable[str]) -> Iterator[str]:
    if names := list(dict.fromkeys(names)):
        yield f"{what} {all_of(names)}"


# -- telling ----------------------------------------------------------------------------------------------


def _check(sheet: Sheet[Any], teachers_words: Iterable[Loc], own: list[str], teachers: list[str]) -> None:
    """Report what does not go with the state, if anything; `teachers_words` is where there are some."""
    state = None if sheet.is_lost("state") else state_of(sheet)
    first = next(iter(teachers_words), None)
    if state is FormState.DRAFT and first is not None:
        sheet.report(
            "There are words of yours here, but the child is still writing.",
            *first,
            hint="Only you see them before it says `state: teacher-done`. "
            "Has it been handed in? Then write `state: handed-in`.",
            severity=Severity.WARNING,
            code="still-writing",
        )
    elif state is FormState.HANDED_IN and own:
        hint = "Fill them in together, or write `state: draft` until they are."
        _tell(sheet, f"This is handed in, but the child's part has gaps: {'; '.join(own)}.", hint)
    elif state is FormState.TEACHER_DONE and teachers:
        hint = "Fill them in, or write `state: handed-in` until they are."
        _tell(sheet, f"This says that you are done, but your part has gaps: {'; '.join(teachers)}.", hint)
    elif state is FormState.FINAL and (own or teachers):
        parts = [("the child's part", own), ("yours", teachers)]
        gaps = ". In ".join(f"{whose}: {'; '.join(gaps)}" for whose, gaps in parts if gaps)
        earlier = "handed-in" if teachers else "draft"
        hint = f"Fill them in, or write `state: {earlier}` until they are."
        _tell(sheet, f"This is final, but there are gaps. In {gaps}.", hint)


def _tell(sheet: Sheet[Any], message: str, hint: str) -> None:
    sheet.report(message, "state", hint=hint, severity=Severity.WARNING, code="gaps")
