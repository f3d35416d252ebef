"""A student's self-report card as a view: ticks, grades in words, and what the parts say to each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from slc_site.model.form_state import hides_the_teacher
from slc_site.model.library import Library
from slc_site.model.report_card import (
    NOT_ENOUGH_WORK,
    NOT_TAUGHT,
    CanDo,
    Rubric,
    SelfReport,
    Subject,
    SubjectReport,
)
from slc_site.model.self_assessment import Agreement, agreement, told_by_ticks
from slc_site.render import urls
from slc_site.render.cards import Cards
from slc_site.render.translations import Words, _
from slc_site.render.views import (
    GradeView,
    LevelView,
    Link,
    ReportCardView,
    StatementView,
    SubjectView,
)

_WORDS = frozenset(
    {
        _("Advanced"), _("Proficient"), _("Partly proficient"), _("Not yet"),
        _("Easily"), _("By myself"), _("With a little help"), _("With my teacher's help"),
    }
)  # fmt: skip
"""Of the scales that we bring: only these are in the class's language without its doing."""


class ReportCardViews:
    """Makes views of one student's cards for one page."""

    def __init__(self, library: Library, cards: Cards, words: Words) -> None:
        self._library = library
        self._cards = cards
        self._words = words

    def card(self, report: SelfReport) -> ReportCardView:
        """Return a card with every subject of its rubric, also those of which nothing is said yet."""
        rubric = self._library.rubric[report.slug]
        shows_grades = not report.grades_withheld
        said = {subject.subject: subject for subject in report.subjects}
        subjects = tuple(
            self._subject(report, rubric, subject, said.get(subject.id)) for subject in rubric.subjects
        )
        compared = [(subject.title, subject.agreement) for subject in subjects if subject.agreement]
        apart = tuple((title, how) for title, how in compared if how != Agreement.SAME.value)
        return ReportCardView(
            title=rubric.title,
            subjects=subjects,
            behaviour_student=report.behaviour_student,
            behaviour_teacher=report.behaviour_teacher,
            shows_grades=shows_grades,
            href=self._cards.to(urls.report_card(report.student, report.slug)),
            term=self.term_title(rubric),
            filled_in=report.filled_in,
            habits=self._ticked(report.student, rubric.habits, report.habits) if shows_grades else (),
            choices=tuple(self._choices(rubric)) if shows_grades else (),
            same=len(compared) - len(apart),
            compared=len(compared),
            apart=apart,
            state=report.state.word if report.state is not None else "",
            only_teacher_sees=hides_the_teacher(report.state) and report != report.without_teacher,
        )

    def link(self, report: SelfReport, *, current: bool = False) -> Link:
        """Return a link to a card, called by its term."""
        title = self.term_title(self._library.rubric[report.slug])
        return Link(title, self._cards.to(urls.report_card(report.student, report.slug)), current)

    def term_title(self, rubric: Rubric) -> str:
        """Return what a card is called among others: its term, else its own title."""
        term = self._library.term.get(rubric.term or "")
        return term.title if term else rubric.title

    def grade(self, rubric: Rubric, level: str | None) -> GradeView | None:
        """Return a level of the scale, N or X in words; None when there is no grade."""
        if level is None:
            return None
        if level in rubric.scale:
            word = rubric.scale[level] or level
            return GradeView(level if level != word else "", self._word(word))
        besides = {NOT_ENOUGH_WORK: _("Not enough work yet"), NOT_TAUGHT: _("Not taught yet")}
        return GradeView("", self._words.gettext(besides[level])) if level in besides else None

    def _word(self, word: str) -> str:
        return self._words.gettext(word) if word in _WORDS else word

    def _choices(self, rubric: Rubric) -> Iterable[GradeView]:
        for level in dict.fromkeys((*rubric.scale, NOT_ENOUGH_WORK, NOT_TAUGHT)):
            grade = self.grade(rubric, level)
            if grade is not None:
                yield grade

    def _subject(
        self, report: SelfReport, rubric: Rubric, subject: Subject, answer: SubjectReport | None
    ) -> SubjectView:
        said = answer or SubjectReport(subject.id)
        agreed = agreement(said, rubric.scale)
        hows = {name: grade.word for name, level in said.how.items() if (grade := self.grade(rubric, level))}
        levels = subject.levels if not report.grades_withheld else {}
        posts = (self._library.post[report.student, slug] for slug in said.evidence)
        return SubjectView(
            title=subject.title,
            can_do=self._ticked(report.student, subject.can_do, said.can_do, hows),
            grade=self.grade(rubric, said.self_grade),
            because=said.because,
            next_step=said.next_step,
            teacher_grade=self.grade(rubric, said.teacher_grade),
            teacher_note=said.teacher_note,
            is_said=answer is not None,
            agreement=agreed.value if agreed else "",
            ticks_say=self.grade(rubric, told_by_ticks(subject, said, rubric.scale)),
            evidence=self._cards.posts(posts),
            levels=tuple(
                LevelView(grade, criteria)
                for level, criteria in levels.items()
                if (grade := self.grade(rubric, level))
            ),
            standards=tuple(
                dict.fromkeys(
                    self._library.target[can.target].text if can.target else can.standard
                    for can in subject.can_do
                    if can.standard and not self._target_page(report.student, can)
                )
            ),
        )

    def _ticked(
        self,
        student: str,
        statements: Iterable[CanDo],
        ticked: Iterable[str],
        hows: Mapping[str, str] | None = None,
    ) -> tuple[StatementView, ...]:
        chosen, words = frozenset(ticked), hows or {}
        return tuple(
            StatementView(
                can.text, can.id in chosen, words.get(can.id, ""), href=self._target_page(student, can)
            )
            for can in statements
        )

    def _target_page(self, student: str, can: CanDo) -> str:
        """Return the address of the student's page of the target that a statement is about, if any."""
        if can.target is None or can.target not in self._library.known_targets(student):
            return ""
        return self._cards.to(urls.target(can.target, student))
