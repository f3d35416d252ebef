"""Self-report cards: what the class asks, and what each student answers."""

from __future__ import annotations

from collections.abc import Mapping

from slc_site.model.classroom import Access, Classroom
from slc_site.model.report_card import (
    DEFAULT_SCALE,
    NOT_ENOUGH_WORK,
    NOT_TAUGHT,
    CanDo,
    Rubric,
    SelfReport,
    Subject,
    SubjectReport,
)
from slc_site.problems import Problem
from slc_site.read.classroom import term_order
from slc_site.read.disk import Folder
from slc_site.read.document import Form
from slc_site.read.listing import listed
from slc_site.read.names import Names, one, several, unique
from slc_site.read.reading import Reader
from slc_site.read.shapes_conference import RubricShape, SelfReportShape, SubjectReportShape
from slc_site.read.sheet import Sheet
from slc_site.read.values import one_of, shown

_BESIDES = (NOT_ENOUGH_WORK, NOT_TAUGHT)


def read_rubrics(content: Folder, classroom: Classroom, reader: Reader) -> tuple[list[Rubric], list[str]]:
    """Read the class's cards; return them in the order of their terms, and the names of those left out."""
    rubrics: list[Rubric] = []
    left_out: list[str] = []
    folder = content.enter("report-cards", reader.reporter)
    for file in listed(folder, ".yml", "report card", reader.reporter):
        sheet = reader.sheet(file, Form.FIELDS, RubricShape)
        if sheet is None:
            left_out.append(file.stem)
        else:
            rubrics.append(_rubric(file.stem, sheet, classroom))
    order = term_order(classroom)
    rubrics.sort(key=lambda rubric: (order.get(rubric.term or "", len(order)), rubric.slug))
    return rubrics, left_out


def _rubric(slug: str, sheet: Sheet[RubricShape], classroom: Classroom) -> Rubric:
    shape = sheet.shape
    terms = Names("term", [term.id for term in classroom.terms])
    scale = dict(shape.scale) or DEFAULT_SCALE
    subjects = (
        Subject(
            subject.id,
            subject.title or subject.id,
            unique(
                sheet,
                (CanDo(statement.id or statement.text, statement.text) for statement in subject.can_do),
                lambda statement: statement.id,
                "subjects",
                place,
                "can_do",
            ),
            _levels(sheet, subject.levels, scale, place),
        )
        for place, subject in enumerate(shape.subjects)
    )
    return Rubric(
        slug,
        shape.title,
        sheet.origin,
        one(sheet, terms, shape.term, "term"),
        scale,
        unique(sheet, subjects, lambda subject: subject.id, "subjects"),
    )


def _levels(
    sheet: Sheet[RubricShape], typed: Mapping[str, str], scale: Mapping[str, str], place: int
) -> Mapping[str, str]:
    """Return the criteria in the order of the scale, without levels that it does not have."""
    levels = Names("level", scale)
    at = ("subjects", place, "levels")
    found = {one(sheet, levels, level, *at, level): text for level, text in typed.items()}
    return {level: found[level] for level in scale if level in found}


# -- a student's answers ------------------------------------------------------------------------------------


def read_self_reports(
    folder: Folder,
    student: str,
    access: Access,
    rubrics: Names,
    by_slug: Mapping[str, Rubric],
    reader: Reader,
) -> list[SelfReport]:
    """Read a student's cards, each of which answers the class's card of the same name."""
    reports = []
    for file in listed(folder, ".yml", "report card", reader.reporter):
        slug = rubrics.find(file.stem)
        if slug is None:
            if not rubrics.is_left_out(file.stem):
                message = f"The class has no report card `{file.stem}`, so this one is left out."
                hint = rubrics.hint(file.stem)
                reader.reporter.report(Problem(message, file.label, hint=hint, code="no-such-thing"))
            continue
        sheet = reader.sheet(file, Form.FIELDS, SelfReportShape)
        if sheet is not None:
            reports.append(_self_report(student, by_slug[slug], sheet, access))
    return reports


def _self_report(student: str, rubric: Rubric, sheet: Sheet[SelfReportShape], access: Access) -> SelfReport:
    also = ((subject.title, subject.id) for subject in rubric.subjects)
    subjects = Names("subject", [subject.id for subject in rubric.subjects], also=also)
    said = {
        found: (typed, report)
        for typed, report in sheet.shape.subjects.items()
        if (found := one(sheet, subjects, typed, typed)) is not None
    }
    return SelfReport(
        student=student,
        slug=rubric.slug,
        origin=sheet.origin,
        subjects=tuple(
            _subject_report(sheet, rubric, subject, *said[subject.id])
            for subject in rubric.subjects
            if subject.id in said
        ),
        behaviour_student=sheet.shape.behaviour.student,
        behaviour_teacher=sheet.shape.behaviour.teacher,
        audience=access.report_cards,
    )


def _subject_report(
    sheet: Sheet[SelfReportShape], rubric: Rubric, subject: Subject, typed: str, report: SubjectReportShape
) -> SubjectReport:
    also = ((statement.text, statement.id) for statement in subject.can_do)
    statements = Names("can-do statement", [statement.id for statement in subject.can_do], also=also)
    return SubjectReport(
        subject=subject.id,
        can_do=several(sheet, statements, report.can_do, typed, "can_do"),
        self_grade=_grade(sheet, rubric, report.self_grade, typed, "self"),
        because=report.because,
        next_step=report.next_step,
        teacher_grade=_grade(sheet, rubric, report.teacher, typed, "teacher"),
        teacher_note=report.teacher_note,
    )


def _grade(sheet: Sheet[SelfReportShape], rubric: Rubric, typed: str, *loc: str) -> str | None:
    """Return a level of the scale, also when its word was written, or None."""
    if not typed:
        return None
    also = ((word, level) for level, word in rubric.scale.items())
    levels = dict.fromkeys((*rubric.scale, *_BESIDES))
    found = Names("level", levels, also=also).find(typed)
    if found is None:
        hint = f"Write {one_of(levels)}; N is for not enough work yet, X for not taught yet."
        sheet.report(f"{shown(typed)} is not a level of the scale.", *loc, hint=hint, code="grade")
    return found
