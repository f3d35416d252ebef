"""A party: names are for the room, who listens to whom is for the teacher, and of some nothing is told."""

from __future__ import annotations

from datetime import datetime

import pytest

from slc_site.model.audience import Audience
from slc_site.model.classroom import Consent, Target
from slc_site.model.conference import ConferenceKind
from slc_site.model.goal import Promise, Review, Voice
from slc_site.model.library import Library
from slc_site.model.party import Adoption, Party, ProgrammeItem, Speaker, Spot
from slc_site.model.post import PostKind
from slc_site.model.schedule import Schedule, Window
from slc_site.model.student_conference import FollowUp, SkillWord
from slc_site.share.access import PUBLIC, TEACHER, Viewer, narrow
from slc_site.share.party import names_in_invitations
from tests.support.things import (
    a_classroom,
    a_conference,
    a_goal,
    a_library,
    a_post,
    a_student,
    a_student_conference,
)

PARTY = Party(
    audience=Audience.PUBLIC,
    invited=("Families", "Zoe's aunt"),
    siblings=True,
    photos="Of your own child.",
    speakers=(Speaker("ada"), Speaker("zoe")),
    programme=(
        ProgrammeItem("Welcome", students=("ada", "zoe"), who=("Zoe and I", "Ms. Okafor")),
        ProgrammeItem("Zoe sings"),
    ),
    spots=(Spot("ada", "beside Zoe"), Spot("zoe", "table 2")),
    adopt=(Adoption("The principal", "zoe"),),
    devices="One tablet each.",
    take_home_words="Zoe carries them.",
    thanks="Thank you!",
)
ROOM = Viewer(Audience.CONFERENCE)
ADAS_FAMILY = Viewer(Audience.FAMILY, "ada")


def a_class_with(party: Party) -> Library:
    """Ada, Zoe who has no consent, and a party."""
    return a_library(
        a_student("ada"),
        a_student("zoe", consent=Consent()),
        a_conference("party", kind=ConferenceKind.PARTY, party=party),
    )


def seen_by(viewer: Viewer, party: Party = PARTY) -> Party | None:
    return narrow(a_class_with(party), viewer).library.conference["party"].party


@pytest.mark.parametrize("viewer", [PUBLIC, Viewer(Audience.CLASS), ADAS_FAMILY])
def test_outside_the_room_it_is_an_invitation_without_names(viewer: Viewer) -> None:
    assert seen_by(viewer) == Party(Audience.PUBLIC, ("Families",), True, "Of your own child.")


def test_in_the_room_there_is_all_but_who_listens_to_whom_and_nothing_of_who_may_not_be_told() -> None:
    found = seen_by(ROOM)
    assert found is not None
    assert found.adopt == ()
    assert found.speakers == (Speaker("ada"),)
    assert found.spots == (Spot("ada", ""),)
    assert found.programme == (ProgrammeItem("Welcome", students=("ada",), who=("Ms. Okafor",)),)
    assert (found.devices, found.take_home_words, found.thanks) == ("One tablet each.", "", "Thank you!")
    assert "Zoe" not in repr(found)


def test_at_the_teachers_own_computer_nobody_is_missing_and_who_listens_is_still_not_there() -> None:
    found = seen_by(Viewer(Audience.CONFERENCE, is_here=True))
    assert found == PARTY.in_the_room
    assert found.adopt == ()


def test_the_teacher_sees_all_of_it() -> None:
    assert seen_by(TEACHER) == PARTY


@pytest.mark.parametrize(
    ("audience", "asked"),
    [
        (Audience.PUBLIC, ["PUBLIC", "CLASS", "FAMILY", "CONFERENCE", "TEACHER"]),
        (Audience.CLASS, ["CLASS", "FAMILY", "CONFERENCE", "TEACHER"]),
        (Audience.TEACHER, ["CONFERENCE", "TEACHER"]),
    ],
)
def test_who_is_not_asked_knows_of_no_party_but_who_is_there_does(
    audience: Audience, asked: list[str]
) -> None:
    party = Party(audience, ("Families",))
    assert [circle.name for circle in Audience if seen_by(Viewer(circle), party)] == asked


def test_an_invitation_that_is_held_back_is_counted() -> None:
    held_back = narrow(a_class_with(Party(Audience.CLASS)), PUBLIC).held_back
    assert ("pages", "class", 1) in [(one.what, one.reason, one.count) for one in held_back]


def test_names_in_an_invitation_are_told() -> None:
    window = Window(datetime(2026, 6, 11, 16), datetime(2026, 6, 11, 17), "Rose garden, by Ben Nevis")
    party = Party(Audience.CLASS, ("Friends of Inès", "Adam"), photos="Of roses.")
    conference = a_conference(party=party, schedule=Schedule(windows=(window,)))
    students = [a_student("ada"), a_student("ines", name="Inés"), a_student("ben"), a_student("x", name="Of")]
    problems = names_in_invitations(students, [conference, a_conference("other")])
    assert [(problem.key, problem.message) for problem in problems] == [
        ("schedule.windows", "The invitation to the party names Ben; it is read outside the room, too."),
        ("party.invited", "The invitation to the party names Inés; it is read outside the room, too."),
        ("party.photos", "The invitation to the party names Of; it is read outside the room, too."),
    ]


def test_an_invitation_that_does_not_leave_the_room_may_name_children() -> None:
    conference = a_conference(party=Party(Audience.CONFERENCE, ("Ada's family",)))
    assert names_in_invitations([a_student("ada")], [conference]) == []


def test_guests_are_told_nothing_of_home_and_nothing_that_a_teacher_said() -> None:
    library = a_library(
        a_classroom(targets=(Target("tries", "I try"),)),
        a_student("ada"),
        a_conference(),
        a_student_conference(
            skills=(SkillWord("tries", "I try.", "You do."),),
            follow_up=(FollowUp(datetime(2025, 12, 3).date(), family_input="We read."),),
        ),
        a_goal(
            promises=(
                Promise(Voice.STUDENT, "I read."),
                Promise(Voice.PARENT, "We listen."),
                Promise(Voice.TEACHER, "I ask."),
            ),
            at_home=("a lamp",),
            at_school=("a corner",),
            reviews=(Review(datetime(2025, 12, 3).date(), note="Good.", used="The lamp."),),
        ),
        a_post("test", kind=PostKind.ASSESSMENT),
        a_post("poem"),
    )
    of_family = narrow(library, Viewer(Audience.CONFERENCE, "ada")).library
    assert (len(of_family.posts), of_family.not_yet("ada")) == (2, ("tries",))
    seen = narrow(library, Viewer(Audience.CONFERENCE, "ada", is_guest=True)).library
    (one,), (goal,), (post,) = seen.student_conferences, seen.goals, seen.posts
    assert one.skills == (SkillWord("tries", "I try.", ""),)
    assert one.follow_up == ()
    assert goal.promises == (Promise(Voice.STUDENT, "I read."),)
    assert (goal.at_home, goal.at_school) == ((), ("a corner",))
    assert (goal.reviews[0].note, goal.reviews[0].used) == ("Good.", "")
    assert post.slug == "poem"
    assert seen.not_yet("ada") == ()
