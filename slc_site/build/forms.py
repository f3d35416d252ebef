"""Which forms are still being written and which wait for the teacher, term by term."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from slc_site.model.form_state import FormState
from slc_site.model.library import Library

CARD, CONFERENCE = "report-card", "conference"


class Form(Struct, frozen=True):
    """A child's report card, or what the child brings to a conference."""

    student: str
    """The slug."""
    kind: str
    """`CARD` or `CONFERENCE`."""
    slug: str


class FormsOfTerm(Struct, frozen=True):
    """The forms of one term, in the order of the roster, which says nothing of who was first."""

    term: str
    """Its id; of no term: the name of the card or the conference."""
    title: str
    handed_in: tuple[Form, ...]
    """They wait for the teacher."""
    drafts: tuple[Form, ...]
    """The child is still writing."""


def forms_by_term(library: Library) -> tuple[FormsOfTerm, ...]:
    """Return the terms in which something waits or is being written, in the class's order."""
    titles = {term.id: term.title for term in library.classroom.terms}
    found: dict[str, list[tuple[FormState | None, Form]]] = {term: [] for term in titles}
    for term, title, state, form in _forms(library):
        titles.setdefault(term, title)
        found.setdefault(term, []).append((state, form))
    terms = (
        FormsOfTerm(
            term,
            titles[term],
            tuple(form for state, form in forms if state is FormState.HANDED_IN),
            tuple(form for state, form in forms if state is FormState.DRAFT),
        )
        for term, forms in found.items()
    )
    return tuple(each for each in terms if each.handed_in or each.drafts)


def _forms(library: Library) -> Iterator[tuple[str, str, FormState | None, Form]]:
    """Yield each form with the term it belongs to, what that is called, and how far the form is."""
    for student in library.students:
        for report in library.self_reports_of(student.slug):
            rubric = library.rubric[report.slug]
            form = Form(student.slug, CARD, report.slug)
            yield rubric.term or rubric.slug, rubric.title, report.state, form
        for one in library.conferences_of(student.slug):
            conference = library.conference[one.conference]
            form = Form(student.slug, CONFERENCE, one.conference)
            yield conference.term or conference.slug, conference.title, one.state, form
