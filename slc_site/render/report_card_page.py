"""The pages of a student's self-report cards: each card, and all of them side by side."""

from __future__ import annotations

from collections.abc import Iterator

from slc_site.model.classroom import Student
from slc_site.model.report_card import SelfReport, SubjectReport
from slc_site.render import urls
from slc_site.render.frames import Framer
from slc_site.render.page import Page
from slc_site.render.report_card_views import ReportCardViews
from slc_site.render.views import (
    ReportCardPage,
    ReportCardsPage,
    StatementView,
    SubjectOverTerms,
    TermView,
)


def report_card_pages(framer: Framer, student: Student) -> Iterator[Page]:
    """Yield the page of all cards and the page of each; nothing when there is none to be seen."""
    reports = framer.library.self_reports_of(student.slug)
    if not reports:
        return
    title, path = framer.words.gettext("My report cards"), urls.report_cards(student.slug)
    cards = framer.cards(path)
    views = ReportCardViews(framer.library, cards, framer.words)
    context = ReportCardsPage(
        frame=framer.frame(cards, title, student=student),
        student=cards.badge(student),
        cards=tuple(views.link(report) for report in reports),
        subjects=tuple(_over_terms(framer, views, reports)),
    )
    yield Page(path, "report-cards.html", context)
    for report in reports:
        own = framer.cards(urls.report_card(student.slug, report.slug))
        of_own = ReportCardViews(framer.library, own, framer.words)
        card = of_own.card(report)
        frame = framer.frame(
            own, card.title, student=student, crumbs=[(title, path)], part=path, source=report.origin.file
        )
        others = tuple(of_own.link(other, current=other is report) for other in reports)
        context_of_one = ReportCardPage(frame, own.badge(student), card, others)
        yield Page(own.path, "report-card.html", context_of_one)


def _over_terms(
    framer: Framer, views: ReportCardViews, reports: tuple[SelfReport, ...]
) -> Iterator[SubjectOverTerms]:
    """Yield each subject with what was ticked in it, card by card; subjects in the order they first came."""
    library = framer.library
    rubrics = [library.rubric[report.slug] for report in reports]
    titles = {subject.id: subject.title for rubric in rubrics for subject in rubric.subjects}
    said = {(report.slug, one.subject): one for report in reports for one in report.subjects}
    for subject, title in titles.items():
        terms = []
        unticked: set[str] = set()
        for report in reports:
            one = said.get((report.slug, subject)) or SubjectReport(subject)
            terms.append(_term(views, framer, report, one, unticked))
        if any((report.slug, subject) in said for report in reports):
            yield SubjectOverTerms(title, tuple(terms))


def _term(
    views: ReportCardViews, framer: Framer, report: SelfReport, said: SubjectReport, unticked: set[str]
) -> TermView:
    """Return one subject of one card.

    `unticked` has the ids that were on earlier cards and never ticked; it is brought up to date.
    """
    rubric = framer.library.rubric[report.slug]
    statements = next((one.can_do for one in rubric.subjects if one.id == said.subject), ())
    ticked = tuple(
        StatementView(can.text, ticked=True, is_new=can.id in unticked)
        for can in statements
        if can.id in said.can_do
    )
    unticked |= {can.id for can in statements if can.id not in said.can_do}
    unticked -= set(said.can_do)
    return TermView(views.link(report), ticked, len(statements), views.grade(rubric, said.self_grade))
