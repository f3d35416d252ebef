"""The class's self-report cards: what is asked in each term, files that several classes share laid below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from msgspec.structs import replace

from slc_site.model.classroom import Classroom
from slc_site.model.report_card import DEFAULT_SCALE, CanDo, Rubric, Subject
from slc_site.problems import Problem, Severity
from slc_site.read.classroom import term_order
from slc_site.read.disk import Folder, same
from slc_site.read.document import Form
from slc_site.read.includes import Includes
from slc_site.read.listing import listed
from slc_site.read.names import Names, one, unique
from slc_site.read.reading import Reader
from slc_site.read.shapes_report_card import (
    ADD_TITLE,
    NO_TITLE,
    CanDoShape,
    RubricShape,
    SharedRubricShape,
    SubjectShape,
)
from slc_site.read.sheet import Sheet
from slc_site.read.values import all_of

RubricSheet = Sheet[RubricShape] | Sheet[SharedRubricShape]


@dataclass(slots=True)
class Rubrics:
    """All cards that the class has."""

    cards: list[Rubric] = field(default_factory=list)
    """In the order of their terms."""
    left_out: list[str] = field(default_factory=list)
    """Names of those that could not be used."""
    early: dict[str, Problem] = field(default_factory=dict)
    """By card, what is to be said once somebody has filled it in: its term is not over."""


def read_rubrics(content: Folder, classroom: Classroom, includes: Includes, reader: Reader) -> Rubrics:
    """Read the class's cards. What is wrong in an included file is told of that file."""
    found = Rubrics()
    folder = content.enter("report-cards", reader.reporter)
    targets = Names("target", [target.id for target in classroom.targets])
    for file in listed(folder, ".yml", "report card", reader.reporter):
        own = reader.sheet(file, Form.FIELDS, RubricShape)
        rubric = _rubric(file.stem, own, classroom, includes) if own is not None else None
        if own is None or rubric is None:
            found.left_out.append(file.stem)
            continue
        found.cards.append(_aimed(rubric, targets))
        early = _early(own, rubric, classroom, reader.today)
        if early is not None:
            found.early[rubric.slug] = early
    order = term_order(classroom)
    found.cards.sort(key=lambda rubric: (order.get(rubric.term or "", len(order)), rubric.slug))
    return found


def _rubric(slug: str, own: Sheet[RubricShape], classroom: Classroom, includes: Includes) -> Rubric | None:
    """Return a card; None when it has no title, which was reported."""
    included = (
        includes.sheet(own, typed, SharedRubricShape, "include", place)
        for place, typed in enumerate(own.shape.include)
    )
    # In the order in which one says over the other: the class's own file has the last word.
    sheets: list[RubricSheet] = [*(sheet for sheet in included if sheet is not None), own]
    title = _last(sheet.shape.title for sheet in sheets)
    if not title:
        own.report(NO_TITLE, "title", hint=ADD_TITLE, code="no-title")
        return None
    terms = Names("term", [term.id for term in classroom.terms])
    term = _last(one(sheet, terms, sheet.shape.term, "term") or "" for sheet in sheets)
    scale = next((sheet.shape.scale for sheet in reversed(sheets) if sheet.shape.scale), DEFAULT_SCALE)
    drafts: dict[str, _Draft] = {}
    habits: dict[str, CanDo] = {}
    for sheet in sheets:
        subjects = unique(sheet, enumerate(sheet.shape.subjects), lambda pair: pair[1].id, "subjects")
        for place, shape in subjects:
            drafts.setdefault(same(shape.id), _Draft(shape.id)).lay_over(sheet, place, shape, scale)
        habits |= _statements(sheet, sheet.shape.habits, scale, "habits")
    for draft in drafts.values():
        draft.report_levels_without_criteria(scale)
    return Rubric(
        slug=slug,
        title=title,
        origin=own.origin,
        term=term or None,
        scale=scale,
        subjects=tuple(draft.subject(scale) for draft in drafts.values()),
        habits=tuple(habits.values()),
    )


