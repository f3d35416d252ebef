"""A student's self-report cards: what is ticked, said and graded, held against the class's cards."""

from __future__ import annotations

from msgspec import Struct

from slc_site.model.classroom import Access
from slc_site.model.report_card import (
    NOT_ENOUGH_WORK,
    NOT_TAUGHT,
    Rubric,
    SelfReport,
    Subject,
    SubjectReport,
)
from slc_site.problems import Problem, Severity
from slc_site.read.disk import Folder
from slc_site.read.document import Form
from slc_site.read.form_states import check_card, state_of
from slc_site.read.listing import listed
from slc_site.read.names import Names, one, several
from slc_site.read.reading import Reader
from slc_site.read.rubrics import Rubrics
from slc_site.read.shapes_report_card import SelfReportShape, SubjectReportShape
from slc_site.read.sheet import Sheet
from slc_site.read.values import one_of, shown

_BESIDES = (NOT_ENOUGH_WORK, NOT_TAUGHT)


class CardLinks:
    """What of the class a student's card answers."""

    def __init__(self, rubrics: Rubrics) -> None:
        self._rubrics = rubrics
        self._names = Names(
            "report card", [rubric.slug for rubric in rubrics.cards], left_out=rubrics.left_out
        )
        self._by_slug = {rubric.slug: rubric for rubric in rubrics.cards}
        self._early = dict(rubrics.early)

    @property
    def made_from(self) -> object:
        """All that this knows, as plain values."""
        return self._rubrics.cards, self._rubrics.left_out, self._early

    def read(
        self, folder: Folder, student: str, access: Access, posts: Names, reader: Reader
    ) -> list[SelfReport]:
        """Read a student's cards, each of which answers the class's card of the same name."""
        reports = []
        for file in listed(folder, ".yml", "report card", reader.reporter):
            slug = self._names.find(file.stem)
            if slug is None:
                if not self._names.is_left_out(file.stem):
                    message = f"The class has no report card `{file.stem}`, so this one is left out."
                    hint = self._names.hint(file.stem)
                    reader.reporter.report(Problem(message, file.label, hint=hint, code="no-such-thing"))
                continue
            sheet = reader.sheet(file, Form.FIELDS, SelfReportShape)
            if sheet is not None:
                card = _Card(sheet, self._by_slug[slug], self._rubrics.cards, posts)
                reports.append(card.report(student, access))
                early = self._early.get(slug)
                if early is not None:
                    reader.reporter.report(early)
        return reports


