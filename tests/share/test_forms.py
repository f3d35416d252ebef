"""Report cards are counted when they are held back, and a teacher's part is shown when it is done."""

from __future__ import annotations

import pytest

from slc_site.cli.summary import held_back_summary
from slc_site.model.audience import Audience
from slc_site.model.classroom import Consent
from slc_site.model.form_state import FormState
from slc_site.model.goal import Voice
from slc_site.model.library import Library
from slc_site.model.origin import Origin
from slc_site.model.report_card import Rubric, SelfReport, Subject, SubjectReport
from slc_site.model.student_conference import Pluses, SkillWord
from slc_site.share.access import PUBLIC, TEACHER, HeldBack, Viewer, narrow
from tests.support.things import a_conference, a_library, a_post, a_student, a_student_conference

ROOM, FAMILY = Viewer(Audience.CONFERENCE, "ada"), Viewer(Audience.FAMILY, "ada")
OWN = SubjectReport("reading", can_do=("retell",), self_grade="3", because="I read.")
BOTH = SubjectReport("reading", ("retell",), "3", "I read.", "", "2", "Soon.")


def a_class(state: FormState | None) -> Library:
    """Ada's card and conference in a state; both have the teacher's words in them."""
    subjects = (Subject("reading", "Reading"),)
    return a_library(
        a_post(),
        a_conference(),
        a_student_conference(
            three_pluses=tuple(Pluses(voice, ("a", "b", "c"), "d") for voice in Voice),
            skills=(SkillWord("tries", "I try.", "Often!"),),
            state=state,
        ),
        rubrics=(Rubric("fall", "Fall", Origin("x"), subjects=subjects),),
        self_reports=(
            SelfReport(
                "ada",
                "fall",
                Origin("x"),
                (BOTH,),
                "I share.",
                "Kind.",
                audience=Audience.FAMILY,
                state=state,
            ),
        ),
    )


def teachers_words(library: Library) -> list[str]:
    words: list[str | None] = []
    for card in library.self_reports:
        words.append(card.behaviour_teacher)
        words += [said for each in card.subjects for said in (each.teacher_grade, each.teacher_note)]
    for conference in library.student_conferences:
        words += [word.teacher for word in conference.skills]
        words += [own.goal for own in conference.three_pluses if own.voice is Voice.TEACHER]
    return [word for word in words if word]


@pytest.mark.parametrize("state", [FormState.DRAFT, FormState.HANDED_IN])
@pytest.mark.parametrize("viewer", [PUBLIC, Viewer(Audience.CLASS), FAMILY, ROOM])
def test_what_a_teacher_has_only_begun_is_shown_to_nobody_else(state: FormState, viewer: Viewer) -> None:
    library = a_class(state)
    seen = narrow(library, viewer).library
    assert teachers_words(seen) == []
    if viewer == ROOM:
        assert seen.self_reports[0].subjects == (OWN,), "the child's part is whole"
        assert seen.self_reports[0].behaviour_student == "I share."
        assert [word.student for word in seen.student_conferences[0].skills] == ["I try."]
        assert [own.voice for own in seen.student_conferences[0].three_pluses] == [
            Voice.STUDENT,
            Voice.PARENT,
        ]
    assert len(teachers_words(narrow(library, TEACHER).library)) == 5


@pytest.mark.parametrize("state", [None, FormState.TEACHER_DONE, FormState.FINAL])
def test_a_teachers_part_that_is_done_is_shown_in_the_room(state: FormState | None) -> None:
    seen = narrow(a_class(state), ROOM).library
    assert seen.self_reports[0].subjects == (BOTH,)
    assert len(teachers_words(seen)) == 5


@pytest.mark.parametrize(
    ("viewer", "held_back"),
    [
        (
            PUBLIC,
            {
                HeldBack("report-cards", "family", 1),
                HeldBack("report-cards", "conference", 2),
                HeldBack("report-cards", "consent", 1),
            },
        ),
        (FAMILY, {HeldBack("report-cards", "conference", 2), HeldBack("report-cards", "consent", 1)}),
        (ROOM, {HeldBack("report-cards", "conference", 1), HeldBack("report-cards", "consent", 1)}),
        (TEACHER, set()),
    ],
)
def test_report_cards_that_are_held_back_are_counted(viewer: Viewer, held_back: set[HeldBack]) -> None:
    def card(student: str, slug: str, audience: Audience) -> SelfReport:
        return SelfReport(student, slug, Origin("x"), audience=audience)

    library = a_library(
        a_student("ada"),
        a_student("ben"),
        a_student("cleo", consent=Consent()),
        rubrics=tuple(Rubric(slug, slug, Origin("x")) for slug in ("fall", "winter")),
        self_reports=(
            card("ada", "fall", Audience.FAMILY),
            card("ada", "winter", Audience.CONFERENCE),
            card("ben", "fall", Audience.CONFERENCE),
            card("cleo", "fall", Audience.FAMILY),
        ),
    )
    told = narrow(library, viewer).held_back
    assert {one for one in told if one.what == "report-cards"} == held_back


def test_the_summary_says_it_in_words() -> None:
    one, two = HeldBack("report-cards", "conference", 1), HeldBack("report-cards", "conference", 2)
    assert held_back_summary([one]) == "1 thing was held back: 1 report card for the conference only."
    assert held_back_summary([two]) == "2 things were held back: 2 report cards for the conference only."