def _aimed(rubric: Rubric, targets: Names) -> Rubric:
    """Return the card with each standard that is a target of the class known as such."""

    def aimed(statements: Iterable[CanDo]) -> tuple[CanDo, ...]:
        return tuple(replace(can, target=targets.find(can.standard)) for can in statements)

    subjects = (replace(subject, can_do=aimed(subject.can_do)) for subject in rubric.subjects)
    return replace(rubric, subjects=tuple(subjects), habits=aimed(rubric.habits))


class _Draft:
    """A subject while one file after the other is laid over it."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.title = ""
        self.can_do: dict[str, CanDo] = {}
        self.levels: dict[str, str] = {}
        self._at: tuple[RubricSheet, int] | None = None

    def lay_over(self, sheet: RubricSheet, place: int, shape: SubjectShape, scale: Mapping[str, str]) -> None:
        """Add what a file says of the subject, over what was said before."""
        self._at = sheet, place
        self.title = shape.title or self.title
        self.can_do |= _statements(sheet, shape.can_do, scale, "subjects", place, "can_do")
        names, at = Names("level", scale), ("subjects", place, "levels")
        found = {one(sheet, names, level, *at, level): text for level, text in shape.levels.items()}
        self.levels |= {level: text for level, text in found.items() if level is not None}

    def subject(self, scale: Mapping[str, str]) -> Subject:
        """Return the subject, its criteria in the order of the scale."""
        levels = {level: self.levels[level] for level in scale if self.levels.get(level)}
        return Subject(self.id, self.title or self.id, tuple(self.can_do.values()), levels)

    def report_levels_without_criteria(self, scale: Mapping[str, str]) -> None:
        """Report levels of which nobody knows what they look like."""
        if self._at is None:
            return
        sheet, place = self._at
        described = {level for level, text in self.levels.items() if text}
        described |= {statement.level for statement in self.can_do.values() if statement.level}
        missing = [level for level in scale if level not in described]
        if not missing:
            return
        known = bool(described)
        sheet.report(
            f"Nothing says what {all_of(missing)} look{'s' if len(missing) == 1 else ''} like in `{self.id}`."
            if known
            else f"Nothing says what the levels look like in `{self.id}`.",
            "subjects",
            place,
            "levels",
            hint=f"Write it in a child's words: `levels: {{{missing[0]}: I …}}`.",
            # A class without any criteria has decided so; one that has some forgot the rest.
            severity=Severity.WARNING if known else Severity.NOTE,
            code="no-criteria",
        )


def _statements(
    sheet: Sheet[Any], typed: Sequence[CanDoShape], scale: Mapping[str, str], *loc: str | int
) -> dict[str, CanDo]:
    """Return statements by the name that makes two of them one."""
    levels = Names("level", scale, also=((word, level) for level, word in scale.items()))
    statements = (
        CanDo(
            each.id or each.text,
            each.text,
            one(sheet, levels, each.level, *loc, place, "level"),
            each.standard,
        )
        for place, each in enumerate(typed)
    )
    kept = unique(sheet, statements, lambda statement: statement.id, *loc)
    return {same(statement.id): statement for statement in kept}


def _last(texts: Iterable[str]) -> str:
    return next((text for text in reversed(list(texts)) if text), "")


def _early(own: Sheet[RubricShape], rubric: Rubric, classroom: Classroom, today: date) -> Problem | None:
    """Return what is to be said of a card that is filled in before its term is over; None when it is."""
    term = next((term for term in classroom.terms if term.id == rubric.term), None)
    if term is None or term.end < today:
        return None
    has_begun = term.start <= today
    return Problem(
        f"There are cards for the term `{term.id}`, which "
        + (f"is not over before {term.end}." if has_begun else f"only begins on {term.start}."),
        own.document.file,
        own.document.line(("term",)),
        "term",
        hint="More can be ticked until then; nothing needs to be changed."
        if has_begun
        else "Do they belong to another term? If not, look at its dates in class.yml.",
        severity=Severity.NOTE if has_begun else Severity.WARNING,
        code="early-card",
    )
