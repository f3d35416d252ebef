"""Self-report cards with everything on them, made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from slc_site.render.page import Page
from slc_site.render.views import (
    GradeView,
    LevelView,
    Link,
    ReportCardPage,
    ReportCardsPage,
    ReportCardView,
    StatementView,
    SubjectOverTerms,
    SubjectView,
    TermView,
)
from tests.render.theme.sample_maker import Sample

GOOD, PARTLY, NOT_TAUGHT = GradeView("3", "Proficient"), GradeView("2", "Partly"), GradeView("", "Not taught")


def card(at: Sample, student: int) -> ReportCardView:
    """Return a card as it is at the conference."""
    subjects = (
        SubjectView(
            "Reading",
            (
                StatementView("I can read 90 words in a minute", ticked=False),
                StatementView("I can retell a story in order", ticked=True, how="By myself"),
            ),
            GOOD,
            "I retell well but skip hard words.",
            "Try the first sound.",
            GOOD,
            "I agree!",
            agreement="same",
            evidence=(at.card("frog-poem", student),),
            levels=(LevelView(GOOD, "I read it alone."), LevelView(PARTLY, "I need help.")),
            standards=("RL.1.2",),
        ),
        SubjectView(
            "Math",
            (StatementView("I can add to 20", ticked=True),),
            PARTLY, "", "", GOOD, "", agreement="harder", ticks_say=GOOD,
        ),
        SubjectView("Science", (), NOT_TAUGHT, "", "", PARTLY, "", agreement="two-ways"),
        SubjectView("Art", (StatementView("I draw", ticked=False),), None, "", "", None, "", is_said=False),
    )  # fmt: skip
    return ReportCardView(
        "Fall self-report card",
        subjects,
        "I share.",
        "A kind helper.",
        shows_grades=True,
        href=at.to("students/s0/report-cards/fall/index.html"),
        term="Fall",
        filled_in=date(2026, 11, 12),
        habits=(StatementView("I wait", ticked=True), StatementView("I share", ticked=False)),
        choices=(GOOD, PARTLY, NOT_TAUGHT),
        same=1,
        compared=3,
        apart=(("Math", "harder"), ("Science", "two-ways")),
    )


def pages(student: int = 0) -> Iterator[Page]:
    """Yield the page of a card, of an empty one, and of the cards side by side."""
    at = Sample("students/s0/report-cards/fall/index.html")
    whole = card(at, student)
    frame = at.frame(whole.title, student)
    yield Page(at.path, "report-card.html", ReportCardPage(frame, at.badge(student), whole, ()))
    empty = ReportCardView("Winter", whole.subjects[3:], "", "", shows_grades=False)
    at = Sample("students/s0/report-cards/winter/index.html")
    frame = at.frame(empty.title, student)
    yield Page(at.path, "report-card.html", ReportCardPage(frame, at.badge(student), empty, ()))

    at = Sample("students/s0/report-cards/index.html")
    fall, winter = (
        Link(term, at.to(f"students/s0/report-cards/{term}/index.html")) for term in ("fall", "winter")
    )
    new = StatementView("I can add to 20", ticked=True, is_new=True)
    terms = (TermView(fall, (), 2, NOT_TAUGHT), TermView(winter, (new,), 2, GOOD))
    over = (
        SubjectOverTerms("Math", terms),
        SubjectOverTerms("Art", (terms[0], TermView(winter, (), 0, None))),
    )
    frame = at.frame("My report cards", student)
    yield Page(at.path, "report-cards.html", ReportCardsPage(frame, at.badge(student), (fall, winter), over))