class _Card(Struct, frozen=True):
    """One card while its references are followed."""

    sheet: Sheet[SelfReportShape]
    rubric: Rubric
    all_rubrics: list[Rubric]
    posts: Names

    def report(self, student: str, access: Access) -> SelfReport:
        sheet, rubric, behaviour = self.sheet, self.rubric, self.sheet.shape.behaviour
        also = ((subject.title, subject.id) for subject in rubric.subjects)
        subjects = Names("subject", [subject.id for subject in rubric.subjects], also=also)
        said = {
            found: (typed, report)
            for typed, report in sheet.shape.subjects.items()
            if (found := one(sheet, subjects, typed, typed)) is not None
        }
        habits = Names(
            "habit",
            [habit.id for habit in rubric.habits],
            also=((habit.text, habit.id) for habit in rubric.habits),
        )
        report = SelfReport(
            student=student,
            slug=rubric.slug,
            origin=sheet.origin,
            subjects=tuple(
                self._subject(subject, *said[subject.id]) for subject in rubric.subjects if subject.id in said
            ),
            behaviour_student=behaviour.student,
            behaviour_teacher=behaviour.teacher,
            habits=several(sheet, habits, behaviour.habits, "behaviour", "habits"),
            filled_in=sheet.shape.date,
            audience=access.report_cards,
            state=state_of(sheet),
        )
        check_card(sheet, rubric, report, {subject: typed for subject, (typed, _) in said.items()})
        return report

    def _subject(self, subject: Subject, typed: str, report: SubjectReportShape) -> SubjectReport:
        ticked = [
            self._statement(subject, name, (typed, "can_do", place))
            for place, name in enumerate(report.can_do)
        ]
        how = {
            statement: level
            for name, word in report.how.items()
            if (statement := self._statement(subject, name, (typed, "how", name))) is not None
            if (level := self._level(word, (), typed, "how", name)) is not None
        }
        self_grade = self._level(report.self_grade, _BESIDES, typed, "self")
        if state_of(self.sheet) is None:  # else what is missing is told in one piece
            self._report_half_answers(typed, report, self_grade)
        return SubjectReport(
            subject=subject.id,
            can_do=tuple(name for name in dict.fromkeys((*ticked, *how)) if name is not None),
            self_grade=self_grade,
            because=report.because,
            next_step=report.next_step,
            teacher_grade=self._level(report.teacher, _BESIDES, typed, "teacher"),
            teacher_note=report.teacher_note,
            how=how,
            evidence=several(self.sheet, self.posts, report.evidence, typed, "evidence"),
        )

    def _statement(self, subject: Subject, typed: str, loc: tuple[str | int, ...]) -> str | None:
        """Return the id of the statement that is meant; None, which was reported, when there is none here."""
        names = _statements_of(subject)
        elsewhere = None if names.find(typed) else self._moved_to(typed)
        if elsewhere is None:
            return one(self.sheet, names, typed, *loc)
        card, other = elsewhere
        self.sheet.report(
            f"The can-do statement {shown(typed)} is not in `{subject.id}`.",
            *loc,
            hint=f"It is in `{other.id}`: tick it there."
            if card is self.rubric
            else f"It is in the card `{card.slug}`, in `{other.id}`. {names.hint(typed)}",
            severity=Severity.WARNING,
            code="moved",
        )
        return None

    def _moved_to(self, typed: str) -> tuple[Rubric, Subject] | None:
        """Return where else there is such a statement: on this card first, then on the class's others."""
        for card in (self.rubric, *self.all_rubrics):
            for subject in card.subjects:
                if _statements_of(subject).find(typed):
                    return card, subject
        return None

    def _level(self, typed: str, besides: tuple[str, ...], *loc: str) -> str | None:
        """Return a level of the scale, also when its word was written, or None."""
        if not typed:
            return None
        scale = self.rubric.scale
        levels = dict.fromkeys((*scale, *besides))
        found = Names("level", levels, also=((word, level) for level, word in scale.items())).find(typed)
        if found is None:
            hint = f"Write {one_of(levels)}" + (
                "; N is for not enough work yet, X for not taught yet." if besides else "."
            )
            self.sheet.report(f"{shown(typed)} is not a level of the scale.", *loc, hint=hint, code="grade")
        return found

    def _report_half_answers(self, typed: str, report: SubjectReportShape, grade: str | None) -> None:
        """Report a grade without its reason, and a reason without its grade: they belong together."""
        if grade not in (None, NOT_TAUGHT) and not report.because:
            self.sheet.report(
                "There is a grade here, but not yet why.",
                typed,
                "self",
                hint="Ask what shows it, and write `because: I …`: one sentence with something I can do.",
                severity=Severity.NOTE,
                code="no-reason",
            )
        if report.because and not report.self_grade and not self.sheet.is_lost(typed, "self"):
            self.sheet.report(
                "There is a reason here, but no grade of the student's own.",
                typed,
                "because",
                hint=f"Write `self: …` with {one_of((*self.rubric.scale, *_BESIDES))}.",
                severity=Severity.NOTE,
                code="no-grade",
            )


def _statements_of(subject: Subject) -> Names:
    also = ((statement.text, statement.id) for statement in subject.can_do)
    return Names("can-do statement", [statement.id for statement in subject.can_do], also=also)
